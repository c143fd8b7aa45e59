import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {auditBytes} from '../helpers/byte-audit.ts'
import {eventually} from '../helpers/commands.ts'
import type {ScreenOperator} from '../helpers/screen-operator.ts'
import {sitAtShell} from '../helpers/screen-shell.ts'
import {type Place, setUpPlace} from '../helpers/story.ts'

const runbook =
  '# Night\n\n## 1. Before\n\n- [ ] told <!-- {id: told} -->\n- [ ] frozen <!-- {id: frozen} -->\n'

const settings = (place: Place, name: string): string => readFileSync(join(place.dir, name), 'utf8')

/** The cursor is seen again and pastes are no longer marked. */
const isGivenBack = (operator: ScreenOperator): boolean => {
  const bytes = operator.bytes().toString('latin1')
  return (
    bytes.lastIndexOf('\u001B[?25h') > bytes.lastIndexOf('\u001B[?25l') &&
    bytes.lastIndexOf('\u001B[?2004l') > bytes.lastIndexOf('\u001B[?2004h')
  )
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGALRM', 'SIGUSR2', 'SIGABRT', 'SIGXCPU'] as const)(
  'kill -%s suspends the session and leaves the terminal as it was',
  async signal => {
    const place = setUpPlace(runbook)
    const script = `stty -a > before; sh -c 'echo $$ > pid; eval "$NIGHT"'; echo "left with $?"; stty -a > after; echo settled; cat`
    const operator = sitAtShell(place, ['-c', script])
    await operator.sees('told')
    process.kill(Number(settings(place, 'pid')), signal)
    await operator.sees('left with 130')
    await operator.sees('settled')
    expect(settings(place, 'after')).toBe(settings(place, 'before'))
    expect(isGivenBack(operator)).toBe(true)
    const id = /rollcall resume (\S+)/.exec(operator.scrollback().join(' '))?.[1] ?? ''
    expect(place.happened(id, 'session-suspended')).toMatchObject([{cause: 'signal'}])
    expect(auditBytes(operator.bytes())).toEqual([])
  },
)

test('a line that drops suspends the session; nothing waits for a terminal that is gone', async () => {
  const place = setUpPlace(runbook)
  const operator = sitAtShell(place, ['-c', `echo $$ > pid; eval "$NIGHT"`])
  await operator.sees('told')
  const pid = Number(settings(place, 'pid'))
  const id = /\d{8}-\d{4}-[0-9a-z]{4}/.exec(operator.screen().join('\n'))?.[0] ?? ''
  operator.hangUp()
  await eventually('the program is gone', () => !existsSync(`/proc/${pid}`))
  expect(place.happened(id, 'session-suspended')).toHaveLength(1)
})

test('Ctrl+Z gives the terminal to the shell, fg brings the screen back where it was', async () => {
  const place = setUpPlace(runbook)
  const operator = sitAtShell(place, ['--norc', '--noediting', '-i'])
  await operator.sees('shell>')
  operator.sends('stty -a > before; (eval "$NIGHT")\r')
  await operator.sees('told')
  await operator.sees('? keys')
  await operator.breathes()
  operator.press('ctrl-z')
  await operator.sees('Stopped')
  operator.sends('stty -a > stopped; echo "at the"" shell"\r')
  await operator.sees('at the shell')
  expect(isGivenBack(operator)).toBe(true)
  operator.sends('fg\r')
  await operator.sees(/\[ \] told[\s\S]*\? keys/)
  operator.press('q')
  await operator.sees('rollcall resume')
  // While it is at the prompt the shell's line editor has settings of its own; what counts is what its commands get.
  const ours = /-?(icanon|echo|isig|icrnl|opost)\b/g
  expect(settings(place, 'stopped').match(ours)).toEqual(settings(place, 'before').match(ours))
})

test('what is typed while it leaves does not land in the shell', async () => {
  const place = setUpPlace(runbook)
  const operator = sitAtShell(place, [
    '-c',
    'eval "($NIGHT)"; echo "left with $?"; read -t 1 rest; echo "rest:[$rest]"; cat',
  ])
  await operator.sees('? keys')
  await operator.breathes()
  // Fewer characters than what would pass for a paste.
  operator.sends('qx\r')
  await operator.sees('left with 130')
  await operator.sees('rest:[]')
})

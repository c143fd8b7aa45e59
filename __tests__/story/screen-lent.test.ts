import {chmodSync, existsSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {auditBytes} from '../helpers/byte-audit.ts'
import {eventually} from '../helpers/commands.ts'
import {type ScreenOperator, sitAtScreen} from '../helpers/screen-operator.ts'
import {sitAtShell} from '../helpers/screen-shell.ts'
import {type Place, sessionId, setUpPlace} from '../helpers/story.ts'

const runbook = '# Night\n\n## 1. Before\n\n- [ ] told <!-- {id: told} -->\n'

/** An editor that says where it is and stays until it is ended. */
const editorIn = (place: Place, before = ''): string => {
  const path = join(place.dir, 'editor')
  writeFileSync(path, `#!/bin/sh\n${before}\necho $$ > '${path}.pid'\necho in the editor\nexec sleep 1000\n`)
  chmodSync(path, 0o755)
  onTestFinished(() => {
    if (isAlive(path)) process.kill(pidOf(path), 'SIGKILL')
  })
  return path
}

const pidOf = (editor: string): number => Number(readFileSync(`${editor}.pid`, 'utf8'))

const isAlive = (editor: string): boolean => existsSync(`/proc/${pidOf(editor)}`)

/** How the kernel shows it: S sleeps, T is stopped. */
const stateOf = (editor: string): string | undefined =>
  /\) (\S)/.exec(readFileSync(`/proc/${pidOf(editor)}/stat`, 'utf8'))?.[1]

const openEditor = async (operator: ScreenOperator): Promise<string> => {
  await operator.sees(/Enter: [\s\S]*\? keys/)
  await operator.breathes()
  const id = sessionId(operator.screen().join('\n'))
  operator.press('n')
  await operator.sees('Ctrl+E')
  operator.press('ctrl-e')
  await operator.sees('in the editor')
  return id
}

test.each([
  ['ends when it is asked to', ''],
  ['does not listen', `trap '' TERM`],
])('a session that is left does not wait for an editor, which %s', async (_, before) => {
  const place = setUpPlace(runbook)
  const editor = editorIn(place, before)
  const operator = sitAtScreen([place.runbook, '--lang', 'en'], {
    cwd: place.dir,
    home: place.home,
    env: {EDITOR: editor},
  })
  const id = await openEditor(operator)
  operator.signal('SIGTERM')
  expect(await operator.leaves).toBe(130)
  expect(isAlive(editor)).toBe(false)
  expect(operator.screen().join('\n')).toContain(`rollcall resume ${id}`)
  expect(place.happened(id, 'session-suspended')).toMatchObject([{cause: 'signal'}])
  expect(auditBytes(operator.bytes())).toEqual([])
})

test('somebody else takes the session over while an editor is open in it', async () => {
  const place = setUpPlace(runbook)
  const editor = editorIn(place)
  const where = {cwd: place.dir, home: place.home, env: {EDITOR: editor}}
  const first = sitAtScreen([place.runbook, '--lang', 'en'], where)
  const id = await openEditor(first)
  const second = sitAtScreen(['resume', id, '--take-over', '--lang', 'en'], where)
  await second.sees('Before you go on')
  expect(await first.leaves).toBe(130)
  expect(isAlive(editor)).toBe(false)
})

test('Ctrl+Z in the editor goes to the shell, fg back to the editor', async () => {
  const place = setUpPlace(runbook)
  const editor = editorIn(place)
  const operator = sitAtShell(place, ['--norc', '--noediting', '-i'], {EDITOR: editor})
  await operator.sees('shell>')
  operator.sends('(eval "$NIGHT")\r')
  await openEditor(operator)
  operator.press('ctrl-z')
  await operator.sees('Stopped')
  expect(stateOf(editor)).toBe('T')
  operator.sends('echo "at the"" shell"\r')
  await operator.sees('at the shell')
  operator.sends('fg\r')
  await eventually('the editor goes on', () => stateOf(editor) === 'S')
  process.kill(pidOf(editor), 'SIGINT')
  await operator.sees('Ctrl+E')
  operator.press('escape')
  await operator.breathes()
  operator.press('q')
  await operator.sees('rollcall resume')
})

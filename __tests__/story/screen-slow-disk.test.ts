import {spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {cannotRun} from '../helpers/cannot-run.ts'
import {eventually} from '../helpers/commands.ts'
import {program} from '../helpers/operator.ts'
import {lookAt, sitAtScreen} from '../helpers/screen-operator.ts'
import {openTerminal} from '../helpers/screen-terminal.ts'
import {sessionId, setUpPlace} from '../helpers/story.ts'

const items = ['told', 'frozen', 'paged'].map(id => `- [ ] ${id} <!-- {id: ${id}} -->\n`).join('')

// Long enough for a key to be pressed while the program stands still.
const secondsForAnEntry = 2

test('keys that are pressed while the disk is slow do not act on what nobody has seen yet', async ({
  skip,
}) => {
  if (spawnSync('strace', ['-V']).error !== undefined) return cannotRun(skip, 'strace is not installed')
  const place = setUpPlace(`# Night\n\n## 1. Before\n\n${items}`)
  const first = sitAtScreen([place.runbook, '--lang', 'en'], {cwd: place.dir, home: place.home})
  await first.sees(/Enter: [\s\S]*\? keys/)
  const id = sessionId(first.screen().join('\n'))
  first.press('q')
  await first.leaves

  const log = join(place.dir, 'entries')
  const calls = 'fsync,fdatasync'
  const terminal = openTerminal(
    'strace',
    [
      ...['-f', '-o', log, '-P', place.journal(id), '-e', `trace=${calls}`],
      ...['-e', `inject=${calls}:delay_enter=${secondsForAnEntry * 1_000_000}`],
      ...[process.execPath, '--', program, 'resume', id, '--home', place.home, '--lang', 'en'],
    ],
    {
      cwd: place.dir,
      env: {PATH: process.env.PATH ?? '', HOME: place.home, LC_ALL: 'C.UTF-8', TERM: 'xterm-256color'},
    },
  )
  onTestFinished(async () => {
    if (!terminal.hasLeft()) terminal.hangUp()
    await terminal.leaves
    terminal.emulator.dispose()
  })
  const operator = lookAt(terminal)
  const entries = (): number => readFileSync(log, 'utf8').match(/sync\(/g)?.length ?? 0
  if ((await operator.seesOneOf('Before you go on', /ptrace|not permitted/)) === 1)
    return cannotRun(skip, 'strace cannot trace here')
  await operator.breathes()
  operator.press('enter')
  await operator.sees('› [ ] told')
  await operator.breathes()

  const before = entries()
  // The second of them waits behind the first; the third is pressed while the program stands still.
  operator.press('enter', 'enter')
  await eventually('an entry is on its way to the disk', () => entries() > before)
  operator.press('enter')
  await operator.sees('ignored: too early')
  await operator.settled()
  expect(place.happened(id, 'item-done')).toMatchObject([{item: 'told'}])

  await operator.breathes()
  operator.press('enter')
  await operator.sees(/frozen +done/)
  expect(place.happened(id, 'item-done')).toMatchObject([{item: 'told'}, {item: 'frozen'}])
  await operator.breathes()
  operator.press('q')
  expect(await operator.leaves).toBe(130)
})

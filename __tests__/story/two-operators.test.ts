import {spawn} from 'node:child_process'
import {readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {spawn as spawnInTerminal} from '@lydell/node-pty'
import {expect, onTestFinished, test} from 'vitest'
import {eventually} from '../helpers/commands.ts'
import {program} from '../helpers/operator.ts'
import {lives} from '../helpers/soak-processes.ts'
import {filesBelow, type Place, sessionId, setUpPlace} from '../helpers/story.ts'

const night = `# A night

- [ ] first thing <!-- {id: first} -->
- [ ] second thing <!-- {id: second} -->
- [ ] third thing <!-- {id: third} -->
`

const setUp = (): Place => setUpPlace(night, 'target: {name: shop-prod}\n')

test('whoever comes second is told who holds the session, where, since when, and how to look on', async () => {
  const place = setUp()
  const {operator, id} = await place.start(['--operator', 'Ayşe'])
  await operator.says('done')
  const last = place.events(id).at(-1)?.at ?? ''
  const second = await place.once(['resume', id, '--plain', '--operator', 'Deniz'])
  expect(second.code).toBe(75)
  expect(second.printed).toContain('held by Ayşe')
  expect(second.printed).toContain(`process ${operator.pid}`)
  expect(second.printed).toMatch(/since \d{4}-\d\d-\d\dT/)
  expect(second.printed).toContain(`last entry ${last}`)
  expect(second.printed).toContain(`rollcall watch ${id}`)
  expect(second.printed).toContain('--take-over')
  // The first was not disturbed
  expect(await operator.says('done')).toContain('third thing')
})

test('a holder that was killed hinders nobody', async () => {
  const place = setUp()
  const {operator, id} = await place.start()
  await operator.says('done')
  operator.kill('SIGKILL')
  await operator.leaves
  const second = place.sit(['resume', id])
  expect(await second.sees('rollcall> ')).toContain('second thing')
})

test('a holder that is stopped keeps the session until it is taken over, and never writes again', async () => {
  const place = setUp()
  const {operator, id} = await place.start(['--operator', 'Ayşe'])
  await operator.says('done')
  operator.kill('SIGSTOP')
  operator.types('done by a line that was typed before, and must not arrive')
  const refused = await place.once(['resume', id, '--plain'])
  expect([refused.code, refused.printed.includes('held by Ayşe')]).toEqual([75, true])
  const second = place.sit(['resume', id, '--take-over', '--operator', 'Deniz'])
  expect(await second.sees('rollcall> ')).toContain('second thing')
  operator.kill('SIGCONT')
  expect(await operator.leaves).toBe('SIGKILL')
  await second.says('done by me')
  expect(place.happened(id, 'item-done').map(event => [event.item, event.by])).toEqual([
    ['first', 'Ayşe'],
    ['second', 'Deniz'],
  ])
  expect(place.happened(id, 'session-resumed').map(event => event.takenOver)).toEqual([true])
  expect((await place.once(['verify', id])).code).toBe(0)
})

test('a holder that lives suspends by itself when the session is taken over', async () => {
  const place = setUp()
  const {operator, id} = await place.start(['--operator', 'Ayşe'])
  await operator.says('done')
  const second = place.sit(['resume', id, '--take-over', '--operator', 'Deniz'])
  expect(await second.sees('rollcall> ')).toContain('second thing')
  expect(await operator.leaves).toBe(130)
  expect(operator.printed()).toContain(`rollcall resume ${id}`)
  expect(place.happened(id, 'session-suspended').map(event => [event.cause, event.by])).toEqual([
    ['taken-over', 'Ayşe'],
  ])
  // And back again, in the middle of a question
  second.types('note from the other desk')
  const third = place.sit(['resume', id, '--take-over', '--operator', 'Ayşe'])
  await third.sees('rollcall> ')
  expect(await second.leaves).toBe(130)
})

test('a holder whose line is half open, whom nobody reads any more, is taken over from and never writes again', async () => {
  const place = setUp()
  const terminal = spawnInTerminal(
    process.execPath,
    ['--', program, place.runbook, '--trust', '--plain', '--lang', 'en', '--home', place.home],
    {cwd: place.dir, env: {PATH: process.env.PATH, HOME: place.home, LC_ALL: 'C.UTF-8', TERM: 'xterm'}},
  )
  onTestFinished(() => terminal.kill('SIGKILL'))
  let printed = ''
  await new Promise<void>(resolve => {
    terminal.onData(data => {
      printed += data
      if (printed.includes('rollcall> ')) resolve()
    })
  })
  const id = sessionId(printed)
  // As sshd does with a client that is gone and has not said so: the terminal stays, and is not read.
  terminal.pause()
  for (let line = 0; line < 400; line += 1) terminal.write('list\r')
  const second = place.sit(['resume', id, '--take-over', '--operator', 'Deniz'])
  expect(await second.sees('rollcall> ')).toContain('first thing')
  await eventually('the holder is gone', () => !lives(terminal.pid))
  await second.says('done by me')
  expect(place.happened(id, 'item-done').map(event => [event.item, event.by])).toEqual([['first', 'Deniz']])
  expect((await place.once(['verify', id])).code).toBe(0)
})

test('whoever looks on sees everything as it happens, and touches nothing', async () => {
  const place = setUp()
  const {operator, id} = await place.start()
  await operator.says('done')
  const lock = readFileSync(join(place.session(id), 'holder.json'), 'utf8')
  const before = filesBelow(place.session(id)).map(({path}) => [path, statSync(path).mtimeMs])
  const watcher = place.sit(['watch', id])
  await watcher.sees('first thing')
  expect(filesBelow(place.session(id)).map(({path}) => [path, statSync(path).mtimeMs])).toEqual(before)
  expect(readFileSync(join(place.session(id), 'holder.json'), 'utf8')).toBe(lock)
  operator.types('note somebody should see this')
  await watcher.sees('somebody should see this')
  operator.types('done')
  await watcher.sees('second thing')
  await operator.sees('third thing')
  watcher.kill('SIGINT')
  expect(await watcher.leaves).toBe(0)
  await operator.sees('rollcall> ')
  // The end of the session is the end of looking on
  const other = place.sit(['watch', id])
  await other.sees('somebody should see this')
  operator.types('abort enough seen')
  await operator.leaves
  expect(await other.leaves).toBe(0)
  expect(other.printed()).toContain('the session has ended')
})

test('looking on ends when nobody reads it any more', async () => {
  const place = setUp()
  const {operator, id} = await place.start()
  const line = `"$0" -- "$1" watch ${id} --home "$2" | head -n 1`
  const piped = spawn('bash', ['-c', line, process.execPath, program, place.home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let over = false
  const ended = new Promise<void>(resolve => {
    piped.on('close', () => {
      over = true
      resolve()
    })
  })
  await new Promise(resolve => piped.stdout.once('data', resolve))
  while (!over) await operator.says('note is anybody there')
  await ended
  operator.types('quit')
  expect(await operator.leaves).toBe(130)
})

test('a second session on the same target is told of the first', async () => {
  const place = setUp()
  const {operator, id} = await place.start(['--operator', 'Ayşe'])
  const second = place.sit([place.runbook, '--operator', 'Deniz'])
  expect(await second.sees('new session:')).toContain(id)
  second.types('new')
  const greeting = await second.sees('rollcall> ')
  expect(greeting).toMatch(new RegExp(`another session is open on shop-prod: ${id} by Ayşe`))
  // Both go on, each with its own journal
  expect(await second.says('done')).toContain('second thing')
  expect(await operator.says('done')).toContain('second thing')
})

test('the lock of the target keeps two dangerous commands of two sessions apart', async () => {
  const place = setUpPlace(
    '# Act\n\n```bash\n./act.sh\n```\n<!-- {id: act, danger: true} -->\n',
    'target: {name: shop-prod}\n',
  )
  place.script('act.sh', `echo acting\n${place.waitsForGate}`)
  const {operator} = await place.start()
  operator.types('run')
  await operator.sees('type shop-prod')
  operator.types('shop-prod')
  await operator.sees('| acting')
  const second = place.sit([place.runbook])
  await second.sees('new session:')
  second.types('new')
  await second.sees('rollcall> ')
  second.types('run')
  await second.sees('type shop-prod')
  expect(await second.says('shop-prod')).toContain('another session runs something dangerous on this target')
  expect(place.runs()).toHaveLength(1)
  place.write('gate', '')
  await operator.sees('exit code 0')
  second.types('run')
  await second.sees('type shop-prod')
  expect(await second.says('shop-prod')).toContain('exit code 0')
  expect(place.runs()).toHaveLength(2)
})

import {appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {type IPty, spawn} from '@lydell/node-pty'
import {expect, test} from 'vitest'
import {encodeRecords, firstPrevious} from '#src/durable/journal-format.ts'
import {program} from '../helpers/operator.ts'
import {headHash, type Place, sessionId, setUpPlace} from '../helpers/story.ts'

const night = `# A night

## 1. Before
- [ ] first thing <!-- {id: first} -->
- [ ] second thing <!-- {id: second} -->
- [ ] third thing <!-- {id: third} -->

## 2. Act
\`\`\`bash
./act.sh
\`\`\`
<!-- {id: act, danger: true} -->

\`\`\`bash
./look.sh
\`\`\`
<!-- {id: look, safe: true} -->
`

const setUp = (probes: string | null = 'target: {name: shop-prod}\n'): Place => {
  const place = setUpPlace(night, probes)
  place.script('act.sh', 'echo acted')
  place.script('look.sh', 'echo looked')
  return place
}

/** Resumes and answers with what is said up to the first prompt. */
const comeBack = async (place: Place, id: string, args: readonly string[] = []) => {
  const operator = place.sit(['resume', id, ...args])
  return {operator, said: await operator.sees('rollcall> ')}
}

test('killed at a manual item, the session goes on at exactly that item and says what was done', async () => {
  const place = setUp()
  const {operator, id} = await place.start()
  expect(await operator.says('done looked at it')).toContain('second thing')
  operator.kill('SIGKILL')
  expect(await operator.leaves).toBe('SIGKILL')
  const {operator: second, said} = await comeBack(place, id)
  expect(said).toContain('interrupted; last entry')
  expect(said).toContain('so far: 1 settled, 4 open')
  expect(said).toMatch(/\[ \] second: second thing · open/)
  expect(said).not.toMatch(/\[ \] (first|third)/)
  expect(await second.says('done')).toContain('third thing')
  expect(place.happened(id, 'item-done').map(event => event.item)).toEqual(['first', 'second'])
})

const ways = [
  ['SIGINT', 'signal'],
  ['SIGTERM', 'signal'],
  ['SIGHUP', 'signal'],
  ['end of input', 'end-of-input'],
  ['quit', 'operator'],
] as const

test.each(ways)(
  '%s suspends: how to go on and the head are the last thing said, and both hold',
  async (way, cause) => {
    const place = setUp()
    const {operator, id} = await place.start()
    await operator.says('done')
    if (way === 'quit') operator.types('quit')
    else if (way === 'end of input') operator.endsInput()
    else operator.kill(way)
    expect(await operator.leaves).toBe(130)
    const last = operator.printed().trimEnd().split('\n').at(-1) ?? ''
    expect(last).toContain(`rollcall resume ${id}`)
    expect((await place.once(['verify', id, '--against', headHash(last)])).code).toBe(0)
    expect(place.events(id).at(-1)).toMatchObject({type: 'session-suspended', cause, item: 'second'})
    const {said} = await comeBack(place, id)
    expect(said).toMatch(/left \d\d:\d\d:\d\d at: second thing/)
    expect(said).toContain('[ ] second: second thing')
  },
)

test('while a command runs every signal leaves at once, and the command goes on', async () => {
  const place = setUp()
  place.script('act.sh', `echo started\n${place.waitsForGate}\necho ended`)
  const {operator, id} = await place.start()
  await operator.says('goto act')
  operator.types('run')
  await operator.sees('type shop-prod')
  operator.types('shop-prod')
  await operator.sees('| started')
  operator.kill('SIGINT')
  expect(await operator.leaves).toBe(130)
  expect(operator.printed()).toContain('goes on without you')
  place.write('gate', '')
  const second = place.sit(['resume', id])
  await second.sees('rollcall> ')
  expect(second.printed()).toMatch(/left .* at: \.\/act\.sh/)
  expect(second.printed()).toMatch(/finished while you were away: \.\/act\.sh|still running: \.\/act\.sh/)
  expect(place.runs()).toEqual(['act.sh [0] '])
  expect(place.happened(id, 'command-ended')[0]?.exit.exitCode).toBe(0)
})

test('a terminal that is closed loses nothing', async () => {
  const place = setUp()
  const terminal = spawn(
    process.execPath,
    [program, place.runbook, '--trust', '--plain', '--home', place.home],
    {
      cwd: place.dir,
      env: {PATH: process.env.PATH, HOME: place.home, LC_ALL: 'C.UTF-8', TERM: 'xterm'},
      cols: 80,
      rows: 24,
    },
  )
  let printed = ''
  let wake = (): void => undefined
  terminal.onData(data => {
    printed += data
    wake()
  })
  const exited = new Promise<void>(resolve => terminal.onExit(() => resolve()))
  const sees = async (text: string): Promise<void> => {
    while (!printed.includes(text)) {
      await new Promise<void>(resolve => {
        wake = resolve
      })
    }
  }
  await sees('rollcall> ')
  terminal.write('done\r')
  await sees('second: second thing')
  const id = sessionId(printed)
  // What closing a terminal's window does: its end hangs up.
  ;(terminal as IPty & {readonly destroy: () => void}).destroy()
  await exited
  expect(place.events(id).at(-1)?.type).toBe('session-suspended')
  const {said} = await comeBack(place, id)
  expect(said).toContain('[ ] second: second thing')
})

test('a torn last line is cut off, said and journaled; what was acknowledged is there', async () => {
  const place = setUp()
  const {operator, id} = await place.start()
  await operator.says('done')
  operator.kill('SIGKILL')
  await operator.leaves
  appendFileSync(place.journal(id), '{"type":"item-done","item":"sec')
  const verified = await place.once(['verify', id])
  expect([verified.code, verified.printed.includes('unfinished')]).toEqual([0, true])
  const {operator: second, said} = await comeBack(place, id)
  expect(said).toContain('31 bytes that nobody had been told of were cut off')
  expect(said).toContain('[ ] second: second thing')
  expect(place.happened(id, 'journal-repaired').map(event => event.bytes)).toEqual([31])
  second.types('quit')
  await second.leaves
  expect((await place.once(['verify', id])).printed).toContain('whole')
})

const edited = night
  .replace('- [ ] second thing <!-- {id: second} -->\n', '')
  .replace('third thing', 'third thing, more carefully')
  .replace('## 2. Act', '- [ ] fourth thing <!-- {id: fourth} -->\n\n## 2. Act')

test('an edited runbook is announced with its differences, and only --adopt takes it over', async () => {
  const place = setUp()
  const {operator, id} = await place.start()
  await operator.says('done')
  operator.types('quit')
  await operator.leaves
  place.write('night.md', edited)

  const {operator: second, said} = await comeBack(place, id)
  expect(said).toContain("the runbook's file was edited since")
  expect(said).toContain('+ fourth thing')
  expect(said).toContain('- second thing')
  expect(said).toContain('~ third thing, more carefully')
  expect(said).toContain('[ ] second: second thing')
  expect(await second.says('list')).not.toContain('fourth')
  second.types('quit')
  await second.leaves

  const {operator: third, said: adopted} = await comeBack(place, id, ['--adopt'])
  expect(adopted).toContain('4 items kept')
  expect(adopted).toContain('1 are gone')
  const list = await third.says('list')
  expect(list).toMatch(/\[x\] first/)
  expect(list).toContain('fourth thing')
  expect(list).not.toContain('second thing')
  third.types('quit')
  await third.leaves
  const copies = readdirSync(place.session(id)).filter(name => name.startsWith('runbook'))
  expect(copies.sort()).toEqual(['runbook-2.md', 'runbook.md'])
  expect(readFileSync(join(place.session(id), 'runbook.md'), 'utf8')).toBe(night)
  expect(readFileSync(join(place.session(id), 'runbook-2.md'), 'utf8')).toBe(edited)

  // From then on the adopted one is the session's own, without saying so again
  const {said: again} = await comeBack(place, id)
  expect(again).not.toContain('was edited since')
  expect(again).toContain('third thing, more carefully')
})

const withDatabase = `target: {name: shop-prod}
probes:
  database: {type: postgres, url: '\${DATABASE_URL:-postgres://localhost/shop}'}
`

test('a database that is another one holds dangerous commands until somebody confirms it', async () => {
  const place = setUp(withDatabase)
  const {operator, id} = await place.start([], {env: {DATABASE_URL: 'postgres://db-1/shop'}})
  operator.types('quit')
  await operator.leaves
  const second = place.sit(['resume', id], {env: {DATABASE_URL: 'postgres://db-2/shop'}})
  const said = await second.sees('rollcall> ')
  expect(said).toMatch(/CHANGED: DATABASE_URL was ".*db-1.*", is ".*db-2.*"/)
  expect(said).toContain('accept REASON')
  await second.says('goto act')
  expect(await second.says('run')).toContain('DATABASE_URL')
  expect(place.runs()).toEqual([])
  await second.says('goto look')
  await second.says('run')
  expect(place.runs()).toEqual(['look.sh [0] '])
  await second.says('goto act')
  expect(await second.says('accept')).toContain('reason')
  await second.says('accept the standby took over at 02:50')
  second.types('run')
  await second.sees('type shop-prod')
  await second.says('shop-prod')
  expect(place.runs()).toHaveLength(2)
  expect(place.happened(id, 'changes-confirmed')[0]?.reason).toBe('the standby took over at 02:50')
})

test('without its directory a session can be walked, but no command runs', async () => {
  const place = setUp()
  const {operator, id} = await place.start([], {})
  operator.types('quit')
  await operator.leaves
  rmSync(place.dir, {recursive: true})
  const second = place.sit(['resume', id], {cwd: '/'})
  const said = await second.sees('rollcall> ')
  expect(said).toContain(`the directory ${place.dir} is not there`)
  await second.says('goto look')
  expect(await second.says('run')).toContain(place.dir)
  expect(await second.says('goto first')).toContain('first thing')
  expect(await second.says('done')).toContain('second thing')
  expect(existsSync(place.dir)).toBe(false)
})

test('a journal of a newer format is refused with a sentence and left as it is', async () => {
  const place = setUp()
  const {operator, id} = await place.start()
  operator.types('quit')
  await operator.leaves
  const [first, ...others] = place.events(id)
  if (first?.type !== 'session-started') throw new Error('the journal begins with something else')
  const newer = [{...first, facts: {...first.facts, format: 99}}, ...others]
  const {bytes} = encodeRecords(newer, firstPrevious)
  writeFileSync(place.journal(id), bytes)
  const refused = await place.once(['resume', id, '--plain'])
  expect(refused.code).toBe(2)
  expect(refused.printed).toContain('newer rollcall (format 99)')
  expect(refused.printed).not.toContain('    at ')
  expect(readFileSync(place.journal(id)).equals(bytes)).toBe(true)
  expect((await place.once(['sessions'])).code).toBe(0)
})

test('a session that has ended is not resumed', async () => {
  const place = setUp()
  const {operator, id} = await place.start()
  operator.types('abort it was a drill')
  expect(await operator.leaves).toBe(1)
  const before = readFileSync(place.journal(id))
  const refused = await place.once(['resume', id, '--plain'])
  expect(refused.code).toBe(2)
  expect(refused.printed).toContain('has ended')
  const none = await place.once(['resume', '--plain'])
  expect([none.code, none.printed.includes('no open session')]).toEqual([2, true])
  expect(readFileSync(place.journal(id)).equals(before)).toBe(true)
})

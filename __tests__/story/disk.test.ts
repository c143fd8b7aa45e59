import {execFileSync} from 'node:child_process'
import {chmodSync, existsSync, mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {readJournal} from '#src/durable/journal.ts'
import type {SessionEvent} from '#src/session/events.ts'
import {cannotRun} from '../helpers/cannot-run.ts'
import {eventually} from '../helpers/commands.ts'
import {scratch} from '../helpers/scratch.ts'
import {fill, mountSmallDisk} from '../helpers/small-disk.ts'
import {setUpPlace} from '../helpers/story.ts'

const night = `# A night

- [ ] first thing <!-- {id: first} -->

\`\`\`bash
./act.sh
./again.sh
\`\`\`
<!-- {steps: [{id: act}, {id: again}]} -->

- [ ] last thing <!-- {id: last} -->
`

test('on a full disk nothing new starts, what runs goes on, and the session can go on elsewhere', async ({
  skip,
}) => {
  const disk = mountSmallDisk(scratch(), 'tmpfs')
  if (disk.kind === 'impossible') return cannotRun(skip, disk.why)
  const home = join(disk.path, 'home')
  const place = setUpPlace(night)
  place.script('act.sh', `echo started\n${place.waitsForGate}\necho ended\ntouch '${place.dir}/finished'`)
  place.script('again.sh', 'echo again')
  const {operator, id} = await place.start([], {home})
  await operator.says('done')
  operator.types('run')
  await operator.sees('type run')
  operator.types('run')
  await operator.sees('| started')

  fill(join(disk.path, 'log'))
  for (let note = 0; note < 8; note += 1) operator.types(`note ${note} ${'x'.repeat(2000)}`)
  await operator.sees('NOT RECORDED')
  fill(join(disk.path, 'also what the halt left'))
  place.write('gate', '')
  await eventually('the command goes on to its end', () => existsSync(join(place.dir, 'finished')))
  await operator.sees('rollcall> ')
  expect(await operator.says('goto last')).toContain('last thing')
  expect(await operator.says('done')).toContain('NOT RECORDED')
  await operator.says('goto again')
  expect(await operator.says('run')).toContain('NOT RECORDED')
  expect(place.runs()).toEqual(['act.sh [0] '])

  // A directory that is no better is refused, and nothing is lost by trying
  fill(join(disk.path, 'what that end left'))
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const refused = await operator.says(`continue ${join(disk.path, 'elsewhere')}`)
    expect(refused).toContain('cannot go on in')
    expect(refused).toContain('ENOSPC')
  }
  const elsewhere = join(scratch(), 'home')
  expect(await operator.says(`continue ${elsewhere}`)).toContain(`rollcall resume ${id} --home ${elsewhere}`)
  await operator.says('goto last')
  await operator.says('done once more')
  operator.types('quit')
  expect(await operator.leaves).toBe(130)
  // What stands last on the terminal finds the session again, where it is now.
  expect(operator.printed()).toContain(`Go on with: rollcall resume ${id} --home ${elsewhere}`)

  const second = place.sit(['resume', id], {home: elsewhere})
  await second.sees('rollcall> ')
  await second.says('goto act')
  const answer = await second.says('list')
  expect(answer).toMatch(/\[x\] first/)
  expect(answer).toMatch(/\[x\] last/)
  expect(answer).toMatch(/\{x\} act/)
  await second.says('goto again')
  second.types('run')
  await second.sees('type run')
  expect(await second.says('run')).toContain('| again')
  second.types('finish Ayşe')
  expect(await second.leaves).toBe(0)
  expect(place.runs()).toEqual(['act.sh [0] ', 'again.sh [0] '])
  expect((await place.once(['verify', id], {home: elsewhere})).code).toBe(0)

  // Nothing that was acknowledged is missing, and the first journal ends whole
  const events = (from: string) =>
    readJournal(join(from, 'sessions', id, 'journal.jsonl')).events as readonly SessionEvent[]
  const kept = events(home).filter(event => event.type !== 'session-suspended')
  expect(events(elsewhere).slice(0, kept.length)).toEqual(kept)
  expect(events(elsewhere).some(event => event.type === 'journal-continued')).toBe(true)
})

test('a command that finds no room to be started is not started, which is said, and the session stays', async ({
  skip,
}) => {
  const disk = mountSmallDisk(scratch(), 'tmpfs')
  if (disk.kind === 'impossible') return cannotRun(skip, disk.why)
  const place = setUpPlace(night)
  place.script('act.sh', 'echo started')
  const {operator, id} = await place.start([], {home: join(disk.path, 'home')})
  await operator.says('goto act')
  fill(join(disk.path, 'log'))
  // The journal's own block may still have room for what is confirmed here; the command's files have none.
  operator.types('run')
  await operator.sees('type run')
  const answer = await operator.says('run')
  expect(answer).toMatch(/not started, which is proved|NOT RECORDED/)
  expect(answer).not.toContain('fault of rollcall')
  expect(place.runs()).toEqual([])
  operator.types('quit')
  expect(await operator.leaves).toBe(130)
  const second = place.sit(['resume', id], {home: join(disk.path, 'home')})
  expect(await second.sees('rollcall> ')).not.toContain('fault of rollcall')
})

test('on a disk that is full already a session is refused, and one that was begun can still be seen', async ({
  skip,
}) => {
  const disk = mountSmallDisk(scratch(), 'tmpfs')
  if (disk.kind === 'impossible') return cannotRun(skip, disk.why)
  const home = join(disk.path, 'home')
  const place = setUpPlace(night)
  const {operator, id} = await place.start([], {home})
  await operator.says('done')
  operator.kill('SIGKILL')
  await operator.leaves
  fill(join(disk.path, 'log'))
  const second = place.sit([place.runbook], {home})
  await second.sees('new session:')
  second.types('new')
  expect(await second.leaves).toBe(2)
  expect(second.printed()).toContain('cannot be written (ENOSPC)')
  const exported = await place.once(['export', id], {home})
  expect([exported.code, exported.printed]).toEqual([0, expect.stringContaining('- [x] ')])
  const third = place.sit(['resume', id, '--operator', 'Deniz'], {home})
  await third.sees('rollcall> ')
  for (let note = 0; note < 4; note += 1) third.types(`note ${note} ${'x'.repeat(2000)}`)
  await third.sees('NOT RECORDED')
  await third.says('goto act')
  expect(await third.says('run')).toContain('NOT RECORDED')
  third.types('list')
  await third.sees('[x] first')
  await third.sees('rollcall> ')
  const elsewhere = join(scratch(), 'home')
  expect(await third.says(`continue ${elsewhere}`)).toContain('goes on in')
  await third.says('goto last')
  await third.says('done')
  third.types('quit')
  expect(await third.leaves).toBe(130)
  expect((await place.once(['verify', id], {home: elsewhere})).code).toBe(0)
  expect(place.runs()).toEqual([])

  // As a file system does by itself when its disk fails
  execFileSync('mount', ['-o', 'remount,ro', disk.path])
  const fourth = await place.once(['resume', id, '--plain', '--operator', 'Deniz'], {home})
  expect([fourth.code, fourth.printed]).toEqual([
    2,
    expect.stringContaining('cannot be written where it is (EROFS)'),
  ])
  expect((await place.once(['export', id], {home})).code).toBe(0)
  expect((await place.once(['verify', id], {home})).code).toBe(0)
  expect((await place.once([place.runbook, '--plain'], {home})).code).not.toBe(70)
})

test('a home that cannot be written is told before anything begins', async () => {
  const place = setUpPlace(night)
  const file = place.write('no-directory', '')
  const refused = await place.once([place.runbook, '--plain'], {home: file})
  expect([refused.code, refused.printed]).toEqual([2, expect.stringContaining('is not a directory')])
  const open = join(scratch(), 'open')
  mkdirSync(open)
  chmodSync(open, 0o777)
  const unsafe = await place.once([place.runbook, '--plain'], {home: open})
  expect([unsafe.code, unsafe.printed]).toEqual([2, expect.stringContaining('other accounts can write')])
})

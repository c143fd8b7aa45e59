import {spawnSync} from 'node:child_process'
import {cpSync, existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {readJournal} from '#src/durable/journal.ts'
import type {SessionEvent} from '#src/session/events.ts'
import {cannotRun} from '../helpers/cannot-run.ts'
import {program} from '../helpers/operator.ts'
import {scratch} from '../helpers/scratch.ts'
import {setUpPlace} from '../helpers/story.ts'
import {tried, tries} from '../helpers/tries.ts'

// The kernel itself answers with an error, at each n-th call on the journal or of the runner, and at every one after it.

const night = `# A night

- [ ] first thing <!-- {id: first} -->

\`\`\`bash
./act.sh
\`\`\`
<!-- {id: act, safe: true} -->

- [ ] last thing <!-- {id: last} -->
`
const words = ['goto first', 'done', 'goto act', 'run', 'goto last', 'done', 'list', 'quit']

type Call = 'write' | 'fdatasync' | 'rename' | 'link'

interface Fault {
  readonly call: Call
  readonly code: 'EIO' | 'ENOSPC'
  readonly nth: number
}

const setUp = async () => {
  const place = setUpPlace(night)
  place.script('act.sh', 'true')
  const {operator, id} = await place.start()
  operator.types('quit')
  await operator.leaves
  const truth = (): number => place.runs().length
  let number = 0
  /** The rest of the night, on a copy of the home, with this fault; null: without any. */
  const play = (fault: Fault | null) => {
    number += 1
    const home = join(scratch(), 'home')
    cpSync(place.home, home, {recursive: true})
    const journal = join(home, 'sessions', id, 'journal.jsonl')
    const log = join(place.dir, `strace-${number}`)
    const isOfJournal = fault === null || fault.call === 'write' || fault.call === 'fdatasync'
    const calls = fault === null ? 'write,fdatasync' : fault.call
    const inject = fault === null ? [] : ['-e', `inject=${fault.call}:error=${fault.code}:when=${fault.nth}+`]
    const before = truth()
    const {stdout, stderr, status} = spawnSync(
      'strace',
      [
        ...[
          '-f',
          '-qq',
          '-o',
          log,
          '-e',
          `trace=${calls}`,
          ...inject,
          ...(isOfJournal ? ['-P', journal] : []),
        ],
        ...[process.execPath, '--', program, 'resume', id, '--plain', '--lang', 'en', '--home', home],
      ],
      {
        cwd: place.dir,
        env: {PATH: process.env.PATH ?? '', HOME: home, LC_ALL: 'C.UTF-8'},
        encoding: 'utf8',
        timeout: 120_000,
        killSignal: 'SIGKILL',
        input: `${words.join('\n')}\n`,
      },
    )
    const {events, end} = readJournal(journal)
    return {
      status,
      printed: stdout + stderr,
      events: events as readonly SessionEvent[],
      end: end.kind,
      runs: truth() - before,
      trace: existsSync(log) ? readFileSync(log, 'utf8') : '',
    }
  }
  return {play}
}

const countOf = (trace: string, call: string): number =>
  trace.split('\n').filter(line => new RegExp(`^\\d+ +${call}\\(`).test(line)).length

const has = (events: readonly SessionEvent[], type: SessionEvent['type'], item: string): boolean =>
  events.some(event => event.type === type && 'item' in event && event.item === item)

test('EIO and ENOSPC from the kernel at each write and sync of the journal: nothing acknowledged is lost, nothing new starts', {
  timeout: 600_000,
}, async ({skip}) => {
  if (spawnSync('strace', ['-V']).error !== undefined) return cannotRun(skip, 'strace is not installed')
  const {play} = await setUp()
  const clean = play(null)
  if (countOf(clean.trace, 'fdatasync') === 0) return cannotRun(skip, 'strace cannot trace here')
  expect(clean.runs).toBe(1)
  expect(clean.status).toBe(130)
  const each = (call: Call, code: Fault['code']): readonly Fault[] =>
    Array.from({length: countOf(clean.trace, call)}, (_, index) => ({call, code, nth: index + 1}))
  const all = [...each('fdatasync', 'EIO'), ...each('write', 'ENOSPC')]
  // The third is the confirmation's.
  for (const fault of tries(0, 1) === 1 ? all : all.filter(({nth}) => nth === 3)) {
    const label = JSON.stringify(fault)
    const {printed, events, end, runs, trace, status} = play(fault)
    expect(trace, label).toContain('(INJECTED)')
    expect(['whole', 'torn'], label).toContain(end)
    expect(printed, label).not.toContain('fault of rollcall')
    expect(status, label).not.toBe(70)
    // What runs was confirmed, on disk, before anything failed; what is shown as done is there.
    const failsBefore = fault.nth <= 3
    expect(runs, label).toBe(failsBefore ? 0 : 1)
    if (runs > 0) expect(has(events, 'command-confirmed', 'act'), label).toBe(true)
    for (const item of ['first', 'last']) {
      if (printed.includes(`[x] ${item}`)) expect(has(events, 'item-done', item), label).toBe(true)
    }
    if (fault.nth < countOf(clean.trace, fault.call)) expect(printed, label).toContain('NOT RECORDED')
    tried(1)
  }
})

test('EIO and ENOSPC from the kernel where the runner puts its claim and its end in place: what is claimed is so', {
  timeout: 600_000,
}, async ({skip}) => {
  if (spawnSync('strace', ['-V']).error !== undefined) return cannotRun(skip, 'strace is not installed')
  const {play} = await setUp()
  if (countOf(play(null).trace, 'fdatasync') === 0) return cannotRun(skip, 'strace cannot trace here')
  const faults = (['link', 'rename'] as const).flatMap(call =>
    Array.from({length: tries(1, 3)}, (_, index): Fault => ({call, code: 'EIO', nth: index + 1})),
  )
  for (const fault of faults) {
    const label = JSON.stringify(fault)
    const {printed, events, runs, status} = play(fault)
    expect(status, label).not.toBe(70)
    expect(printed, label).not.toContain('fault of rollcall')
    expect(runs, label).toBeLessThanOrEqual(1)
    if (has(events, 'command-not-started', 'act')) expect(runs, label).toBe(0)
    if (has(events, 'command-ended', 'act')) {
      const ended = events.find(event => event.type === 'command-ended')
      if (ended?.type !== 'command-ended') throw new Error('no end')
      expect([label, ended.exit.cause === null ? runs : 0]).toEqual([label, runs])
    }
    tried(1)
  }
})

import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import type {SessionEvent} from '#src/session/events.ts'
import {program} from '../helpers/operator.ts'
import {scratch} from '../helpers/scratch.ts'
import {soak} from '../helpers/soak.ts'
import {type Evidence, judge} from '../helpers/soak-judge.ts'
import {isSound, tableOf, totalOf} from '../helpers/soak-report.ts'
import {tried, tries} from '../helpers/tries.ts'

describe('kills at random moments', () => {
  it('leave no wrong claim, no duplicate, nothing lost, nobody behind', {timeout: 3_000_000}, async () => {
    const base = join(scratch(), 'soak')
    mkdirSync(base)
    const seed = Math.floor(Math.random() * 1_000_000)
    const kills = tries(11, 300)
    const report = await soak({program, base, kills, seed})
    expect(isSound(report), `seed ${seed}\n${tableOf(report)}`).toBe(true)
    expect(totalOf(report.kills)).toBe(kills)
    expect(report.claims.confirmed).toBeGreaterThan(0)
    expect(report.claims.acknowledged).toBeGreaterThan(0)
    console.info(`seed ${seed}`)
    tried(kills)
  })
})

describe('the judge of the soak', () => {
  const common = {at: '2026-01-01T00:00:00.000Z', by: 'ayse', item: 'short', attempt: 1} as const
  const confirmed: SessionEvent = {
    ...common,
    type: 'command-confirmed',
    text: './work.sh short "$NONCE"',
    cwd: '/',
    values: [{env: 'NONCE', value: 'n1', secret: false}],
    script: null,
    typed: 'run',
    override: null,
  }
  const ended = (exitCode: number, outputBytes = 'working\nbye n1\n'.length): SessionEvent => ({
    ...common,
    type: 'command-ended',
    seen: 'live',
    tail: 'working\nbye n1\n',
    exit: {
      exitCode,
      signal: null,
      startedAt: '',
      endedAt: '',
      durationMs: 1,
      outputBytes,
      outputSha256: '',
      cause: null,
    },
  })
  const notStarted: SessionEvent = {...common, type: 'command-not-started', proof: 'revoked', why: ''}
  const unknown: SessionEvent = {...common, type: 'command-unknown', sameBoot: true, processes: [], tail: ''}

  const nothing = {starts: [], ends: new Map()}
  const begun = {starts: [{nonce: 'n1', pid: 1}], ends: new Map()}
  const over = {starts: begun.starts, ends: new Map([['n1', 3]])}

  const judged = (events: readonly SessionEvent[], changes: Partial<Evidence> = {}) => {
    const record = {id: 's', events: [confirmed, ...events], acknowledged: []}
    const {wrong, duplicates, lost} = judge({
      records: [record],
      truth: nothing,
      killedRunners: new Set(),
      hasExitRecord: () => false,
      ...changes,
    })
    return {wrong: wrong.length, duplicates: duplicates.length, lost: lost.length}
  }
  const sound = {wrong: 0, duplicates: 0, lost: 0}
  const oneWrong = {...sound, wrong: 1}

  it.each([
    ['an end as it was', [ended(3)], {truth: over}, sound],
    ['another exit code', [ended(4)], {truth: over}, oneWrong],
    ['another length of output', [ended(3, 2)], {truth: over}, oneWrong],
    ['an end that never came', [ended(3)], {truth: begun}, oneWrong],
    ['"not started", which is so', [notStarted], {}, sound],
    ['"not started", but it began', [notStarted], {truth: begun}, oneWrong],
    ['"unknown" with a living runner', [unknown], {truth: begun}, oneWrong],
    ['"unknown" with a killed one', [unknown], {killedRunners: new Set(['s/1'])}, sound],
    [
      '"unknown", though it was recorded',
      [unknown],
      {killedRunners: new Set(['s/1']), hasExitRecord: () => true},
      oneWrong,
    ],
    ['two outcomes', [notStarted, ended(3)], {truth: over}, {...sound, wrong: 2}],
    [
      'a run that nobody confirmed',
      [ended(3)],
      {truth: {...over, starts: [...over.starts, {nonce: 'n2', pid: 2}]}},
      {...sound, duplicates: 1},
    ],
    [
      'a run that began twice',
      [ended(3)],
      {truth: {...over, starts: [...over.starts, {nonce: 'n1', pid: 2}]}},
      {...sound, duplicates: 1},
    ],
  ] as const)('tells %s', (_, events, changes, expected) => {
    expect(judged(events, changes)).toEqual(expected)
  })

  it('misses what was shown as done and is not in the record', () => {
    const acknowledged = [
      {kind: 'tick', item: 'first', remark: 'r1'},
      {kind: 'note', text: 'note 1'},
      {kind: 'value', value: 'n1'},
      {kind: 'end', nonce: 'n1', exitCode: 3},
    ] as const
    const stamp = {at: common.at, by: common.by}
    const kept: readonly SessionEvent[] = [
      {...stamp, type: 'item-done', item: 'first', answers: {}, remark: 'r1'},
      {...stamp, type: 'note-added', item: null, text: 'note 1', mark: null},
      {...stamp, type: 'input-set', name: 'NONCE', value: 'n1', secret: false},
      ended(3),
    ]
    for (let missing = 0; missing <= kept.length; missing += 1) {
      const events = kept.filter((_, index) => index !== missing)
      const records = [{id: 's', events: [confirmed, ...events], acknowledged}]
      const lost = judged([], {records, truth: over}).lost
      expect(lost).toBe(missing === kept.length ? 0 : 1)
    }
  })
})

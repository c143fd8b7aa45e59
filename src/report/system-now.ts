import {factsRequired} from '#src/session/session-facts.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import type {Account, ItemAccount} from './account.ts'
import {titleOf} from './item-title.ts'

/**
 * Whether the system is well, as far as the session's probes saw it: their last readings, failures by name. What stands on
 * somebody's word is counted apart and never called seen.
 */
export const systemNow = (account: Account): Safe => {
  const {words, clock} = account
  const {report} = words
  // What the session knows of itself says nothing of the system.
  const sensed = [...account.items.values()].filter(
    ({item}) => item.kind === 'sensed' && factsRequired(account.runbook, item.probe).length === 0,
  )
  const applied = sensed.filter(({state}) => state !== 'not-applicable')
  if (sensed.length === 0) return report['sensed-none']
  if (applied.length === 0) return report['sensed-out']
  const of = (outcome: string | undefined): readonly ItemAccount[] =>
    applied.filter(({record}) => record.sensed?.outcome === outcome)
  const failing = of('fail')
  const passed = of('pass')
  if (passed.length === applied.length) {
    return report['sensed-all']({count: applied.length, at: clock.full(latestLook(passed))})
  }
  const byWord = applied.filter(({state}) => state === 'confirmed').length
  const told = (count: number, words: (f: {count: number}) => Safe): readonly Safe[] =>
    count === 0 ? [] : [words({count})]
  const parts = joinSafe(
    [
      ...told(passed.length, report['sensed-pass']),
      ...told(failing.length, report['sensed-fail']),
      ...told(of('unknown').length, report['sensed-unknown']),
      ...told(of(undefined).length, report['sensed-never']),
    ],
    ', ',
  )
  return joinSafe(
    [
      report['sensed-some']({count: applied.length, parts}),
      failing.length === 0
        ? safe('')
        : report['sensed-failing']({
            titles: joinSafe(
              failing.map(({item}) => titleOf(item)),
              ', ',
            ),
          }),
      byWord === 0 ? safe('') : report['sensed-by-word']({count: byWord}),
    ].filter(part => part !== ''),
    ' ',
  )
}

/** The journal's order is the order: the newest look is the one that was journaled last. */
const latestLook = (items: readonly ItemAccount[]): string => {
  let latest: ItemAccount | null = null
  for (const item of items) {
    if (latest === null || item.record.changedSeq > latest.record.changedSeq) latest = item
  }
  return latest?.readings.at(-1)?.at ?? ''
}

import {findItem} from '#src/runbook/walk.ts'
import type {ItemState} from '#src/session/item-state.ts'
import type {Attempt} from '#src/session/state.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Account} from './account.ts'
import {attemptWord} from './attempt-word.ts'
import {type Line, strong, text} from './document.ts'
import {titleOf} from './item-title.ts'
import {openDecision} from './open-decision.ts'
import {outcomeWord} from './outcome-words.ts'

/** In the order in which they call for somebody. */
const stateOrder: readonly Exclude<ItemState, 'raised' | 'clear'>[] = [
  'done',
  'confirmed',
  'asserted',
  'assigned',
  'overridden',
  'skipped',
  'deferred',
  'not-applicable',
  'failed',
  'unknown',
  'running',
  'open',
]

/** How the session stands or ended, and what the dangerous commands came to. */
export const whatHappened = (account: Account): Safe => {
  const {words, session, clock, outcome} = account
  const {report} = words
  const {ended} = session
  const ran = joinSafe([report.ran(runs(account)), ...dangerous(account)], ' ')
  if (ended === null) return say`${report.interim({at: clock.full(account.lastAt)})} ${ran}`
  const said = {at: clock.full(ended.at), by: safe(ended.by)}
  return session.phase === 'aborted'
    ? say`${report['aborted-because']({...said, reason: asSentence(ended.reason)})} ${ran}`
    : say`${report.closed({...said, outcome: outcomeWord(words, outcome)})} ${ran}`
}

/** Somebody's words, closed by a full stop where they have none: what follows is not theirs. */
const asSentence = (words: string): Safe =>
  safe(/[.!?…]$/.test(words.trim()) ? words.trim() : `${words.trim()}.`)

/** Attempts are counted, not items: a command that failed once and then went well was run twice. */
const runs = ({session, runbook}: Account) => {
  const failed = ({phase, exit}: Attempt): boolean =>
    phase === 'ended' && (exit?.exitCode !== 0 || exit.cause !== null)
  // How a watch command ends says nothing: it is ended by whoever watches.
  const telling = session.attempts.filter(({item}) => {
    const found = findItem(runbook, item)
    return !(found?.kind === 'command' && found.watch)
  })
  return {
    commands: session.attempts.filter(({phase}) => phase !== 'not-started').length,
    failed: telling.filter(failed).length,
    unknown: telling.filter(({phase}) => phase === 'unknown').length,
  }
}

/** What the dangerous commands came to, by name: that is what everybody asks first. */
const dangerous = (account: Account): readonly Safe[] =>
  [...account.items.values()].flatMap(each => {
    const attempt = each.attempts.at(-1)
    if (each.item.kind !== 'command' || each.item.confirm !== 'target' || attempt === undefined) return []
    const at = account.clock.brief(attempt.exit?.endedAt ?? attempt.at)
    return [say`${titleOf(each.item)}: ${attemptWord(account, attempt)} (${at}).`]
  })

/** The decision in one line. */
export const decided = ({runbook, session, words, clock}: Account): Line => {
  const {report} = words
  const {decision} = session
  if (decision !== null) {
    const who = report['decided-by']({at: clock.full(decision.at), by: safe(decision.by)})
    return [strong(report[`choice-${decision.choice}`]), text(say`: “${safe(decision.sentence)}” (${who})`)]
  }
  const asked = runbook.sections.some(section => section.mode === 'decision')
  return [text(asked ? report['no-decision-taken'] : report['no-decision-asked'])]
}

/** What nobody has finished yet, counted by state. */
export const stillOpen = (account: Account): Safe => {
  const {counts, words} = account
  const open = (['failed', 'unknown', 'running', 'open', 'deferred'] as const).filter(
    state => counts[state] > 0,
  )
  const waiting = openDecision(account)
  const told = [
    ...(waiting === null ? [] : [waiting]),
    ...open.map(state => say`${counts[state]} ${words.states[state]}`),
  ]
  return told.length === 0 ? words.report['nothing-open'] : joinSafe(told, ' · ')
}

/** Every item by its state. */
export const countsLine = ({counts, words}: Account): Safe =>
  countedStates(counts, words.states) || words.report['no-items']

/** "12 done · 1 skipped": the states that occur, each by itself, never added up. */
export const countedStates = (counts: Account['counts'], states: Account['words']['states']): Safe =>
  joinSafe(
    stateOrder.filter(state => counts[state] > 0).map(state => say`${counts[state]} ${states[state]}`),
    ' · ',
  )

export const criteriaLine = ({criteria, words}: Account): Safe =>
  joinSafe(
    (['raised', 'clear', 'unknown'] as const).map(state => say`${criteria[state]} ${words.states[state]}`),
    ' · ',
  )

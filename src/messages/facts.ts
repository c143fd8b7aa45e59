import {type Account, accountOf, type ReportInput} from '#src/report/account.ts'
import {attemptWord} from '#src/report/attempt-word.ts'
import {titleOf} from '#src/report/item-title.ts'
import {stillOpen} from '#src/report/standing.ts'
import {systemNow} from '#src/report/system-now.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import type {Language} from '#src/session/events.ts'
import {dueUpdate} from '#src/session/state.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {incidentState} from './incident-state.ts'
import type {Facts} from './template.ts'
import {messageWords} from './words.ts'

export interface FactsInput extends Pick<ReportInput, 'runbook' | 'events'> {
  /** Of whoever is told. */
  readonly language: Language
  readonly now: string
}

/** What is to be told of a session just now. The same input gives the same facts. */
export const messageFacts = (input: FactsInput): Facts => {
  const account = accountOf({...input, headHash: ''})
  const {session, facts, clock, runbook, words} = account
  const told = messageWords(input.language)
  const {decision} = session
  const due = dueUpdate(session)?.due
  const incident = incidentState(runbook, session)
  return {
    what: what(account),
    since: safe(`${minute(clock.full(account.startedAt))} (${clock.offset})`),
    decision:
      decision === null
        ? told['decision-none']
        : told.decided({
            choice: words.report[`choice-${decision.choice}`],
            by: safe(decision.by),
            at: minute(clock.brief(decision.at)),
          }),
    reason: safe(decision?.sentence ?? ''),
    done: doneSoFar(account),
    state: told[`state-${incident}`],
    public: told[`public-${incident}`],
    checks: systemNow(account),
    open: stillOpen(account),
    'next-update': due === undefined ? '' : minute(clock.brief(due)),
    time: minute(clock.brief(input.now)),
    target: safe(facts?.target ?? facts?.host ?? ''),
    host: safe(account.hosts.at(-1) ?? ''),
    operator: safe(session.operator),
    runbook: runbook.title,
    session: safe(facts?.id ?? ''),
  }
}

/** Seconds are of no use to anybody who is told. */
const minute = (time: Safe): Safe => safe(time.replace(/(\d\d:\d\d):\d\d/, '$1'))

/**
 * The criteria that were so when it was decided, for that is what happened, also when it is mended; before that those
 * that are so. Where none is, what the procedure is called.
 */
const what = ({runbook, items, decisions}: Account): Safe => {
  const decided = new Set(
    decisions.at(-1)?.criteria.flatMap(({item, answer}) => (answer === 'raised' ? [item] : [])),
  )
  const raised = itemsOf(runbook).filter(item =>
    decided.size > 0 ? decided.has(item.id) : items.get(item.id)?.state === 'raised',
  )
  return raised.length === 0 ? runbook.title : joinSafe(raised.map(titleOf), '; ')
}

/** Each command that was run, with how its last run went. */
const doneSoFar = (account: Account): Safe => {
  const told = messageWords(account.language)
  const lines = [...account.items.values()].flatMap(({item, attempts}) => {
    const attempt = attempts.at(-1)
    if (item.kind !== 'command' || item.watch || attempt === undefined) return []
    const at = minute(account.clock.brief(attempt.exit?.endedAt ?? attempt.at))
    return [told['done-command']({title: titleOf(item), how: attemptWord(account, attempt), at})]
  })
  return lines.length === 0 ? told['done-none'] : joinSafe(lines, '\n')
}

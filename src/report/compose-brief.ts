import {dueUpdate} from '#src/session/state.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Account} from './account.ts'
import {attemptWord} from './attempt-word.ts'
import {type Block, heading, type Line, type Point, point, strong, text} from './document.ts'
import {titleOf} from './item-title.ts'
import {outcomeWord} from './outcome-words.ts'
import {countsLine, criteriaLine, decided, stillOpen, whatHappened} from './standing.ts'
import {systemNow} from './system-now.ts'
import {toldPeople} from './told-people.ts'

/** A few lines for an incident channel: what somebody wants to know who has just come in. */
export const composeBrief = (account: Account): readonly Block[] => {
  const {words, runbook, clock, session, facts} = account
  const {report} = words
  const due = session.ended === null ? dueUpdate(session)?.due : undefined
  const told = toldPeople(account)
  const row = (name: Safe, ...line: Line): Point => point(strong(say`${name}:`), text(say` `), ...line)
  return [
    heading(1, report.brief({title: runbook.title, outcome: outcomeWord(words, account.outcome)})),
    {
      type: 'points',
      points: [
        row(report['what-happened'], text(whatHappened(account))),
        row(report.decided, ...decided(account)),
        row(report.criteria, text(criteriaLine(account))),
        row(report['system-now'], text(systemNow(account))),
        row(report['so-far'], text(soFar(account))),
        ...(told === null ? [] : [row(report['told-people'], text(told))]),
        row(report['still-open'], text(stillOpen(account))),
        row(report.items, text(countsLine(account))),
        ...(due === undefined ? [] : [row(report['next-update'], text(clock.brief(due)))]),
        row(report.session, text(say`${safe(facts?.id ?? '?')} (${clock.zone})`)),
      ],
    },
  ]
}

/** Each command that was run, with how its last run went. */
const soFar = (account: Account): Safe => {
  const runs = [...account.items.values()].flatMap(({item, attempts}) => {
    const attempt = attempts.at(-1)
    return item.kind !== 'command' || item.watch || attempt === undefined
      ? []
      : [
          say`${titleOf(item)}: ${attemptWord(account, attempt)} (${account.clock.brief(attempt.exit?.endedAt ?? attempt.at)})`,
        ]
  })
  return runs.length === 0 ? account.words.report['nothing-run'] : joinSafe(runs, ' · ')
}

import {itemsOf} from '#src/runbook/walk.ts'
import {dueUpdate} from '#src/session/state.ts'
import {formatDuration} from '#src/text/duration.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Account} from './account.ts'
import {type Block, code, dotted, heading, type Line, paragraph, strong, text} from './document.ts'
import {outcomeWord} from './outcome-words.ts'
import {countsLine, criteriaLine, decided, stillOpen, whatHappened} from './standing.ts'
import {systemNow} from './system-now.ts'
import {toldPeople} from './told-people.ts'

type Row = readonly [Line, Line]

const row = (name: Safe, ...line: Line): Row => [[strong(name)], line]

export const summary = (account: Account): readonly Block[] => {
  const {report} = account.words
  const told = toldPeople(account)
  return [
    heading(1, account.runbook.title),
    ...drillBanner(account),
    ...(account.facts === null ? [paragraph(strong(report['no-start']))] : []),
    heading(2, report.summary),
    {
      type: 'table',
      head: null,
      rows: [
        row(report['what-happened'], text(whatHappened(account))),
        row(report.decided, ...decided(account)),
        row(report['system-now'], text(systemNow(account))),
        ...(told === null ? [] : [row(report['told-people'], text(told))]),
        row(report['still-open'], text(stillOpen(account))),
      ],
    },
    {type: 'table', head: null, rows: facts(account)},
  ]
}

/** Of a rehearsal, before anything else: nobody may take it for a real night. */
const drillBanner = ({facts, words}: Account): readonly Block[] => {
  if (facts?.drill === undefined) return []
  const {scenario, seed} = facts.drill
  return [paragraph(strong(words.drill['not-production']({scenario: safe(scenario), seed})))]
}

const facts = (account: Account): readonly Row[] => {
  const {words, session, clock, runbook} = account
  const {report} = words
  const known = account.facts
  return [
    row(report.outcome, strong(outcomeWord(words, account.outcome))),
    row(report.items, text(countsLine(account))),
    ...(itemsOf(runbook).some(item => item.kind === 'criterion')
      ? [row(report.criteria, text(criteriaLine(account)))]
      : []),
    row(report.operator, text(safe(account.operators.join(', ') || '?'))),
    row(report.target, known?.target ? strong(safe(known.target)) : text(report['no-target'])),
    row(report.host, text(safe(account.hosts.join(' → ') || '?'))),
    row(report.start, text(clock.full(account.startedAt))),
    row(report.end, text(endOf(account))),
    ...signature(account),
    ...promises(account),
    ...session.handOvers.map(({at, by, to, summary: told, reason}) =>
      row(
        report['handed-over'],
        text(
          report['handed-over-line']({
            at: clock.full(at),
            from: safe(by),
            to: safe(to),
            summary: safe(told),
            reason: safe(reason),
          }),
        ),
      ),
    ),
    row(report['time-zone'], text(clock.zone)),
    row(report.runbook, text(safe(known?.runbook.path ?? '?'))),
    row(report['runbook-hash'], code(safe(known?.runbook.sha256 ?? '?'))),
    ...adoptions(account),
    ...(known === null || known.repairs.length === 0
      ? []
      : [
          row(
            report.repaired,
            text(
              joinSafe(
                known.repairs.map(repair => repairWord(account, repair)),
                ', ',
              ),
            ),
          ),
        ]),
    ...(known?.probes
      ? [
          row(
            report['probes-file'],
            text(say`${safe(known.probes.path)}, SHA-256 `),
            code(safe(known.probes.sha256)),
          ),
        ]
      : []),
    row(report.directory, code(safe(known?.cwd ?? '?'))),
    row(report.session, code(safe(known?.id ?? '?'))),
    row(report['tool-version'], text(safe(known?.tool ?? '?'))),
    row(report['head-hash'], code(safe(session.seq === 0 ? '?' : account.headHash))),
  ]
}

const endOf = ({session, words, clock, startedAt, lastAt}: Account): Safe => {
  const {report} = words
  if (session.ended === null) return report['not-ended']({last: clock.full(lastAt)})
  const span = Date.parse(session.ended.at) - Date.parse(startedAt)
  const at = clock.full(session.ended.at)
  return Number.isFinite(span) ? report['ended-after']({at, span: formatDuration(span, words.language)}) : at
}

const signature = ({session, words}: Account): readonly Row[] =>
  session.ended?.signedBy == null
    ? []
    : [row(words.report['signed-off'], strong(safe(session.ended.signedBy)))]

/** How promises to say more were kept. */
const promises = ({session, words, clock}: Account): readonly Row[] => {
  const {report} = words
  const {updates} = session
  if (updates.length === 0) return []
  const given = updates.filter(update => update.given !== null)
  const due = dueUpdate(session)?.due
  // What was put off before it was due was not missed.
  const missed = updates.filter((update, index) => {
    const over = updates[index + 1]?.at ?? session.ended?.at
    return update.given === null && over !== undefined && Date.parse(over) > Date.parse(update.due)
  }).length
  const kept = report['updates-kept']({
    kept: given.length,
    late: given.filter(update => update.given?.late).length,
    missed,
  })
  const next =
    due === undefined || session.ended !== null ? [] : [report['update-due']({due: clock.full(due)})]
  return [row(report.updates, text(joinSafe([kept, ...next], '; ')))]
}

const adoptions = ({events, words, clock}: Account): readonly Row[] =>
  events.flatMap(event =>
    event.type === 'runbook-adopted'
      ? [
          row(
            words.report.adopted,
            ...dotted([
              text(words.report['adopted-at']({at: clock.full(event.at), by: safe(event.by)})),
              code(safe(event.runbook.sha256)),
            ]),
          ),
        ]
      : [],
  )

// From a journal, and so perhaps of another version.
const repairWord = ({words}: Account, repair: string): Safe =>
  Object.entries(words.repairs).find(([name]) => name === repair)?.[1] ?? safe(repair)

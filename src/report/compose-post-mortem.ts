import {probeOf} from '#src/runbook/walk.ts'
import type {NoteMark, SessionEvent} from '#src/session/events.ts'
import type {Reading} from '#src/session/reading.ts'
import type {Note} from '#src/session/state.ts'
import {formatDuration} from '#src/text/duration.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Account, ItemAccount} from './account.ts'
import {attention} from './compose-attention.ts'
import {followUps, timelinePoints} from './compose-closing.ts'
import {decision} from './compose-decision.ts'
import {type Block, heading, type Line, paragraph, strong, text} from './document.ts'
import {notePoint} from './item-points.ts'
import {titleById, titleOf} from './item-title.ts'
import {messageWord, recipientsOf} from './message-points.ts'
import {outcomeWord, readingDetails, readingWord} from './outcome-words.ts'
import {countsLine, criteriaLine, decided, stillOpen, whatHappened} from './standing.ts'
import {systemNow} from './system-now.ts'

/** A draft for whoever writes the post-mortem: what the journal knows stands in it, what it cannot know is marked. */
export const composePostMortem = (account: Account): readonly Block[] => {
  const {runbook, words, facts, headHash} = account
  const {report} = words
  return [
    heading(1, report['post-mortem']({title: runbook.title})),
    paragraph(text(report['post-mortem-draft'])),
    ...summary(account),
    ...marked(account, 'cause', report.causes),
    ...decision(account),
    ...attention(account),
    ...readings(account),
    ...communication(account),
    ...marked(account, 'lesson', report.lessons),
    ...marked(account, 'suggestion', report.suggestions),
    ...actions(account),
    ...otherNotes(account),
    heading(2, report.timeline),
    {type: 'points', points: timelinePoints(account, isTelling)},
    paragraph(text(report['source-of']({session: safe(facts?.id ?? '?'), head: safe(headHash)}))),
  ]
}

const summary = (account: Account): readonly Block[] => {
  const {words, clock, session, startedAt, lastAt} = account
  const {report} = words
  const row = (name: Safe, ...line: Line): readonly [Line, Line] => [[strong(name)], line]
  const end = session.ended?.at ?? lastAt
  const span = Date.parse(end) - Date.parse(startedAt)
  return [
    heading(2, report.summary),
    {
      type: 'table',
      head: null,
      rows: [
        row(report['what-happened'], text(whatHappened(account))),
        row(report.impact, text(report['to-write'])),
        row(
          report.duration,
          text(
            report['duration-line']({
              from: clock.full(startedAt),
              to: clock.full(end),
              span: Number.isFinite(span) ? formatDuration(span, words.language) : safe('?'),
            }),
          ),
        ),
        row(report.decided, ...decided(account)),
        row(report.outcome, strong(outcomeWord(words, account.outcome))),
        row(report.items, text(countsLine(account))),
        row(report.criteria, text(criteriaLine(account))),
        row(report['system-now'], text(systemNow(account))),
        row(report['still-open'], text(stillOpen(account))),
        row(report.operator, text(safe(account.operators.join(', ') || '?'))),
        ...(session.ended?.signedBy == null
          ? []
          : [row(report['signed-off'], text(safe(session.ended.signedBy)))]),
      ],
    },
  ]
}

/** Where a note was written is part of it. */
const notesWith = (account: Account, mark: NoteMark | null): readonly Note[] =>
  account.session.notes.filter(note => note.mark === mark)

const noteOf = (account: Account, note: Note) => {
  const {line, code} = notePoint(account, note)
  return note.item === null
    ? {line, code}
    : {line: [...line, text(say` (${titleById(account.runbook, note.item)})`)], code}
}

const marked = (account: Account, mark: NoteMark, title: Safe): readonly Block[] => {
  const notes = notesWith(account, mark)
  return [
    heading(2, title),
    notes.length === 0
      ? paragraph(text(account.words.report['to-write']))
      : {type: 'points', points: notes.map(note => noteOf(account, note))},
  ]
}

const otherNotes = (account: Account): readonly Block[] => {
  const notes = notesWith(account, null)
  return notes.length === 0
    ? []
    : [
        heading(2, account.words.report['other-notes']),
        {type: 'points', points: notes.map(note => noteOf(account, note))},
      ]
}

/** Of a criterion what the decision was taken on, of a check the numbers before it or its first reading; and what was seen last. */
const readings = (account: Account): readonly Block[] => {
  const {words, decisions, session} = account
  const {report} = words
  const frozen = new Map(decisions[0]?.criteria.map(each => [each.item, each.reading]))
  const rows = [...account.items.values()].flatMap((each): readonly (readonly Line[])[] => {
    const {sensed} = each.record
    const probe = probeOf(each.item)
    const first =
      frozen.get(each.item.id) ??
      (probe === null ? undefined : session.baseline.get(probe)?.reading) ??
      (each.readings.length > 1 ? (each.readings[0]?.reading ?? null) : null)
    // What was read once is not told twice.
    const last = first !== null && first.beganAt === sensed?.beganAt ? null : sensed
    if (first === null && last === null) return []
    return [[[text(titleOf(each.item))], [seen(account, first)], [seen(account, last)]]]
  })
  return [
    heading(2, report.readings),
    rows.length === 0
      ? paragraph(text(report['no-readings']))
      : {type: 'table', head: [report.check, report.before, report.after], rows},
  ]
}

const seen = ({words, clock}: Account, reading: Reading | null) =>
  text(
    reading === null
      ? safe('–')
      : joinSafe(
          [readingWord(words, reading), ...readingDetails(words, reading), clock.brief(reading.beganAt)],
          ' · ',
        ),
  )

/** Whom somebody told or wanted to, how, when, and what became of it. */
const communication = (account: Account): readonly Block[] => {
  const {words} = account
  const {report} = words
  const rows = [...account.items.values()].flatMap(each => tellingRows(account, each))
  return rows.length === 0
    ? []
    : [
        heading(2, report.communication),
        {type: 'table', head: [report.group, report.told, report.how, report.when], rows},
      ]
}

const tellingRows = (account: Account, each: ItemAccount): readonly (readonly Line[])[] => {
  const {words, clock} = account
  const {report} = words
  const {item, messages, record, state} = each
  if (item.kind !== 'manual' || (item.message === null && messages.length === 0)) return []
  const title: Line = [text(titleOf(item))]
  const sent = messages.map((message): readonly Line[] => [
    title,
    [text(recipientsOf(message))],
    [text(say`${report[`way-${message.way}`]}: ${messageWord(account, message)}`)],
    [text(clock.brief(message.sentAt ?? message.at))],
  ])
  const {settlement} = record
  const answers = settlement?.state === 'done' ? Object.values(settlement.answers).map(safe) : []
  const byHand: readonly (readonly Line[])[] =
    settlement === null
      ? []
      : [
          [
            title,
            [text(joinSafe(answers, ', ') || safe('–'))],
            [{type: 'state', state, word: words.states[settlement.state]}],
            [text(clock.brief(settlement.at))],
          ],
        ]
  return messages.length === 0 && settlement === null
    ? [[title, [text(safe('–'))], [{type: 'state', state, word: words.states[state]}], [text(safe('–'))]]]
    : [...sent, ...byHand]
}

/** The follow-ups with their owners; those that nobody took stand there as open. */
const actions = (account: Account): readonly Block[] => {
  const taken = followUps(account)
  return taken.length > 0
    ? taken
    : [heading(2, account.words.report.actions), paragraph(text(account.words.report['no-actions']))]
}

const steps: ReadonlySet<SessionEvent['type']> = new Set([
  'command-intended',
  'command-running',
  'message-intended',
])

/** What a reader of the story wants; the steps in between are in the export. */
const isTelling = ({type}: SessionEvent): boolean => !steps.has(type)

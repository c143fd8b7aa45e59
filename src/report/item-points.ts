import {factWords} from '#src/i18n/fact-words.ts'
import {questionWord} from '#src/i18n/question.ts'
import type {Reading} from '#src/session/reading.ts'
import {factsMissing, factsRequired} from '#src/session/session-facts.ts'
import type {Elsewhere, Note, Said, Settlement} from '#src/session/state.ts'
import {formatDuration} from '#src/text/duration.ts'
import {joinSafe, type Safe, safe, safeBlock} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Account, ItemAccount} from './account.ts'
import {attemptPoints} from './attempt-points.ts'
import {attemptWord} from './attempt-word.ts'
import {dotted, link, type Piece, type Point, point, text} from './document.ts'
import {sectionById} from './item-title.ts'
import {messagePoint, messageWord, recipientsOf} from './message-points.ts'
import {readingDetails, readingWord} from './outcome-words.ts'
import {settlingMessage} from './settled-by.ts'

/** The item's state and at once what it rests on: who said it, what was seen, why. The state comes first. */
export const itemLead = (account: Account, each: ItemAccount): readonly Piece[] => {
  const {words} = account
  const lost = each.state === 'unknown' && each.attempts.at(-1)?.phase === 'unknown'
  const word = lost ? words.report['outcome-unknown'] : words.states[each.state]
  return [{type: 'state', state: each.state, word}, ...rest(account, each)]
}

const rest = (account: Account, each: ItemAccount): readonly Piece[] => {
  const {item, state, record, attempts} = each
  const {report} = account.words
  if (item.kind === 'manual' && item.children.length > 0) return []
  if (item.kind === 'criterion') {
    if (record.sensed !== null) return readingPieces(account, record.sensed)
    return record.answer === null ? [text(report['not-answered'])] : answerPieces(account, record.answer)
  }
  const telling = settlingMessage(each)
  if (telling !== null) {
    const which = report['told-by']({message: telling.number, to: recipientsOf(telling)})
    return [text(which), text(messageWord(account, telling)), saidPiece(account, telling)]
  }
  if (record.settlement !== null) return settlementPieces(account, record.settlement)
  if (record.elsewhere !== null) return elsewherePieces(account, record.elsewhere)
  const attempt = attempts.at(-1)
  if (attempt !== undefined) {
    // What is lost is told by the state itself.
    const how = attempt.phase === 'unknown' ? [] : [text(attemptWord(account, attempt))]
    return [...how, saidPiece(account, attempt)]
  }
  if (state === 'not-applicable' && each.by !== null && each.at !== null) {
    const sentence = safe(each.reason ?? '')
    return [text(report['ruled-out']({sentence})), saidPiece(account, {by: each.by, at: each.at})]
  }
  const required = item.kind === 'sensed' ? factsRequired(account.runbook, item.probe) : []
  if (required.length > 0) {
    const missing = factsMissing(account.session, required)
    return [text(factWords(account.words.facts, required, missing))]
  }
  if (record.look !== null) return [text(report['look-lost']), saidPiece(account, record.look)]
  return record.sensed === null ? [] : readingPieces(account, record.sensed)
}

const elsewherePieces = (account: Account, elsewhere: Elsewhere): readonly Piece[] => {
  const {where, outcome, how} = elsewhere
  const told = account.words.report.elsewhere({
    where: safe(where),
    worked: outcome === 'worked',
    how: safe(how),
  })
  return [text(told), saidPiece(account, elsewhere)]
}

const saidPiece = ({clock, words}: Account, {at, by}: Said): Piece =>
  text(words.report['at-by']({at: clock.brief(at), by: safe(by)}))

const settlementPieces = (account: Account, settlement: Settlement): readonly Piece[] => {
  const {report} = account.words
  const said = saidPiece(account, settlement)
  const told = (words: Safe): readonly Piece[] => (words === '' ? [said] : [said, text(words)])
  switch (settlement.state) {
    case 'done':
      return told(safe(settlement.remark))
    case 'confirmed':
      return told(safe(settlement.how))
    case 'assigned':
      return told(report['assigned-to']({owner: safe(settlement.owner), due: safe(settlement.due)}))
    case 'deferred': {
      const section = sectionById(account.runbook, settlement.to)
      return told(report['deferred-to']({section, reason: safe(settlement.reason)}))
    }
    case 'overridden':
    case 'skipped':
    case 'not-applicable':
      return told(safe(settlement.reason))
  }
}

const answerPieces = (
  account: Account,
  answer: NonNullable<ItemAccount['record']['answer']>,
): readonly Piece[] => [
  saidPiece(account, answer),
  ...(answer.remark.trim() === '' ? [] : [text(safe(answer.remark))]),
]

const readingPieces = ({words, clock}: Account, reading: Reading): readonly Piece[] => [
  text(readingWord(words, reading)),
  ...readingDetails(words, reading).map(text),
  text(words.report['by-probe']({probe: safe(reading.probe)})),
  text(clock.brief(reading.beganAt)),
  ...(reading.durationMs === null ? [] : [text(formatDuration(reading.durationMs, words.language))]),
]

/** Everything known of the item, its state first. */
export const itemPoints = (account: Account, each: ItemAccount): readonly Point[] => {
  const {item, record} = each
  const {report} = account.words
  const [state, ...pieces] = itemLead(account, each)
  const part =
    item.kind === 'command' && item.part !== null
      ? text(report['part-of']({index: item.part.index, count: item.part.count}))
      : null
  return [
    point(...dotted([state ?? null, part, ...pieces])),
    ...(item.kind === 'link' ? [point(link(safe(item.url)))] : []),
    ...answerPoints(account, each),
    ...readingPoints(account, each),
    ...deferralPoints(account, each),
    ...each.messages.map(message => messagePoint(account, message)),
    ...each.notes.map(note => notePoint(account, note)),
    ...(record.elsewhere === null
      ? []
      : [{...point(text(report['elsewhere-command'])), code: safeBlock(record.elsewhere.text)}]),
    ...(item.kind === 'command' && each.attempts.length === 0 && record.elsewhere === null
      ? [{...point(text(report['never-run'])), code: safeBlock(item.shell.text)}]
      : []),
    ...each.attempts.flatMap(attempt => attemptPoints(account, attempt)),
    ...(record.acknowledged === null
      ? item.kind === 'sensed' && item.killer && record.sensed?.outcome === 'pass'
        ? [point(text(report['not-acknowledged']))]
        : []
      : [
          point(
            text(
              report.acknowledged({
                at: account.clock.brief(record.acknowledged.at),
                by: safe(record.acknowledged.by),
              }),
            ),
          ),
        ]),
  ]
}

const answerPoints = ({words}: Account, {record}: ItemAccount): readonly Point[] =>
  record.settlement?.state === 'done'
    ? Object.entries(record.settlement.answers).map(([question, answer]) =>
        point(text(say`${questionWord(words.questions, question)}: ${safe(answer)}`)),
      )
    : []

/** Readings that the lead does not tell: beside the operator's word, and those before the last. */
const readingPoints = (account: Account, {item, record, readings}: ItemAccount): readonly Point[] => {
  const {words, clock} = account
  const {report} = words
  const beside =
    record.sensed !== null && record.settlement !== null
      ? [point(...dotted(readingPieces(account, record.sensed)))]
      : []
  const answered =
    item.kind === 'criterion' && record.sensed !== null && record.answer !== null
      ? [
          point(
            ...dotted([
              text(
                report.answered({
                  answer: words.states[record.answer.answer],
                  at: clock.brief(record.answer.at),
                  by: safe(record.answer.by),
                }),
              ),
              record.answer.remark.trim() === '' ? null : text(safe(record.answer.remark)),
            ]),
          ),
        ]
      : []
  const earlier = readings.slice(0, -1)
  const looks = earlier.map(({reading, at}) =>
    joinSafe([clock.brief(at), readingWord(words, reading), ...readingDetails(words, reading)], ' '),
  )
  return [
    ...beside,
    ...answered,
    ...(earlier.length === 0
      ? []
      : [point(text(say`${report['earlier-readings']} — ${joinSafe(looks, ' · ')}`))]),
  ]
}

const deferralPoints = ({runbook, words, clock}: Account, {record}: ItemAccount): readonly Point[] => {
  const {deferral, settlement} = record
  if (deferral === null || settlement?.state === 'deferred') return []
  return [
    point(
      text(
        words.report['was-deferred']({
          section: sectionById(runbook, deferral.to),
          at: clock.brief(deferral.at),
          by: safe(deferral.by),
          reason: safe(deferral.reason),
        }),
      ),
    ),
  ]
}

/** What was said of an item of which only its id is left. */
export const settlementPoint = (account: Account, id: string, settlement: Settlement | null): Point =>
  point(
    ...dotted([
      text(safe(id)),
      ...(settlement === null
        ? []
        : [
            {type: 'state' as const, state: settlement.state, word: account.words.states[settlement.state]},
            ...settlementPieces(account, settlement),
          ]),
    ]),
  )

export const notePoint = ({words, clock}: Account, note: Note): Point => {
  const {report} = words
  const lead = report.note({at: clock.brief(note.at), by: safe(note.by)})
  const mark = note.mark === null ? safe('') : say` (${report[`mark-${note.mark}`]})`
  return point(text(say`${lead}${mark} — ${safe(note.text)}`))
}

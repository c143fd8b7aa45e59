import {questionWord} from '#src/i18n/question.ts'
import type {Runbook} from '#src/runbook/types.ts'
import {findItem} from '#src/runbook/walk.ts'
import type {Change, EventOf, Language, SessionEvent} from '#src/session/events.ts'
import {formatDuration} from '#src/text/duration.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {type Clock, clockOf} from './clock.ts'
import {overrideTitles, sectionById, titleById} from './item-title.ts'
import {exitWords, outcomeWord, readingDetails, readingWord} from './outcome-words.ts'
import {describeTelling, type TellingEvent} from './telling-words.ts'
import {type ReportWords, wordsIn} from './texts.ts'

/**
 * One line that tells what happened, in the words of that language. Its time and its author are put before it elsewhere.
 * Never throws: an entry that lacks what its kind has is told by its kind, as one of an unknown kind is.
 */
export const describeEvent = (
  event: SessionEvent,
  runbook: Runbook,
  language: Language,
  clock: Clock = clockOf('UTC', event.at),
): Safe => {
  const words = wordsIn(language)
  try {
    return describe(event, {runbook, words, clock})
  } catch {
    return unknownEvent(event, words)
  }
}

const unknownEvent = ({type}: {readonly type: unknown}, {timeline}: ReportWords): Safe =>
  timeline.unknown({type: safe(String(type))})

interface Telling {
  readonly runbook: Runbook
  readonly words: ReportWords
  /** The session's own, for times that an event speaks of. */
  readonly clock: Clock
}

const describe = (event: SessionEvent, {runbook, words, clock}: Telling): Safe => {
  const {timeline} = words
  switch (event.type) {
    case 'session-started': {
      const {facts} = event
      return timeline[event.type]({
        runbook: safe(facts.runbook.title),
        host: safe(facts.host),
        target: safe(facts.target ?? ''),
      })
    }
    case 'session-resumed':
      return timeline[event.type]({
        host: safe(event.host),
        takenOver: event.takenOver,
        changes: joinSafe(
          event.changes.map(change => changeWords(words, change)),
          ', ',
        ),
      })
    case 'session-suspended':
      return timeline[event.type]({cause: timeline[`cause-${event.cause}`]})
    case 'changes-confirmed':
    case 'session-aborted':
      return timeline[event.type]({reason: safe(event.reason)})
    case 'session-shared':
      return timeline[event.type]({group: safe(event.group)})
    case 'journal-repaired':
      return timeline[event.type]({bytes: event.bytes})
    case 'journal-continued':
      return timeline[event.type]({from: safe(event.from), head: safe(event.headHash)})
    case 'runbook-adopted':
      return timeline[event.type]({
        sha256: safe(event.runbook.sha256),
        kept: event.kept.length,
        dropped: event.dropped.length,
      })
    case 'session-closed':
      return timeline[event.type]({
        outcome: outcomeWord(words, event.outcome),
        signedBy: safe(event.signedBy ?? ''),
      })
    case 'decision-made':
      return timeline[event.type]({
        choice: words.report[`choice-${event.choice}`],
        sentence: safe(event.sentence),
      })
    case 'input-set':
      return timeline[event.type]({
        name: safe(event.name),
        value: event.secret
          ? words.report['value-secret']
          : safe(event.value ?? '') || words.report['value-empty'],
      })
    case 'command-confirmed':
    case 'command-intended':
    case 'command-running':
    case 'command-ended':
    case 'command-not-started':
    case 'command-unknown':
    case 'command-asserted':
    case 'command-stopping':
      return describeRun(event, runbook, words)
    case 'message-confirmed':
    case 'message-intended':
    case 'message-sent':
    case 'message-failed':
    case 'message-unknown':
    case 'message-asserted':
    case 'contact-tried':
    case 'update-promised':
    case 'update-given':
    case 'handed-over':
      return describeTelling(event, {runbook, words, clock})
    case 'item-done':
    case 'item-confirmed':
    case 'item-acknowledged':
    case 'item-overridden':
    case 'item-skipped':
    case 'item-not-applicable':
    case 'item-deferred':
    case 'item-taken-back':
    case 'follow-up-assigned':
    case 'note-added':
    case 'criterion-answered':
    case 'sensed':
    case 'command-elsewhere':
    case 'failure-answered':
    case 'baseline-taken':
    case 'look-confirmed':
      return describeItem(event, runbook, words)
    default:
      event satisfies never
      return unknownEvent(event, words)
  }
}

type RunEvent = Exclude<Extract<SessionEvent, {readonly attempt: unknown}>, EventOf<'failure-answered'>>
type ItemEvent = Exclude<
  Extract<SessionEvent, {readonly item: unknown}>,
  RunEvent | TellingEvent | EventOf<'session-suspended'>
>

const describeRun = (event: RunEvent, runbook: Runbook, words: ReportWords): Safe => {
  const {timeline, report} = words
  const run = {attempt: event.attempt, item: titleById(runbook, event.item)}
  switch (event.type) {
    case 'command-confirmed': {
      const {override} = event
      const needs = override === null ? [] : overrideTitles(runbook, override, words)
      const gate = override === null ? safe('') : safe(`${joinSafe(needs, ', ')} — ${override.reason}`)
      return timeline[event.type]({...run, gate})
    }
    case 'command-intended':
      return timeline[event.type](run)
    case 'command-running':
      return timeline[event.type]({...run, pid: safe(event.pid === null ? '' : String(event.pid))})
    case 'command-ended':
      return timeline[event.type]({
        ...run,
        exit: exitWords(words, event.exit),
        span: formatDuration(event.exit.durationMs, words.language),
        away: event.seen === 'while-away',
      })
    case 'command-not-started':
      return timeline[event.type]({...run, why: safe(event.why)})
    case 'command-unknown':
      return timeline[event.type](run)
    case 'command-stopping':
      return timeline[event.type]({...run, signal: safe(event.signal)})
    case 'command-asserted':
      return timeline[event.type]({...run, answer: report[`answer-${event.answer}`], how: safe(event.how)})
  }
}

const describeItem = (event: ItemEvent, runbook: Runbook, words: ReportWords): Safe => {
  const {timeline, report, states} = words
  const item = event.item === null ? safe('') : titleById(runbook, event.item)
  switch (event.type) {
    case 'item-done': {
      const answers = Object.entries(event.answers).map(
        ([question, answer]) => say`${questionWord(words.questions, question)}: ${safe(answer)}`,
      )
      const details = [...answers, safe(event.remark)].filter(part => part !== '')
      return timeline[event.type]({item, details: joinSafe(details, '; ')})
    }
    case 'item-confirmed':
      return timeline[event.type]({item, how: safe(event.how)})
    case 'item-acknowledged':
      return timeline[event.type]({item, summary: safe(event.reading?.summary ?? '')})
    case 'item-overridden':
    case 'item-skipped':
    case 'item-not-applicable':
      return timeline[event.type]({item, reason: safe(event.reason)})
    case 'item-deferred':
      return timeline[event.type]({item, section: sectionById(runbook, event.to), reason: safe(event.reason)})
    case 'item-taken-back':
    case 'look-confirmed':
      return timeline[event.type]({item})
    case 'baseline-taken':
      return timeline[event.type]({
        item,
        numbers: joinSafe(
          event.readings.map(({probe, summary}) => say`${safe(probe)}: ${safe(summary)}`),
          '; ',
        ),
      })
    case 'follow-up-assigned':
      return timeline[event.type]({item, owner: safe(event.owner), due: safe(event.due)})
    case 'note-added': {
      const mark = event.mark === null ? safe('') : report[`mark-${event.mark}`]
      return timeline[event.type]({item, mark, text: safe(event.text)})
    }
    case 'criterion-answered':
      return timeline[event.type]({item, answer: states[event.answer], remark: safe(event.remark)})
    case 'command-elsewhere': {
      const {where, outcome, how} = event
      return timeline[event.type]({item, where: safe(where), worked: outcome === 'worked', how: safe(how)})
    }
    case 'failure-answered':
      return timeline[event.type]({item, choice: timeline[`failure-${event.choice}`]})
    case 'sensed': {
      const outcome = readingWord(words, event.reading)
      const details = readingDetails(words, event.reading)
      // Of a criterion a pass is not what its words say: "the connection is lost" was looked at and is not so.
      return findItem(runbook, event.item)?.kind === 'criterion'
        ? timeline['criterion-answered']({
            item,
            answer: states[criterionWord[event.reading.outcome]],
            remark: joinSafe([outcome, ...details], '; '),
          })
        : timeline.sensed({item, outcome, details: joinSafe(details, '; ')})
    }
  }
}

const criterionWord = {pass: 'clear', fail: 'raised', unknown: 'unknown'} as const

const changeWords = ({timeline}: ReportWords, change: Change): Safe => {
  switch (change.what) {
    case 'boot':
    case 'runbook':
    case 'probes':
      return timeline[`change-${change.what}`]
    case 'variable':
    case 'host':
    case 'operator':
    case 'tool':
    case 'cwd': {
      const none = timeline['value-none']
      const what = change.what === 'variable' ? safe(change.name) : timeline[`change-${change.what}`]
      return timeline.change({what, before: safe(change.before) || none, after: safe(change.after) || none})
    }
  }
}

/** Who is to be named for an event: what was sensed was seen by a probe, not by the operator who sat there. */
export const authorOf = (event: SessionEvent, {report}: ReportWords): Safe =>
  event.type === 'sensed' ? report['by-a-probe']({probe: safe(event.reading.probe)}) : safe(event.by)

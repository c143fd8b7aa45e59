import {factWords} from '#src/i18n/fact-words.ts'
import {questionWord} from '#src/i18n/question.ts'
import type {Item, Section} from '#src/runbook/types.ts'
import {findItem, probeOf, sectionOf} from '#src/runbook/walk.ts'
import {itemState} from '#src/session/item-state.ts'
import {factsMissing, factsRequired} from '#src/session/session-facts.ts'
import {attemptOf, lastAttempt, messagesAt, recordOf} from '#src/session/state.ts'
import {joinSafe, type Safe, safe, safeBlock} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Line} from '#src/view/line.ts'
import type {Tone} from '#src/view/look.ts'
import {notedBefore} from '#src/view/marked-notes.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'
import {shownState, shownWord} from '#src/view/shown-state.ts'
import {attemptLines} from './attempt-lines.ts'
import {glyphsOf, span, widthOf, wrap} from './draw.ts'
import {foreign} from './foreign.ts'
import {titleOf} from './item-parts.ts'
import {sectionOfHere} from './list-rows.ts'
import {toneOf} from './marks.ts'
import {messageLines} from './message-lines.ts'
import {readingOf} from './reading.ts'
import {settlementWords} from './settlement-words.ts'
import {sourceLines} from './source-lines.ts'
import {clock} from './time.ts'

/** What has to be known of where the cursor stands, the most important first: what does not fit falls off the end. */
export const detailLines = (input: ScreenInput, width: number): readonly Line[] => {
  const {runbook, session} = input.situation
  const {here} = input.view
  const section = sectionOfHere(runbook, session, here)
  if (here.kind === 'item') {
    const item = findItem(runbook, here.item)
    if (item === null) return []
    return [...itemLines(input, item, width, true), ...contextLines(input, section, width)]
  }
  if (here.kind === 'decision') {
    const {decision} = session
    const said =
      decision === null
        ? wrap(input.texts.screen['decision-help'](), width)
        : wrap(
            input.texts.lines['decision-standing']({
              choice: input.texts.lines[`choice-${decision.choice}`](),
              sentence: foreign(input, decision.sentence),
            }),
            width,
          )
    return [...said, ...contextLines(input, section, width)]
  }
  return wrap(input.texts.screen['close-out-help'](), width)
}

/** All that is known of an item: for the panel, with every run and note. */
export const evidenceLines = (input: ScreenInput, item: Item, width: number): readonly Line[] => {
  const {runbook, session} = input.situation
  const {lines} = input.texts
  const attempts = recordOf(session, item.id).attempts.flatMap(number => {
    const attempt = attemptOf(session, number)
    return attempt === null ? [] : [[], ...attemptLines(input, attempt, width, 'whole')]
  })
  const messages = messagesAt(session, item.id).flatMap(message =>
    messageLines(input, message, width, 'whole'),
  )
  const notes = session.notes
    .filter(note => note.item === item.id)
    .flatMap(note =>
      wrap(
        lines['note-shown']({
          at: clock(input, note.at),
          by: foreign(input, note.by),
          text: foreign(input, note.text),
        }),
        width,
      ),
    )
  return [
    ...itemLines(input, item, width, false),
    ...valueLines(input, item, width),
    ...seenLines(input, item, width),
    ...attempts,
    ...messages,
    ...(notes.length > 0 ? [[], ...notes] : []),
    ...contextLines(input, sectionOf(runbook, item.id), width),
  ]
}

/** The lines behind the newest look, as the probe gives them. */
const seenLines = (input: ScreenInput, item: Item, width: number): readonly Line[] => {
  const probe = probeOf(item)
  const lines = probe === null ? [] : input.evidence(probe)
  return lines.length === 0 ? [] : [[], ...lines.flatMap(line => wrap(foreign(input, line), width))]
}

const valueLines = (input: ScreenInput, item: Item, width: number): readonly Line[] => {
  const values = Object.entries(readingOf(input, item)?.reading.values ?? {})
  return values.flatMap(([name, value]) =>
    wrap(say`  ${foreign(input, name)} = ${foreign(input, String(value))}`, width, 'dim'),
  )
}

const itemLines = (input: ScreenInput, item: Item, width: number, withAttempt: boolean): readonly Line[] => {
  const {runbook, session} = input.situation
  const {lines, questions, screen} = input.texts
  const state = itemState(runbook, session, item)
  const record = recordOf(session, item.id)
  const text = (words: Safe, tone: Tone = 'plain'): readonly Line[] => wrap(words, width, tone)
  const told: Line[] = [
    ...beside(
      text(titleOf(input, item), 'strong'),
      [
        span(say`${lines[`kind-${item.kind}`]()} ${glyphsOf(input.look).dot} `, 'dim'),
        span(
          shownWord(input.situation, item, {texts: input.texts, clock: at => clock(input, at)}),
          toneOf(shownState(input.situation, item)),
        ),
      ],
      width,
    ),
  ]
  const attempt = withAttempt && item.kind === 'command' ? lastAttempt(session, item.id) : null
  const brief = attempt === null ? [] : attemptLines(input, attempt, width, 'brief')
  // How it went wrong comes before everything else that is known.
  const wrong = state === 'failed' || state === 'unknown'
  if (wrong) told.push(...brief)
  const message = withAttempt ? messagesAt(session, item.id).at(-1) : undefined
  if (message !== undefined) told.push(...messageLines(input, message, width, 'brief'))
  if (item.kind === 'manual' && item.message !== null)
    told.push(...text(input.texts.telling['message-offered'](), 'accent'))
  if (item.note !== null) told.push(...text(foreign(input, item.note), 'accent'))
  if (record.deferral !== null) {
    const from = sectionOf(runbook, item.id)?.title ?? safe('?')
    told.push(
      ...text(lines['came-back']({section: from, reason: foreign(input, record.deferral.reason)}), 'warn'),
    )
  }
  if (item.kind === 'manual' && item.ask.length > 0) {
    const words = joinSafe(
      item.ask.map(question => questionWord(questions, question)),
      ', ',
    )
    told.push(...text(lines['asks-for']({questions: words})))
  }
  if (item.kind === 'sensed' && item.killer && record.acknowledged === null) {
    told.push(...text(screen['killer-item'](), 'warn'))
  }
  if (record.elsewhere !== null) {
    const {where, outcome, how, by, at} = record.elsewhere
    const words = input.texts.runs['elsewhere-said']({
      where: foreign(input, where),
      worked: outcome === 'worked',
      how: foreign(input, how),
    })
    told.push(
      ...text(
        screen.said({by: foreign(input, by), at: clock(input, at), words}),
        outcome === 'worked' ? 'warn' : 'bad',
      ),
    )
  }
  if (record.settlement !== null) told.push(...text(settlementWords(input, record.settlement), 'dim'))
  const required = item.kind === 'sensed' ? factsRequired(runbook, item.probe) : []
  if (required.length > 0) {
    const missing = factsMissing(session, required)
    told.push(...text(factWords(input.texts.facts, required, missing), missing.length > 0 ? 'warn' : 'good'))
  }
  const reading = readingOf(input, item)
  if (reading !== null) {
    const {probe, outcome, warning} = reading.reading
    const tone = outcome === 'pass' ? 'good' : outcome === 'fail' ? 'bad' : 'warn'
    const words = {
      probe: foreign(input, probe),
      outcome: lines[`reading-${outcome}`](),
      summary: reading.summary,
    }
    told.push(...text(lines['reading-shown'](words), tone))
    if (warning !== null) told.push(...text(foreign(input, warning), 'warn'))
  }
  for (const line of notedBefore(input.texts, session, item)) told.push(...text(foreign(input, line), 'dim'))
  if (item.kind === 'link') told.push(...text(foreign(input, item.url)))
  if (item.kind === 'command') {
    if (!wrong) told.push(...brief)
    told.push(...sourceLines(input, item, width))
  }
  return told
}

/** Behind the last line of a title, where there is room; else below it: the title is never cut here. */
const beside = (title: readonly Line[], more: Line, width: number): readonly Line[] => {
  const last = title.at(-1) ?? []
  const joined = [...last, span(safe('  ')), ...more]
  return widthOf(joined) <= width ? [...title.slice(0, -1), joined] : [...title, more]
}

/** What a section says besides its items. */
const contextLines = (input: ScreenInput, section: Section | null, width: number): readonly Line[] =>
  (section?.context ?? []).flatMap(block =>
    safeBlock(input.redact(block))
      .split('\n')
      .flatMap(line => wrap(safe(line), width, 'dim')),
  )

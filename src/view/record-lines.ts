import type {Texts} from '#src/i18n/texts.ts'
import type {Item, Section} from '#src/runbook/types.ts'
import type {Situation} from '#src/session/decide.ts'
import {type ItemState, itemState} from '#src/session/item-state.ts'
import {sectionOutcome} from '#src/session/outcome.ts'
import {lastAttempt, messagesAt, recordOf} from '#src/session/state.ts'
import {safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Line} from './line.ts'
import type {Look} from './look.ts'
import {outcomeWord} from './run-words.ts'
import {cut, ends, span, wrap} from './screen/draw.ts'
import {markOf, toneOf} from './screen/marks.ts'
import {plainLine} from './screen/plain.ts'
import {clockIn} from './screen/time.ts'

export interface RecordInput {
  readonly situation: Situation
  readonly texts: Texts
  readonly look: Look
  readonly columns: number
  readonly redact: (text: string) => string
}

/** A section that is finished, as it stays in the scrollback: its outcome, each item, who said it and when. */
export const recordSection = (input: RecordInput, section: Section): readonly Line[] => {
  const {situation, texts, columns, look} = input
  const {runbook, session} = situation
  const number = section.number === null ? '' : `${section.number} `
  const heading = ends(
    [span(safe(input.redact(`${number}${section.title}`)), 'strong')],
    [span(outcomeWord(texts, sectionOutcome(runbook, session, section)), 'dim')],
    columns,
    look,
  )
  const {decision} = session
  const decided: readonly Line[] =
    section.mode === 'decision' && decision !== null
      ? wrap(
          say`=>  ${texts.lines['decision-standing']({
            choice: texts.lines[`choice-${decision.choice}`](),
            sentence: safe(input.redact(decision.sentence)),
          })}`,
          columns,
        )
      : []
  const lines = [heading, ...section.items.map(item => itemLine(input, item)), ...decided, []]
  return look.symbols === 'ascii' ? lines.map(plainLine) : lines
}

/** One line for an item of a section that is in the record already: what it was, what it is, since when. */
export const recordChange = (
  input: RecordInput,
  item: Item,
  {before, at}: {readonly before: ItemState; readonly at: string},
): Line => {
  const {situation, texts, look} = input
  const state = itemState(situation.runbook, situation.session, item)
  const zone = situation.session.facts?.timeZone ?? 'UTC'
  const {sensed, settlement} = recordOf(situation.session, item.id)
  const seen = sensed === null || settlement !== null ? say`` : say`: ${safe(input.redact(sensed.summary))}`
  const line: Line = [
    span(clockIn(zone, at), 'dim'),
    span(say` ${markOf(item, state, look)} `, toneOf(state)),
    span(
      texts.screen['record-change']({
        item: safe(input.redact(item.title)),
        before: texts.states[before],
        now: say`${texts.states[state]}${seen}`,
      }),
    ),
  ]
  const fitted = cut(line, input.columns, look)
  return look.symbols === 'ascii' ? plainLine(fitted) : fitted
}

const itemLine = (input: RecordInput, item: Item): Line => {
  const {situation, texts, look, columns} = input
  const {runbook, session} = situation
  const state = itemState(runbook, session, item)
  const {settlement, sensed, answer} = recordOf(session, item.id)
  const said =
    settlement ?? answer ?? lastAttempt(session, item.id) ?? messagesAt(session, item.id).at(-1) ?? null
  const zone = session.facts?.timeZone ?? 'UTC'
  const who = said === null ? say`` : say` · ${safe(input.redact(said.by))} ${clockIn(zone, said.at)}`
  const summary =
    sensed === null || settlement !== null ? say`` : say`: ${safe(input.redact(sensed.summary))}`
  return ends(
    [
      span(safe('  '.repeat(item.depth))),
      span(markOf(item, state, look), toneOf(state)),
      span(say` ${safe(input.redact(item.title))}`),
    ],
    [span(say`${texts.states[state]}${summary}`, toneOf(state)), span(who, 'dim')],
    columns,
    look,
  )
}

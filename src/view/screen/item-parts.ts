import type {Item} from '#src/runbook/types.ts'
import {findItem} from '#src/runbook/walk.ts'
import {decisionOpen, sessionOutcome} from '#src/session/outcome.ts'
import {recordOf} from '#src/session/state.ts'
import {formatDuration} from '#src/text/duration.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Here} from '#src/view/here.ts'
import type {Line} from '#src/view/line.ts'
import {outcomeWord} from '#src/view/run-words.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'
import {shownState, shownWord} from '#src/view/shown-state.ts'
import {glyphsOf, span} from './draw.ts'
import {markOf, toneOf} from './marks.ts'
import {readingOf} from './reading.ts'
import {clock} from './time.ts'

/** What a row says: on the left what it is, on the right how it stands. */
export interface Parts {
  readonly left: Line
  /** What is never cut off a title. */
  readonly tail: Line
  readonly right: Line
  /** How old that is; kept where it is cut. */
  readonly age: Line
}

export const partsOf = (input: ScreenInput, here: Here): Parts => {
  const {runbook, session} = input.situation
  const {screen, lines} = input.texts
  switch (here.kind) {
    case 'item': {
      const item = findItem(runbook, here.item)
      return item === null ? {left: [], tail: [], right: [], age: []} : itemParts(input, item)
    }
    case 'decision': {
      const {decision} = session
      const open = decisionOpen(runbook, session)
      return {
        left: [span(safe('=>  '), 'strong'), span(screen['the-decision'](), 'strong')],
        tail: [],
        right: [
          decision === null
            ? span(input.texts.states.open)
            : span(lines[`choice-${decision.choice}`](), open ? 'warn' : 'good'),
        ],
        age: [],
      }
    }
    case 'close-out':
      return {
        left: [span(safe('=>  '), 'strong'), span(screen['close-out'](), 'strong')],
        tail: [],
        right: [span(outcomeWord(input.texts, sessionOutcome(runbook, session)))],
        age: [],
      }
  }
}

/** The title of an item as it stands in lists; commands that share one say which of them they are. */
export const titleOf = (input: Pick<ScreenInput, 'redact'>, item: Item): Safe =>
  safe(`${input.redact(item.title)}${partOf(item)}`)

const partOf = (item: Item): string =>
  item.kind === 'command' && item.part !== null ? ` (${item.part.index}/${item.part.count})` : ''

/** In whole seconds: in tenths every row in view would be drawn anew with each frame, and no tenth counts. */
const ageOf = (ms: number, language: 'tr' | 'en'): Safe =>
  formatDuration(Math.max(1, Math.floor(ms / 1000)) * 1000, language)

const itemParts = (input: ScreenInput, item: Item): Parts => {
  const {session} = input.situation
  const state = shownState(input.situation, item)
  const word = shownWord(input.situation, item, {texts: input.texts, clock: at => clock(input, at)})
  const tone = toneOf(state)
  const reading = readingOf(input, item)
  const killer = item.kind === 'sensed' && item.killer && recordOf(session, item.id).acknowledged === null
  const age = reading?.ageMs == null ? null : ageOf(reading.ageMs, input.texts.language)
  const summary = reading?.shown === true ? say`: ${reading.summary}` : say``
  const aged = age !== null && reading?.shown === true ? say` ${glyphsOf(input.look).dot} ${age}` : say``
  return {
    left: [
      span(safe('  '.repeat(item.depth))),
      span(markOf(item, state, input.look), tone),
      span(safe(' ')),
      span(safe(input.redact(item.title))),
    ],
    tail: [span(safe(partOf(item))), ...(killer ? [span(safe(' !'), 'warn')] : [])],
    right: [span(word, tone), span(summary)],
    age: aged === '' ? [] : [span(aged, 'dim')],
  }
}

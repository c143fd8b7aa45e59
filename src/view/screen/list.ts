import type {Item, Runbook, Section} from '#src/runbook/types.ts'
import {findItem, findSection} from '#src/runbook/walk.ts'
import {sectionMet} from '#src/session/cursor.ts'
import {itemState} from '#src/session/item-state.ts'
import {decisionOpen, sessionOutcome} from '#src/session/outcome.ts'
import {recordOf, type Session} from '#src/session/state.ts'
import {formatDuration} from '#src/text/duration.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Here} from '#src/view/here.ts'
import type {Line} from '#src/view/line.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'
import {walkRows} from '#src/view/walk-rows.ts'
import {sectionCounts} from './counts.ts'
import {cut, ends, fill, glyphsOf, inTone, padded, span, widthOf} from './draw.ts'
import {markOf, toneOf} from './marks.ts'
import {readingOf} from './reading.ts'

/** A row of the list: a section's heading, or something that the cursor can stand at. */
type Row =
  | {readonly kind: 'heading'; readonly section: Section}
  | {readonly kind: 'here'; readonly here: Here}

const known = new WeakMap<Session, {readonly runbook: Runbook; readonly rows: readonly Row[]}>()

const rowsOf = (runbook: Runbook, session: Session): readonly Row[] => {
  const before = known.get(session)
  if (before?.runbook === runbook) return before.rows
  const rows: Row[] = []
  let entered: readonly Section[] = []
  for (const here of walkRows(runbook, session)) {
    const section = sectionOfHere(runbook, session, here)
    const path = pathTo(runbook, section)
    for (const each of path) if (!entered.includes(each)) rows.push({kind: 'heading', section: each})
    entered = path
    rows.push({kind: 'here', here})
  }
  known.set(session, {runbook, rows})
  return rows
}

export const sectionOfHere = (runbook: Runbook, session: Session, here: Here): Section | null => {
  switch (here.kind) {
    case 'item':
      return sectionMet(runbook, session, here.item)
    case 'decision':
      return findSection(runbook, here.section)
    case 'close-out':
      return null
  }
}

/** The section with those it is nested in, the outermost first. */
const pathTo = (runbook: Runbook, section: Section | null): readonly Section[] => {
  if (section === null) return []
  const parent = section.parent === null ? null : findSection(runbook, section.parent)
  return [...pathTo(runbook, parent), section]
}

export const isSameHere = (a: Here, b: Here): boolean =>
  a.kind === b.kind &&
  (a.kind === 'item' && b.kind === 'item'
    ? a.item === b.item
    : a.kind === 'decision' && b.kind === 'decision'
      ? a.section === b.section
      : true)

/** The list around the cursor, under the heading of the section that is seen first; only what is seen is made. */
export const listLines = (input: ScreenInput, width: number, height: number): readonly Line[] => {
  const {runbook, session} = input.situation
  const rows = rowsOf(runbook, session)
  const cursor = Math.max(
    0,
    rows.findIndex(row => row.kind === 'here' && isSameHere(row.here, input.view.here)),
  )
  const from = Math.max(0, Math.min(cursor - Math.floor(height / 2), rows.length - height))
  const shown = rows.slice(from, from + height)
  const first = shown[0]
  const above = first?.kind === 'here' ? sectionOfHere(runbook, session, first.here) : null
  // The row behind the first tells what it belongs to when its own heading is scrolled away.
  const pinned: readonly Row[] =
    above !== null && cursor !== from ? [{kind: 'heading', section: above}, ...shown.slice(1)] : shown
  const drawn = pinned.map(row => ({row, parts: row.kind === 'here' ? partsOf(input, row.here) : null}))
  const leftWidth = leftWidthOf(
    drawn.flatMap(({parts}) => (parts === null ? [] : [parts])),
    width,
  )
  const lines = drawn.flatMap(({row, parts}) => {
    if (row.kind === 'heading') return [headingLine(input, row.section, width)]
    const current = isSameHere(row.here, input.view.here)
    return parts === null ? [] : [hereLine(input, parts, {width, leftWidth, current})]
  })
  return padded(lines, height)
}

/** Where the states stand below each other: no title is cut for room that no state needs, and no state's word is cut. */
const leftWidthOf = (parts: readonly Parts[], width: number): number => {
  const most = (widths: readonly number[]): number => Math.max(0, ...widths)
  const left = most(parts.map(part => widthOf(part.left) + widthOf(part.tail))) + 2
  const right = most(parts.map(part => widthOf(part.right)))
  const word = most(parts.map(part => widthOf(part.right.slice(0, 1))))
  const usual = Math.floor(width * 0.64)
  if (left <= usual && right <= width - usual - 1) return usual
  const share = Math.min(right, Math.max(word, width - usual - 1))
  return Math.max(12, Math.min(left, width - share - 1))
}

const headingLine = (input: ScreenInput, section: Section, width: number): Line => {
  const number = section.number === null ? '' : `${section.number} `
  const title: Line = [span(safe(input.redact(`${number}${section.title}`)), 'strong')]
  const room = Math.max(Math.floor(width * 0.4), width - widthOf(title) - 1)
  return ends(
    title,
    cut([span(sectionCounts(input, section), 'dim')], Math.min(room, width - 8), input.look),
    width,
    input.look,
  )
}

const hereLine = (
  input: ScreenInput,
  {left, tail, right}: Parts,
  {
    width,
    leftWidth,
    current,
  }: {readonly width: number; readonly leftWidth: number; readonly current: boolean},
): Line => {
  const {cursor} = glyphsOf(input.look)
  const pointer = span(current ? say`${cursor} ` : safe('  '), 'strong')
  const line = fill(
    [
      ...fill(
        [...cut([pointer, ...left], leftWidth - widthOf(tail), input.look), ...tail],
        leftWidth,
        input.look,
      ),
      span(safe(' ')),
      ...cut(right, width - leftWidth - 1, input.look),
    ],
    width,
    input.look,
  )
  return current ? inTone(line, 'inverse') : line
}

interface Parts {
  readonly left: Line
  /** What is never cut off a title. */
  readonly tail: Line
  readonly right: Line
}

const partsOf = (input: ScreenInput, here: Here): Parts => {
  const {runbook, session} = input.situation
  const {screen, lines} = input.texts
  switch (here.kind) {
    case 'item': {
      const item = findItem(runbook, here.item)
      return item === null ? {left: [], tail: [], right: []} : itemParts(input, item)
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
      }
    }
    case 'close-out':
      return {
        left: [span(safe('=>  '), 'strong'), span(screen['close-out'](), 'strong')],
        tail: [],
        right: [span(outcomeText(input))],
      }
  }
}

const outcomeText = ({situation: {runbook, session}, texts: {lines}}: ScreenInput): Safe => {
  switch (sessionOutcome(runbook, session)) {
    case 'complete':
      return lines['outcome-complete']()
    case 'complete with overrides':
      return lines['outcome-overrides']()
    case 'complete except deferred':
      return lines['outcome-deferred']()
    case 'open':
      return lines['outcome-open']()
    case 'aborted':
      return lines['outcome-aborted']()
  }
}

/** The title of an item as it stands in lists; commands that share one say which of them they are. */
export const titleOf = (input: Pick<ScreenInput, 'redact'>, item: Item): Safe =>
  safe(`${input.redact(item.title)}${partOf(item)}`)

const partOf = (item: Item): string =>
  item.kind === 'command' && item.part !== null ? ` (${item.part.index}/${item.part.count})` : ''

const itemParts = (input: ScreenInput, item: Item): Parts => {
  const {runbook, session} = input.situation
  const state = itemState(runbook, session, item)
  const tone = toneOf(state)
  const reading = readingOf(input, item)
  const killer = item.kind === 'sensed' && item.killer && recordOf(session, item.id).acknowledged === null
  const age = reading?.ageMs == null ? null : formatDuration(reading.ageMs, input.texts.language)
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
    right: [span(input.texts.states[state], tone), span(summary), span(aged, 'dim')],
  }
}

import type {Section} from '#src/runbook/types.ts'
import {safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Line} from '#src/view/line.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'
import {sectionCounts} from './counts.ts'
import {cut, ends, fill, glyphsOf, inTone, padded, span, widthOf} from './draw.ts'
import {type Parts, partsOf} from './item-parts.ts'
import {isSameHere, type Row, rowsOf, sectionOfHere} from './list-rows.ts'

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
  const right = most(parts.map(part => widthOf(part.right) + widthOf(part.age)))
  const word = most(parts.map(part => widthOf(part.right.slice(0, 1))))
  const usual = Math.floor(width * 0.55)
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

/** What was seen is cut before how old it is, but the state's word is never cut for that. */
const stateAndAge = (input: ScreenInput, {right, age}: Pick<Parts, 'right' | 'age'>, room: number): Line => {
  const word = widthOf(right.slice(0, 1))
  return room - widthOf(age) < word + 4
    ? cut(right, room, input.look)
    : [...cut(right, room - widthOf(age), input.look), ...age]
}

const hereLine = (
  input: ScreenInput,
  {left, tail, right, age}: Parts,
  {
    width,
    leftWidth,
    current,
  }: {readonly width: number; readonly leftWidth: number; readonly current: boolean},
): Line => {
  const {cursor} = glyphsOf(input.look)
  const pointer = span(current ? say`${cursor} ` : safe('  '), 'strong')
  const line = [
    ...fill(
      [...cut([pointer, ...left], leftWidth - widthOf(tail), input.look), ...tail],
      leftWidth,
      input.look,
    ),
    span(safe(' ')),
    ...stateAndAge(input, {right, age}, width - leftWidth - 1),
  ]
  // Only a row in reverse is seen to its end; spaces that nobody sees cost Ink as much as letters.
  return current ? inTone(fill(line, width, input.look), 'inverse') : line
}

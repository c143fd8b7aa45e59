import type {Line} from '#src/view/line.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'
import {type Body, still} from '#src/view/screen-model.ts'
import {detailLines} from './details.ts'
import {blank, cut, padded, span} from './draw.ts'
import {listLines} from './list.ts'
import {sectionLines} from './section-list.ts'

const wideFrom = 120
// Below this a third column would cut the titles in the others; the list has the sections' headings as well.
const sectionsFrom = 150

/** The list, and beside or below it what is known of where the cursor stands. */
export const walkBody = (input: ScreenInput, width: number, height: number): Body => {
  if (width >= wideFrom) {
    const left = width >= sectionsFrom ? Math.min(34, Math.floor(width * 0.22)) : 0
    const gap = {width: 2, lines: []}
    const rest = width - (left === 0 ? 0 : left + gap.width) - gap.width
    const middle = Math.floor(rest * (left === 0 ? 0.64 : 0.58))
    const right = rest - middle
    const columns = [
      ...(left === 0 ? [] : [{width: left, lines: sectionLines(input, left, height)}, gap]),
      {width: middle, lines: listLines(input, middle, height)},
      gap,
      {width: right, lines: limited(input, detailLines(input, right), right, height)},
    ]
    return {
      blocks: [
        {kind: 'columns', columns: columns.map(each => ({...each, lines: padded(each.lines, height)}))},
      ],
      ...still,
      page: pageOf(height),
    }
  }
  const details = Math.max(1, Math.min(12, Math.floor(height * 0.42)))
  const list = height - details - 1
  const lines = [
    ...listLines(input, width, list),
    blank,
    ...padded(limited(input, detailLines(input, width), width, details), details),
  ]
  return {blocks: [{kind: 'lines', lines}], ...still, page: pageOf(list)}
}

/** The list moves with the cursor and never by itself; so many rows are a page of it. */
const pageOf = (rows: number): Body['page'] => ({total: rows, rows})

/** As many lines as there is room for; the last of them says that there is more, and which key shows it. */
const limited = (
  input: ScreenInput,
  lines: readonly Line[],
  width: number,
  rows: number,
): readonly Line[] => {
  const cuts = lines.slice(0, rows).map(line => cut(line, width, input.look))
  if (lines.length <= rows) return cuts
  return [...cuts.slice(0, -1), cut([span(input.texts.screen['more-below'](), 'dim')], width, input.look)]
}

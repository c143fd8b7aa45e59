import {type Safe, safe} from '#src/text/safe.ts'
import {type Form, scrollsInForm} from './form.ts'
import type {Line} from './line.ts'
import type {Size} from './look.ts'
import {detailLines} from './screen/details.ts'
import {blank, cut, ends, padded, span, windowed, wrap} from './screen/draw.ts'
import {footerLines} from './screen/footer.ts'
import {fieldLines, formContext, labelLines, optionLabel} from './screen/form-lines.ts'
import {headerLines} from './screen/header.ts'
import {listLines} from './screen/list.ts'
import {outputView} from './screen/output-lines.ts'
import {attentionLines, panelLines, panelTitle} from './screen/panel-lines.ts'
import {plainLine} from './screen/plain.ts'
import {sectionLines} from './screen/section-list.ts'
import type {ScreenInput} from './screen-input.ts'

/** A part of the frame, drawn below the one before it. */
export type Block =
  | {readonly kind: 'lines'; readonly lines: readonly Line[]}
  | {readonly kind: 'columns'; readonly columns: readonly Column[]}
  /** As many options as there is room for, around the chosen one. */
  | {
      readonly kind: 'choice'
      readonly options: readonly Safe[]
      readonly index: number | null
      readonly rows: number
    }

export interface Column {
  readonly width: number
  readonly lines: readonly Line[]
}

/** A frame: always one row less than the terminal, no line wider than it. */
export interface ScreenModel {
  readonly size: Size
  readonly blocks: readonly Block[]
  readonly cursor: Safe
  readonly page: {readonly total: number; readonly rows: number}
  readonly matches: readonly number[]
}

export const smallest: Size = {columns: 40, rows: 10}
const wideFrom = 120
// Below this a third column would cut the titles in the others; the list has the sections' headings as well.
const sectionsFrom = 150

type Body = Pick<ScreenModel, 'blocks' | 'page' | 'matches'>

/** What is on the screen just now. Pure: the same input always gives the same frame. */
export const buildScreen = (input: ScreenInput): ScreenModel => {
  const {columns: width, rows} = input.size
  const height = Math.max(1, rows - 1)
  const cursor = safe(input.look.symbols === 'unicode' ? '›' : '>')
  const nothing = {page: {total: 0, rows: 0}, matches: []}
  const finish = (body: Body): ScreenModel => ({
    size: input.size,
    cursor,
    ...body,
    blocks: body.blocks.map(block => plainBlock(input, block)),
  })
  if (width < smallest.columns || rows < smallest.rows) {
    const sentence = input.texts.screen['too-small']({columns: smallest.columns, rows: smallest.rows})
    const lines = padded(wrap(sentence, Math.max(1, width)), height)
    return finish({blocks: [{kind: 'lines', lines}], ...nothing})
  }
  const header = headerLines(input, width)
  const footer = footerLines(input, width)
  const body = bodyOf(input, width, height - header.length - footer.length)
  return finish({
    ...body,
    blocks: [{kind: 'lines', lines: header}, ...body.blocks, {kind: 'lines', lines: footer}],
  })
}

const bodyOf = (input: ScreenInput, width: number, height: number): Body => {
  const {mode} = input.view
  switch (mode.kind) {
    case 'walk':
      return walkBody(input, width, height)
    case 'panel': {
      const lines = panelLines(input, mode.panel, width)
      return scrolled(input, panelTitle(input, mode.panel), lines, {width, height, from: mode.scroll})
    }
    case 'attention': {
      const rows = height - 1
      const lines = attentionLines(input, mode.index, width)
      const from = Math.max(0, Math.min(mode.index - Math.floor(rows / 2), lines.length - rows))
      return scrolled(input, input.texts.screen['panel-attention'](), lines, {width, height, from})
    }
    case 'output': {
      const {lines, page, matches} = outputView(input, mode, {width, height})
      return {blocks: [{kind: 'lines', lines: padded(lines, height)}], page, matches}
    }
    case 'form':
      return formBody(input, mode.form, width, height)
  }
}

const scrolled = (
  input: ScreenInput,
  title: Safe,
  lines: readonly Line[],
  {width, height, from}: {readonly width: number; readonly height: number; readonly from: number},
): Body => {
  const rows = height - 1
  const top = Math.max(0, Math.min(from, lines.length - rows))
  const more =
    lines.length > rows
      ? input.texts.screen['lines-at']({
          from: top + 1,
          to: Math.min(lines.length, top + rows),
          total: lines.length,
        })
      : safe('')
  const heading = cut([span(title, 'strong'), span(safe('  ')), span(more, 'dim')], width, input.look)
  const shown = windowed(lines, top, rows).map(line => cut(line, width, input.look))
  return {
    blocks: [{kind: 'lines', lines: padded([heading, ...shown], height)}],
    page: {total: lines.length, rows},
    matches: [],
  }
}

const walkBody = (input: ScreenInput, width: number, height: number): Body => {
  const still = {page: {total: 0, rows: 0}, matches: []}
  if (width >= wideFrom) {
    const left = width >= sectionsFrom ? Math.min(34, Math.floor(width * 0.22)) : 0
    const gap = {width: 2, lines: []}
    const rest = width - (left === 0 ? 0 : left + gap.width) - gap.width
    const middle = Math.floor(rest * (left === 0 ? 0.6 : 0.55))
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
    }
  }
  const details = Math.max(1, Math.min(12, Math.floor(height * 0.42)))
  const list = height - details - 1
  const lines = [
    ...listLines(input, width, list),
    blank,
    ...padded(limited(input, detailLines(input, width), width, details), details),
  ]
  return {blocks: [{kind: 'lines', lines}], ...still}
}

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

const formBody = (input: ScreenInput, form: Form, width: number, height: number): Body => {
  const {field} = form
  const context = formContext(input, form, width)
  const typed = fieldLines(input, field, width)
  const options = field.kind === 'choice' ? field.options.length : 0
  const whole = labelLines(input, field, width)
  const label = whole.slice(0, Math.max(1, height - typed.length - Math.min(1, options)))
  const asked = [...label, ...typed]
  // Of a card more has to be read before it is chosen than of what was just read in the list.
  const read = form.purpose.kind === 'run' ? Math.ceil(height / 2) : 2
  const fair = Math.max(3, height - asked.length - 1 - Math.min(context.length, read))
  const rest = Math.max(0, height - asked.length - Math.min(options, fair))
  const {above, page} = readAbove(input, form, context, {width, room: Math.max(0, rest - 1)})
  const lines = [...above, ...(rest > 0 ? [blank] : []), ...asked].map(line => cut(line, width, input.look))
  if (field.kind !== 'choice')
    return {blocks: [{kind: 'lines', lines: padded(lines, height)}], page, matches: []}
  const rows = Math.max(1, height - lines.length)
  const from = Math.max(0, Math.min((field.index ?? 0) - Math.floor(rows / 2), field.options.length - rows))
  const shown = field.options
    .slice(from, from + rows)
    .map(option => fitted(input, optionLabel(input, option, field.options), width - 2))
  const index = field.index === null ? null : field.index - from
  const range = {from: from + 1, to: from + shown.length, total: options}
  const cutOff = shown.length < options
  const at = lines.length - asked.length
  const question = lines.map((line, row) =>
    cutOff && row === at
      ? ends(line, [span(input.texts.screen['lines-at'](range), 'dim')], width, input.look)
      : line,
  )
  return {
    blocks: [
      {kind: 'lines', lines: question.slice(0, height - rows)},
      {kind: 'choice', options: shown, index, rows},
    ],
    page,
    matches: [],
  }
}

/** As much of what stands above a question as there is room for; what is longer is scrolled while nothing else scrolls. */
const readAbove = (
  input: ScreenInput,
  form: Form,
  context: readonly Line[],
  {width, room}: {readonly width: number; readonly room: number},
): {readonly above: readonly Line[]; readonly page: ScreenModel['page']} => {
  if (context.length <= room) return {above: context, page: {total: 0, rows: 0}}
  // In so little room a line that is read is worth more than one that counts them.
  if (room === 0 || (room < 3 && !scrollsInForm(form))) {
    return {above: context.slice(0, room), page: {total: 0, rows: 0}}
  }
  const rows = room - 1
  const top = Math.max(0, Math.min(form.scroll ?? 0, context.length - rows))
  const {screen} = input.texts
  const facts = {from: top + 1, to: top + rows, total: context.length}
  const more = scrollsInForm(form) ? screen['more-in-form'](facts) : screen['lines-at'](facts)
  return {
    above: [...windowed(context, top, rows), ...wrap(more, width, 'dim').slice(0, 1)],
    page: {total: context.length, rows},
  }
}

const fitted = (input: ScreenInput, text: Safe, width: number): Safe =>
  safe(
    cut([span(text)], width, input.look)
      .map(each => each.text)
      .join(''),
  )

const plainBlock = (input: ScreenInput, block: Block): Block => {
  if (input.look.symbols === 'unicode') return block
  switch (block.kind) {
    case 'lines':
      return {...block, lines: block.lines.map(plainLine)}
    case 'columns':
      return {
        ...block,
        columns: block.columns.map(column => ({...column, lines: column.lines.map(plainLine)})),
      }
    case 'choice':
      return {...block, options: block.options.map(option => plainLine([span(option)])[0]?.text ?? option)}
  }
}

import {findItem, itemsOf} from '#src/runbook/walk.ts'
import {itemState} from '#src/session/item-state.ts'
import {countStates, isCounted} from '#src/session/outcome.ts'
import {cellWidth} from '#src/text/cells.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {closeOutExtras} from '#src/view/close-out.ts'
import type {Field, Form, Option} from '#src/view/form.ts'
import type {Line} from '#src/view/line.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'
import {searchItems} from '#src/view/search.ts'
import {cardLines} from './card-lines.ts'
import {detailLines} from './details.ts'
import {glyphsOf, padded, span, wrap} from './draw.ts'
import {titleOf} from './item-parts.ts'
import {markOf, toneOf} from './marks.ts'
import {messageCardLines} from './message-lines.ts'

/** What stands above the question: a command's card, what the close-out lists, what was found, or the item itself. */
export const formContext = (input: ScreenInput, form: Form, width: number): readonly Line[] => {
  const {purpose} = form
  const {runbook} = input.situation
  switch (purpose.kind) {
    case 'run': {
      const item = findItem(runbook, purpose.item)
      return item?.kind === 'command' ? cardLines(input, item, purpose.card, width) : []
    }
    case 'close-out':
      return closeOutLines(input, width)
    case 'message':
      return messageCardLines(input, purpose.card, width)
    case 'decide':
      return decisionLines(input, width)
    case 'abort':
    case 'accept-changes':
    case 'continue':
    case 'hand-over':
    case 'update':
      return []
    case 'note':
      return purpose.item === null ? [] : detailLines(input, width)
    case 'search':
      return form.field.kind === 'text' ? foundLines(input, form.field.text, purpose.index ?? 0) : []
    default:
      return detailLines(input, width)
  }
}

/** By name what is not simply done: what whoever closes the session answers for. */
export const closeOutLines = (input: ScreenInput, width: number): readonly Line[] => {
  const {runbook, session} = input.situation
  const {lines, states} = input.texts
  const counts = countStates(runbook, session, itemsOf(runbook))
  const told: Line[] = [[span(lines['close-out'](), 'strong')]]
  for (const state of Object.keys(counts) as (keyof typeof counts)[]) {
    const count = counts[state]
    if (count === 0) continue
    const names = itemsOf(runbook)
      .filter(item => isCounted(item) && itemState(runbook, session, item) === state)
      .map(item => titleOf(input, item))
    told.push(
      ...wrap(
        state === 'done'
          ? lines['close-done']({count, state: states.done})
          : lines['close-count']({count, state: states[state], items: joinSafe(names, '; ')}),
        width,
        state === 'done' ? 'good' : toneOf(state),
      ),
    )
  }
  for (const line of closeOutExtras(input.texts, runbook, session)) {
    told.push(...wrap(safe(input.redact(line)), width, 'warn'))
  }
  return told
}

const weight = ['raised', 'unknown', 'open', 'clear']

/** What the decision is taken from: the criteria that speak for it first. */
const decisionLines = (input: ScreenInput, width: number): readonly Line[] => {
  const {runbook, session} = input.situation
  const criteria = runbook.sections
    .filter(section => section.mode === 'decision')
    .flatMap(section => section.items)
    .map(item => ({item, state: itemState(runbook, session, item)}))
    .toSorted((a, b) => weight.indexOf(a.state) - weight.indexOf(b.state))
  return [
    ...criteria.map(({item, state}) => [
      span(markOf(item, state, input.look), toneOf(state)),
      span(say` ${input.texts.states[state]}`, toneOf(state)),
      span(say`  ${titleOf(input, item)}`),
    ]),
    ...wrap(input.texts.screen['decision-help'](), width, 'dim'),
  ]
}

const foundLines = (input: ScreenInput, text: string, index: number): readonly Line[] => {
  const {runbook, session} = input.situation
  const found = searchItems(runbook, text)
  if (text.trim() !== '' && found.length === 0) return [[span(input.texts.screen['nothing-found'](), 'warn')]]
  return found.slice(Math.max(0, index - 5), index + 20).flatMap((id, offset) => {
    const item = findItem(runbook, id)
    if (item === null) return []
    const chosen = Math.max(0, index - 5) + offset === index
    const state = itemState(runbook, session, item)
    const pointer = chosen ? say`${glyphsOf(input.look).cursor} ` : safe('  ')
    return [
      [
        span(pointer, 'strong'),
        span(markOf(item, state, input.look), toneOf(state)),
        span(say` ${titleOf(input, item)}`, chosen ? 'inverse' : 'plain'),
        span(say`  ${safe(id)}`, 'dim'),
      ],
    ]
  })
}

export const labelLines = (input: ScreenInput, field: Field, width: number): readonly Line[] =>
  wrap(safe(input.redact(field.label)), width, 'strong')

/** What is typed, or the warning of the chosen option; the options are drawn by their own component below it. */
export const fieldLines = (input: ScreenInput, field: Field, width: number): readonly Line[] => {
  switch (field.kind) {
    case 'text':
      return typedLines(input, shownText(input, field), shownCaret(field), width)
    case 'word':
      return typedLines(input, field.text, field.caret, width)
    case 'confirm':
      return []
    case 'choice': {
      const warning = field.index === null ? null : (field.options[field.index]?.warning ?? null)
      const lines = warning === null ? [] : wrap(safe(input.redact(warning)), width, 'bad')
      // The place for a warning is kept, so that the options stay where they are.
      return padded(
        lines,
        Math.max(lines.length, field.options.some(option => option.warning !== null) ? 1 : 0),
      )
    }
  }
}

const shownText = (input: ScreenInput, field: Extract<Field, {readonly kind: 'text'}>): string =>
  field.secret ? glyphsOf(input.look).bullet.repeat([...field.text].length) : field.text

const shownCaret = ({secret, text, caret}: Extract<Field, {readonly kind: 'text'}>): number =>
  secret ? [...text.slice(0, caret)].length : caret

const mostRows = 4

/** What is typed, with the caret as a cell in reverse; of a long text the part around the caret. */
const typedLines = (input: ScreenInput, text: string, caret: number, width: number): readonly Line[] => {
  const {cursor} = glyphsOf(input.look)
  const room = Math.max(8, width - 4)
  const rows: Line[] = []
  let start = 0
  let caretRow = 0
  for (const paragraph of text.split('\n')) {
    let rest = paragraph
    let from = start
    do {
      const taken = headCells(rest, room)
      const end = from + taken.length
      const last = taken.length === rest.length
      if (caret >= from && (caret < end || (last && caret <= end))) {
        caretRow = rows.length
        rows.push(caretLine(taken, caret - from))
      } else rows.push([span(safe(taken))])
      rest = rest.slice(taken.length)
      from = end
    } while (rest !== '')
    start += paragraph.length + 1
  }
  const first = Math.max(0, Math.min(caretRow - mostRows + 1, rows.length - mostRows))
  return rows
    .slice(first, first + mostRows)
    .map((row, index) => [span(index === 0 ? say`${cursor} ` : safe('  '), 'accent'), ...row])
}

const caretLine = (text: string, at: number): Line => {
  const under = [...text.slice(at)][0] ?? ' '
  return [
    span(safe(text.slice(0, at))),
    span(safe(under), 'inverse'),
    span(safe(text.slice(at + (at < text.length ? under.length : 0)))),
  ]
}

const headCells = (text: string, cells: number): string => {
  let taken = ''
  let width = 0
  for (const character of text) {
    width += cellWidth(character)
    if (width > cells) break
    taken += character
  }
  return taken
}

/** An option as one row; a warning is marked there and stands in full above while the option is chosen. */
export const optionLabel = (
  input: ScreenInput,
  {label, warning}: Option,
  options: readonly Option[],
): Safe => {
  const marked = options.some(each => each.warning !== null)
  return safe(input.redact(`${warning !== null ? '! ' : marked ? '  ' : ''}${label}`))
}

import {type Safe, safe} from '#src/text/safe.ts'
import {type Form, scrollsInForm} from '#src/view/form.ts'
import type {Line} from '#src/view/line.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'
import {type Body, type ScreenModel, still} from '#src/view/screen-model.ts'
import {blank, cut, ends, padded, span, windowed, wrap} from './draw.ts'
import {fieldLines, formContext, labelLines, optionLabel} from './form-lines.ts'

/** A question below what it is about. Of both there is always something to be seen. */
export const formBody = (input: ScreenInput, form: Form, width: number, height: number): Body => {
  const {field} = form
  const context = formContext(input, form, width)
  const typed = fieldLines(input, field, width)
  const options = field.kind === 'choice' ? field.options.length : 0
  const whole = labelLines(input, field, width)
  const label = whole.slice(0, Math.max(1, height - typed.length - Math.min(1, options)))
  const asked = [...label, ...typed]
  // Of a card or a message more has to be read before it is chosen than of what was just read in the list.
  const read = form.purpose.kind === 'run' || form.purpose.kind === 'message' ? Math.ceil(height / 2) : 2
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
  if (context.length <= room) return {above: context, page: still.page}
  // In so little room a line that is read is worth more than one that counts them.
  if (room === 0 || (room < 3 && !scrollsInForm(form))) {
    return {above: context.slice(0, room), page: still.page}
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

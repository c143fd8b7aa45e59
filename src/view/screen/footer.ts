import {say} from '#src/text/say.ts'
import {isArmed} from '#src/view/haste.ts'
import {enterLabel, footerKeys} from '#src/view/keymap/footer.ts'
import type {Line} from '#src/view/line.ts'
import type {Tone} from '#src/view/look.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'
import type {Message} from '#src/view/view-state.ts'
import {blank, cut, span, widthOf} from './draw.ts'

const tones: Readonly<Record<Message['tone'], Tone>> = {done: 'good', refused: 'bad', news: 'accent'}

/** What Enter does or whether it is armed, where that is a question; what was just done or refused; the other keys. */
export const footerLines = (input: ScreenInput, width: number): readonly Line[] => {
  const {view, look} = input
  const {message} = view
  const said: Line = message === null ? blank : [span(message.text, tones[message.tone])]
  return [...enterLines(input), said, keysLine(input, width)].map(line => cut(line, width, look))
}

const enterLines = (input: ScreenInput): readonly Line[] => {
  const {view, texts} = input
  const {mode} = view
  if (mode.kind === 'walk') {
    const desk = {situation: input.situation, halted: input.halted, texts}
    return [[span(enterLabel(desk, view), 'strong')]]
  }
  // A text confirms nothing but where it is a signature.
  if (mode.kind !== 'form') return []
  if (mode.form.field.kind === 'text' && mode.form.purpose.kind !== 'close-out') return []
  // Always there, so that nothing jumps when it changes: not yet, and then that the next key counts.
  return isArmed(view, input.steady)
    ? [[span(texts.screen.armed(), 'good')]]
    : [[span(texts.screen['not-armed'](), 'dim')]]
}

const keysLine = (input: ScreenInput, width: number): Line => {
  const desk = {situation: input.situation, halted: input.halted, texts: input.texts}
  const line: ReturnType<typeof span>[] = []
  let used = 0
  for (const {key, label} of footerKeys(desk, input.view)) {
    const part = [span(key, 'strong'), span(say` ${label}`, 'dim')]
    const gap = line.length === 0 ? 0 : 2
    const cells = widthOf(part) + gap
    if (used + cells > width) continue
    if (gap > 0) line.push(span(say`  `))
    line.push(...part)
    used += cells
  }
  return line
}

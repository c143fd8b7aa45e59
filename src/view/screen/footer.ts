import {say} from '#src/text/say.ts'
import {enterLabel, footerKeys} from '#src/view/keymap/footer.ts'
import type {Line} from '#src/view/line.ts'
import type {Tone} from '#src/view/look.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'
import type {Message} from '#src/view/view-state.ts'
import {blank, cut, span, widthOf} from './draw.ts'

const tones: Readonly<Record<Message['tone'], Tone>> = {done: 'good', refused: 'bad', news: 'accent'}

/** Three rows: what Enter does, what was just done or refused, the other keys. */
export const footerLines = (input: ScreenInput, width: number): readonly Line[] => {
  const {view, look, texts} = input
  const desk = {situation: input.situation, halted: input.halted, texts}
  const enter: Line = view.mode.kind === 'walk' ? [span(enterLabel(desk, view), 'strong')] : blank
  const {message} = view
  const said: Line = message === null ? blank : [span(message.text, tones[message.tone])]
  return [cut(enter, width, look), cut(said, width, look), keysLine(input, width)]
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

import type {Texts} from '#src/i18n/texts.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import type {Look, Size} from './look.ts'
import {blank, cut, glyphsOf, padded, span} from './screen/draw.ts'
import type {ScreenModel} from './screen-model.ts'

export interface ChooseInput {
  readonly texts: Texts
  readonly look: Look
  readonly size: Size
  readonly options: readonly Safe[]
  readonly index: number
}

/** The question that may come before a session: which one. */
export const chooseScreen = ({texts, look, size, options, index}: ChooseInput): ScreenModel => {
  const height = Math.max(1, size.rows - 1)
  const rows = Math.max(1, Math.min(options.length, height - 4))
  const from = Math.max(0, Math.min(index - Math.floor(rows / 2), options.length - rows))
  const line = (words: Safe, tone: 'strong' | 'dim') => cut([span(words, tone)], size.columns, look)
  const shown = options.slice(from, from + rows).map(option =>
    safe(
      cut([span(option)], size.columns - 2, look)
        .map(each => each.text)
        .join(''),
    ),
  )
  return {
    size,
    cursor: glyphsOf(look).cursor,
    blocks: [
      {kind: 'lines', lines: [line(texts.desk['choose-session'](), 'strong'), blank]},
      {kind: 'choice', options: shown, index: index - from, rows},
      {kind: 'lines', lines: padded([blank, line(texts.desk['choose-keys'](), 'dim')], height - rows - 2)},
    ],
    page: {total: options.length, rows},
    matches: [],
  }
}

import type {Tone} from '#src/view/look.ts'

/** How many colours the terminal shows: none, 16, 256, all. */
export type ColorLevel = 0 | 1 | 2 | 3

/** What is spread into an Ink `Text`. */
export interface TextStyle {
  readonly color?: string
  readonly bold?: boolean
  readonly dimColor?: boolean
  readonly inverse?: boolean
}

export type Theme = Readonly<Record<Tone, TextStyle>>

/** How each tone looks. Meaning stands in words already, so without colour little is left to say. */
export const createTheme = (color: ColorLevel): Theme => (color === 0 ? colorless : basic)

const colorless: Theme = {
  plain: {},
  dim: {},
  strong: {bold: true},
  good: {},
  bad: {bold: true},
  warn: {bold: true},
  running: {},
  accent: {bold: true},
  inverse: {inverse: true},
}

// Only of the 16 that follow the operator's own palette, and no blue, which cannot be read on black.
const basic: Theme = {
  plain: {},
  dim: {dimColor: true},
  strong: {bold: true},
  good: {color: 'green'},
  bad: {color: 'red', bold: true},
  warn: {color: 'yellow'},
  running: {color: 'cyan'},
  accent: {color: 'cyan', bold: true},
  inverse: {inverse: true},
}

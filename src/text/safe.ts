import {cellWidth} from './cells.ts'

declare const safeBrand: unique symbol

/** Text that can be printed anywhere: it moves no cursor, hides nothing and reaches no clipboard. */
export type Safe = string & {readonly [safeBrand]: true}

/** How a line break is shown in a text of one line. In ASCII, because a rescue console may have no glyph for an arrow. */
const LINE_BREAK = ' <NL> '
const TAB = '  '
const TAB_STOP = 8
const MARKS_ON_A_BASE = 4

/**
 * Everything that acts on a terminal or cannot be seen: C0, DEL, C1; Unicode's Default_Ignorable_Code_Point without the
 * variation selectors of emoji (FE0E, FE0F); bidirectional controls; line and paragraph separators; interlinear
 * annotation; non-characters. Written out rather than taken from \p{…}, so that every Node shows the same text alike.
 */
const HIDDEN =
  '\\0-\\x1f\\x7f-\\x9f\\u{ad}\\u{34f}\\u{61c}\\u{115f}\\u{1160}\\u{17b4}\\u{17b5}\\u{180b}-\\u{180f}' +
  '\\u{200b}-\\u{200f}\\u{2028}-\\u{202e}\\u{2060}-\\u{206f}\\u{3164}\\u{fdd0}-\\u{fdef}\\u{fe00}-\\u{fe0d}\\u{feff}' +
  '\\u{ffa0}\\u{fff0}-\\u{fffb}\\u{fffe}\\u{ffff}\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}' +
  Array.from({length: 16}, (_, index) => {
    const plane = (index + 1).toString(16)
    return `\\u{${plane}fffe}\\u{${plane}ffff}`
  }).join('')
const MARK = `(?![${HIDDEN}])\\p{M}`

const plain = /^[\x20-\x7e]*$/
const plainBlock = /^[\x20-\x7e\n]*$/
const loneSurrogate = /\p{Surrogate}/gu
// A mark without a base would sit on whatever is printed before it, so it is shown too.
const unfit = new RegExp(`(\\r\\n|[${HIDDEN}]|^)((?:${MARK})*)|(?:${MARK}){${MARKS_ON_A_BASE + 1},}`, 'gu')
// Normalizing sorts a run of marks, in quadratic time: no run longer than Unicode's stream-safe limit may get there.
const endlessMarks = /\p{M}{31,}/gu
const codePoint = (character: string): string =>
  `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`

const caret = (character: string): string => {
  const code = character.charCodeAt(0)
  return code < 0x20 || code === 0x7f ? `^${String.fromCharCode(code ^ 0x40)}` : codePoint(character)
}

const showAfter = (run: string, kept: number): string => {
  const marks = [...run]
  return marks.slice(0, kept).join('') + marks.slice(kept).map(codePoint).join('')
}

const clean = (text: string, shown: (character: string) => string): string =>
  text
    .replace(loneSurrogate, '\uFFFD')
    .replace(endlessMarks, run => showAfter(run, 30))
    .normalize('NFC')
    .replace(unfit, (run: string, lead: string | undefined, marks: string | undefined) => {
      if (lead === undefined) return showAfter(run, MARKS_ON_A_BASE)
      return (lead === '' ? '' : shown(lead)) + (marks ? showAfter(marks, 0) : '')
    })

const lineOf = (character: string): string => {
  if (character === '\n' || character === '\r\n') return LINE_BREAK
  return character === '\t' ? TAB : caret(character)
}

const blockOf = (character: string): string => {
  if (character === '\n' || character === '\r\n') return '\n'
  return character === '\t' ? '\t' : caret(character)
}

const expandTabs = (line: string): string => {
  if (!line.includes('\t')) return line
  const cells = line.split('\t')
  const last = cells.pop() ?? ''
  return cells.map(cell => cell + ' '.repeat(TAB_STOP - (cellWidth(cell) % TAB_STOP))).join('') + last
}

/**
 * The text as one printable line, NFC. Control characters stand as `^[`; C1, bidirectional and invisible ones, and more
 * than four marks on one base, as `<U+202E>`; a line break as ` <NL> `, a tab as two spaces, a lone surrogate as U+FFFD.
 * Idempotent, in linear time; never throws.
 */
export const safe = (text: string): Safe => (plain.test(text) ? text : clean(text, lineOf)) as Safe

/** As `safe`, but a text of lines: "\n" stays, CRLF becomes "\n", and tabs reach to the next column of eight. */
export const safeBlock = (text: string): Safe => {
  if (plainBlock.test(text)) return text as Safe
  return clean(text, blockOf).split('\n').map(expandTabs).join('\n') as Safe
}

/** Safe parts put together; the separator is safe itself or written out in our own code. */
export const joinSafe = <Separator extends string>(
  parts: readonly Safe[],
  separator: string extends Separator ? never : Separator,
): Safe => parts.join(separator) as Safe

import {inlineReader} from './inline.ts'

const marks = /[\\`*_[\]<>&~!#|]/g

/** A line of text as Markdown that reads as that text; marks are escaped only where they would mean something. */
export const escapeText = (text: string): string =>
  inlineReader(new Map())(text).text === text && !text.endsWith('#') ? text : text.replace(marks, '\\$&')

/** The same for a line that begins a paragraph, where its start could also make it a list, a heading, a quote, a fence or a rule. */
export const escapeParagraph = (text: string): string =>
  escapeText(text)
    .replace(/^(?=[-+*>#=`~_[|<])/, '\\')
    .replace(/^(\d{1,9})(?=[.)])/, '$1\\')

/** A fence longer than any in the code, so that its content cannot leave it. */
export const fenceFor = (code: string): string => {
  const longest = Math.max(2, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length))
  return '`'.repeat(longest + 1)
}

import {inlineReader} from './inline.ts'

const marks = /[\\`*_[\]<>&~!|]/g
// An address that is a link by itself takes a backslash for a part of it.
const address = /:\/\/|www\.|@/i

// These mean something to a whole block, or a whole file, though not to the line.
const beyondLine = /(?<!\\)(?:<!--|\[[^\]]*\]:)/

const escapeAll = (text: string): string => text.replace(marks, '\\$&')

const escapeWords = (text: string): string =>
  text
    .split(/(\s+)/)
    .map(word => (address.test(word) ? word : escapeAll(word)))
    .join('')

/** A line of text as Markdown that reads as that text; marks are escaped only where they would mean something. */
export const escapeText = (text: string): string => {
  const read = inlineReader(new Map())
  const forms = [text, escapeAll(text), escapeWords(text)]
  return forms.find(form => !beyondLine.test(form) && read(form).text === text) ?? escapeAll(text)
}

/** The same for a heading of one line, which may not end like one that is closed. */
export const escapeHeading = (text: string): string => escapeText(text).replace(/#+$/, '\\$&')

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

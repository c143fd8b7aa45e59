import type {AnyFrame, Scanner} from './frames.ts'
import {assign, match, occur} from './scanner.ts'

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y
const NUMBER = /[0-9][0-9A-Za-z@_]*/y
const ASSIGNS = /[ \t]*(?:\+\+|--|(?:[-+*/%&|^]|<<|>>)?=(?!=))/y

/** Takes a name, a number or one other character of arithmetic, where a name is a variable without a `$`. */
export const bareName = (s: Scanner, frame: AnyFrame): void => {
  const name = match(s, NAME)?.[0]
  if (name === undefined) {
    s.at += match(s, NUMBER)?.[0].length ?? 1
    return
  }
  const end = s.at + name.length
  const before = s.text.slice(Math.max(0, s.at - 2), s.at)
  if (before === '++' || before === '--' || match(s, ASSIGNS, end) !== null) assign(s, frame, name)
  else occur(s, frame, {form: 'name', end, name, written: name})
  s.at = end
}

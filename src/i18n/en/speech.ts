import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** Line mode for the ear: full words instead of brackets and bars, and the state before the title. */
export const speech = {
  item: (f: {state: Safe; title: Safe; part: Safe; kind: Safe; id: Safe}) =>
    say`${f.state}. ${f.title}${f.part}. ${f.kind}, ${f.id}.`,
  part: (f: {index: number; count: number}) => say`, ${f.index} of ${f.count}`,
  inside: (f: {line: Safe; group: Safe}) => say`${f.line} Part of: ${f.group}.`,
  section: (f: {number: Safe; title: Safe}) => say`Section ${f.number}${f.title}.`,
  output: (f: {line: Safe}) => say`output: ${f.line}`,
  error: (f: {line: Safe}) => say`output, an error: ${f.line}`,
  prompt: () => say`rollcall: `,
}

export type SpeechTexts = typeof speech

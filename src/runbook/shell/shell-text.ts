import type {ShellText, ShellVariable} from '#src/runbook/types.ts'
import type {Occurrence, Quoting} from './frames.ts'
import type {Provided} from './provided.ts'

interface Edit {
  readonly at: number
  readonly end: number
  readonly text: string
}

/** Put between parentheses, so that a value that is no whole number is a syntax error instead of an expression that could run a command. */
const numberOnly = (env: string): string => `(\${${env}##*[!0-9-]*})`

const quoted = (core: string, quoting: Quoting): string => {
  switch (quoting) {
    case 'bare':
      return `"${core}"`
    case 'double':
      return core
    case 'single':
      return `'"${core}"'`
    case 'ansi':
      return `'"${core}"$'`
  }
}

const editsOf = (occurrence: Occurrence, env: string, before: string): readonly Edit[] => {
  const {start, end, form, quoting, arithmetic} = occurrence
  if (form === 'operator') {
    if (quoting !== 'bare' || end === start) return []
    return [
      {at: start, end: start, text: '"'},
      {at: end, end, text: '"'},
    ]
  }
  if (arithmetic !== 'no') {
    const core = before === '#' ? numberOnly(env).slice(1, -1) : numberOnly(env)
    return [
      {at: start, end, text: arithmetic === 'inside' && quoting === 'bare' ? core : quoted(core, quoting)},
    ]
  }
  if (form === 'placeholder')
    return [{at: start, end, text: quoted(quoting === 'bare' ? `$${env}` : `\${${env}}`, quoting)}]
  return form === 'plain' && quoting === 'bare' ? [{at: start, end, text: `"$${env}"`}] : []
}

/**
 * The text that runs for a piece of a fence: each place where a value of ours comes in becomes a reference to its environment
 * variable, quoted so that it is one word whatever the value holds. The value itself never stands in the text.
 */
export const shellText = (
  source: string,
  options: {
    readonly from: number
    readonly interpreter: ShellText['interpreter']
    readonly occurrences: readonly Occurrence[]
    readonly provided: Provided
  },
): ShellText => {
  const edits: Edit[] = []
  const variables = new Map<string, ShellVariable>()
  for (const occurrence of options.occurrences) {
    const variable = options.provided(occurrence)
    if (variable === null) continue
    if (!variables.has(variable.env)) variables.set(variable.env, variable)
    edits.push(...editsOf(occurrence, variable.env, source[occurrence.start - options.from - 1] ?? ''))
  }
  // A wrapping quote closes before whatever follows at the same place.
  edits.sort((a, b) => a.at - b.at || a.end - b.end)
  let text = ''
  let at = options.from
  for (const edit of edits) {
    text += source.slice(at - options.from, edit.at - options.from) + edit.text
    at = edit.end
  }
  text += source.slice(at - options.from)
  return {interpreter: options.interpreter, text, variables: [...variables.values()]}
}

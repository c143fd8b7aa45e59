import {parseTemplate, variablesIn} from '#src/checks/template.ts'

export type Resolved =
  | {readonly ok: true; readonly value: string}
  | {readonly ok: false; readonly missing: readonly string[]}

/** The names of a template's variables, each once, in the order of appearance. */
export const namesIn = (template: string): readonly string[] => [
  ...new Set(variablesIn(template).map(variable => variable.name)),
]

/**
 * The template with its variables filled in, once: a value is never read as a template again. As in a shell, a default
 * counts where a value is missing or empty; an empty value without a default is missing.
 */
export const resolveTemplate = (template: string, lookup: (name: string) => string | undefined): Resolved => {
  const missing = new Set<string>()
  let value = ''
  for (const part of parseTemplate(template) ?? [{kind: 'text', text: template} as const]) {
    if (part.kind === 'text') {
      value += part.text
      continue
    }
    const found = lookup(part.name) || part.fallback
    if (found === null) missing.add(part.name)
    else value += found
  }
  return missing.size > 0 ? {ok: false, missing: [...missing]} : {ok: true, value}
}

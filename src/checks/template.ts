export type TemplatePart =
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'variable'; readonly name: string; readonly fallback: string | null}

const variable = /\$\{([A-Za-z_][A-Za-z0-9_]{0,127})(?::-([^}]*))?\}/y

/**
 * The parts of a text in which `${NAME}` and `${NAME:-default}` stand for variables and `$${` for a plain `${`.
 * Null where a `${` begins neither, or where a default holds another `${`: nesting is not supported.
 */
export const parseTemplate = (template: string): readonly TemplatePart[] | null => {
  const parts: TemplatePart[] = []
  let text = ''
  let from = 0
  for (let at = template.indexOf('${'); at !== -1; at = template.indexOf('${', from)) {
    if (template[at - 1] === '$' && at > from) {
      text += `${template.slice(from, at - 1)}\${`
      from = at + 2
      continue
    }
    text += template.slice(from, at)
    variable.lastIndex = at
    const match = variable.exec(template)
    if (match?.[1] === undefined || match[2]?.includes('${')) return null
    if (text !== '') parts.push({kind: 'text', text})
    text = ''
    parts.push({kind: 'variable', name: match[1], fallback: match[2] ?? null})
    from = variable.lastIndex
  }
  text += template.slice(from)
  if (text !== '') parts.push({kind: 'text', text})
  return parts
}

export interface TemplateVariable {
  readonly name: string
  readonly fallback: string | null
}

/** The variables of a template in the order of appearance; none where it is not a well-formed one. */
export const variablesIn = (template: string): readonly TemplateVariable[] =>
  (parseTemplate(template) ?? []).flatMap(part =>
    part.kind === 'variable' ? [{name: part.name, fallback: part.fallback}] : [],
  )

/** Every text in a value made of lists and mappings; keys are no templates. */
export const templatesIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(templatesIn)
}

/** Where the links of a document that are written `[text][label]` lead to, by normalized label. */
export type Definitions = ReadonlyMap<string, string>

// Titles and labels have an end, so that a file of unclosed ones stays linear.
const definition =
  /\[((?:[^[\]\\]|\\.){1,999})\]:[ \t]*\n?[ \t]*(<[^<>\n]{0,2000}>|[^\s<]\S*)(?:(?:[ \t]+|[ \t]*\n[ \t]*)(?:"(?:[^"\\]|\\[\s\S]){0,500}"|'(?:[^'\\]|\\[\s\S]){0,500}'|\((?:[^()\\]|\\[\s\S]){0,500}\)))?[ \t]*(?:\n|$)/y

export const labelOf = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase()

/** Reads the definitions that a paragraph begins with into `found`, and returns where its own text begins. */
export const passDefinitions = (text: string, found: Map<string, string>): number => {
  let at = 0
  while (text[at] === '[' && text[at + 1] !== '^') {
    definition.lastIndex = at
    const match = definition.exec(text)
    if (match === null) break
    const label = labelOf(match[1] ?? '')
    if (label === '') break
    if (!found.has(label)) found.set(label, (match[2] ?? '').replace(/^<(.*)>$/, '$1'))
    at = definition.lastIndex
  }
  return at
}

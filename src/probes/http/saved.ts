import {valueAt} from '#src/checks/judge-path.ts'
import {parseTemplate} from '#src/checks/template.ts'

/** What the steps of a flow have saved so far, by name. */
export type Saved = ReadonlyMap<string, string>

const fillText = (text: string, saved: Saved): string => {
  const parts = parseTemplate(text)
  // Only a text that names something saved is still a template; in any other a `${` is part of a value.
  if (parts?.some(part => part.kind === 'variable' && saved.has(part.name)) !== true) return text
  return parts.map(part => (part.kind === 'text' ? part.text : (saved.get(part.name) ?? ''))).join('')
}

/** A step with what was saved filled in; keys stay as they are. */
export const fillSaved = <T>(value: T, saved: Saved): T => {
  const fill = (each: unknown): unknown => {
    if (typeof each === 'string') return fillText(each, saved)
    if (Array.isArray(each)) return each.map(fill)
    if (typeof each !== 'object' || each === null) return each
    return Object.fromEntries(Object.entries(each).map(([key, entry]) => [key, fill(entry)]))
  }
  return saved.size === 0 ? value : (fill(value) as T)
}

/** Where a value is taken from. */
export interface Source {
  readonly json?: string | undefined
  readonly header?: string | undefined
  readonly cookie?: string | undefined
  readonly body?: string | undefined
}

/** The value at its source; undefined where there is none, which must not become an empty text in an address. */
export const takeFrom = (
  source: Source,
  answer: {
    readonly json: () => unknown
    readonly header: (name: string) => string | undefined
    readonly cookie: (name: string) => string | undefined
    readonly text: () => string
  },
): string | undefined => {
  const found = ((): unknown => {
    if (source.json !== undefined) return valueAt(answer.json(), source.json)
    if (source.header !== undefined) return answer.header(source.header)
    if (source.cookie !== undefined) return answer.cookie(source.cookie)
    if (source.body === undefined) return undefined
    const match = new RegExp(source.body, 'u').exec(answer.text())
    return match === null ? undefined : (match[1] ?? match[0])
  })()
  if (found === undefined || found === null || found === '' || typeof found === 'object') return undefined
  return String(found)
}

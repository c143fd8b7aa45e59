import {namesSecret} from '#src/checks/secret-names.ts'
import {parseTemplate, type TemplatePart, variablesIn} from '#src/checks/template.ts'

export type PasswordFinding =
  /** Written out as text. */
  | {readonly kind: 'written'}
  /** A variable that is a secret has a default that is not empty. */
  | {readonly kind: 'default'; readonly name: string}
  /** A variable stands in a secret's place. */
  | {readonly kind: 'variable'; readonly name: string}

const LONGEST_URL = 1024
const FIRST_MARK = 0xe000
const MOST_MARKS = 0x1900
const marks = /^[\ue000-\uf8ff]+$/

/** The text with each variable that has no default of its own as one private-use character, so that URLs can be taken apart. */
const withMarks = (
  parts: readonly TemplatePart[],
): {readonly text: string; readonly names: readonly string[]} => {
  const names: string[] = []
  const pieces = parts.map(part => {
    if (part.kind === 'text') return part.text.replace(/[\ue000-\uf8ff]/g, '?')
    if (part.fallback !== null && part.fallback !== '') return part.fallback
    names.push(part.name)
    return String.fromCharCode(FIRST_MARK + ((names.length - 1) % MOST_MARKS))
  })
  return {text: pieces.join(''), names}
}

/** What stands between the first colon and the last `@`, of the authority or, where that cannot be one, of all of it. */
const passwordIn = (rest: string): string => {
  const authority = rest.split(/[/?#]/, 1)[0] ?? ''
  const colon = authority.indexOf(':')
  if (colon === -1) return ''
  const upTo = (text: string): string => text.slice(colon + 1, Math.max(colon + 1, text.lastIndexOf('@')))
  if (authority.includes('@', colon)) return upTo(authority) || upTo(rest)
  const port = authority.slice(colon + 1)
  return /^\d{1,5}$/.test(port) || marks.test(port) ? '' : upTo(rest)
}

/** The password part of each URL's userinfo; also of one that holds `/`, `?` or `#` unescaped. */
const passwordsOf = (text: string): readonly string[] => {
  const found: string[] = []
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
    const rest = text.slice(at + 3, at + 3 + LONGEST_URL).split(/\s/, 1)[0] ?? ''
    const password = passwordIn(rest)
    if (password !== '') found.push(password)
    for (const [, name = '', value = ''] of rest.matchAll(/[?&;]([\w.-]{1,64})=([^&;#]*)/g)) {
      if (value !== '' && namesSecret(name)) found.push(value)
    }
  }
  return found
}

const inUrls = (template: string): readonly PasswordFinding[] => {
  const {text, names} = withMarks(parseTemplate(template) ?? [{kind: 'text', text: template}])
  const passwords = passwordsOf(text)
  // One finding is enough: it is one text that has to be written anew.
  if (passwords.some(password => !marks.test(password))) return [{kind: 'written'}]
  const used = new Set(passwords.flatMap(password => [...password]))
  return [...used].map(mark => ({kind: 'variable', name: names[mark.charCodeAt(0) - FIRST_MARK] ?? ''}))
}

const scheme = /^\s*(bearer|basic|token|apikey|api-key)?\s*$/i

const underSecretName = (template: string): readonly PasswordFinding[] => {
  const parts = parseTemplate(template) ?? [{kind: 'text', text: template}]
  const written = parts.some(part => part.kind === 'text' && !scheme.test(part.text))
  const lone = parts.every(part => part.kind === 'text')
  if (written || (lone && template.trim() !== '')) return [{kind: 'written'}]
  return parts.flatMap((part): readonly PasswordFinding[] => {
    if (part.kind === 'text') return []
    return part.fallback ? [{kind: 'written'}] : [{kind: 'variable', name: part.name}]
  })
}

/**
 * Where a text gives a password away, or takes one from a variable: in a URL, or, where the name it stands under says
 * so, as a whole. `secrets` are the names that were declared to be.
 */
export const findPasswords = (
  template: string,
  {under, secrets}: {readonly under: string | null; readonly secrets: ReadonlySet<string>},
): readonly PasswordFinding[] => {
  const defaults = variablesIn(template)
    .filter(({name, fallback}) => fallback && (secrets.has(name) || namesSecret(name)))
    .map(({name}) => ({kind: 'default', name}) as const)
  if (defaults.length > 0) return defaults
  return under !== null && namesSecret(under) ? underSecretName(template) : inUrls(template)
}

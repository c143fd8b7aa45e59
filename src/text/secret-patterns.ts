import {safe, safeBlock} from './safe.ts'

/** A value that must reach no disk, screen or export, and the name that stands in its place. */
export interface Secret {
  readonly name: string
  readonly value: string
}

/** One form in which a secret may appear. Line breaks are taken out: whoever looks for it reads over them. */
export interface SecretPattern {
  readonly name: string
  readonly text: string
  /** Whether it is one even where lines break inside it. A short word spread over two lines is mere chance. */
  readonly wraps: boolean
  /** How many line breaks in a row it held itself. */
  readonly breaks: number
}

/** Masking a value of fewer characters would take chance for the secret on every line, and so give it away. */
const SHORTEST = 4
const SHORTEST_LINE = 16
const SHORTEST_WRAPPED = 8
/** Beyond it (keys, certificates) only the usual encodings are looked for: each costs memory by its length. */
const LONG = 4_096

const joinLines = (text: string): string => text.replace(/[\r\n]+/g, '')

/** Whether the value is long enough, line breaks not counted, to be looked for at all. */
export const canBeMasked = (value: string): boolean => joinLines(value).length >= SHORTEST

const utf8 = new TextEncoder()
const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0')
const inHex = (bytes: Uint8Array): string => Array.from(bytes, byte => hex(byte, 2)).join('')
const upperCase = (text: string, escaped: RegExp): string =>
  text.replace(escaped, (_, mark: string, digits: string) => mark + digits.toUpperCase())

/**
 * Base64 of the bytes wherever they stand in what was encoded: for each of the three alignments the characters that they
 * alone determine, and the same with the last character as it is when nothing follows.
 */
const everyBase64 = (bytes: Uint8Array): string[] =>
  [0, 1, 2].flatMap(offset => {
    const shifted = new Uint8Array(offset + bytes.length)
    shifted.set(bytes, offset)
    const binary = Array.from(shifted, byte => String.fromCharCode(byte)).join('')
    const encoded = btoa(binary)
      .replace(/=+$/, '')
      .slice(Math.ceil((offset * 4) / 3))
    const forms = shifted.length % 3 === 0 ? [encoded] : [encoded, encoded.slice(0, -1)]
    return forms.flatMap(form => [
      form,
      form.replaceAll('+', '-').replaceAll('/', '_'),
      form.replaceAll('/', '\\/'),
      form.replaceAll('+', '%2B').replaceAll('/', '%2F'),
      form.replaceAll('+', '%2b').replaceAll('/', '%2f'),
    ])
  })

/** What each way of URL-encoding leaves as it is, besides letters and digits; the first is the usual one. */
const leftInUrls = [
  /[-_.!~*'()]/, // encodeURIComponent
  /[-_.~]/, // RFC 3986, Python's quote_plus
  /[-_.~/]/, // Python's quote
  /[-_.]/, // PHP's urlencode
  /[-_.*]/, // forms
  /[-_.!~*'();/?:@&=+$,#]/, // encodeURI
  /[-_.!~*'()&+$,%]/, // the user part of a WHATWG URL
] as const

const urlEncoded = (bytes: Uint8Array, left: RegExp): string[] => {
  const encoded = Array.from(bytes, byte => {
    const character = String.fromCharCode(byte)
    return /[A-Za-z0-9]/.test(character) || left.test(character) ? character : `%${hex(byte, 2)}`
  }).join('')
  return [encoded, upperCase(encoded, /(%)([0-9a-f]{2})/g)].flatMap(form => [
    form,
    form.replaceAll('%20', '+'),
  ])
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)
const codeUnit = (character: string): string => `\\u${hex(character.charCodeAt(0), 4)}`
const inAscii = (json: string): string => json.replace(/[^\0-\x7f]/g, codeUnit)

/** As JSON writers do it: plain, ASCII only (Python), with escaped slashes (PHP), fit for HTML (Go, Django). */
const everyJson = (text: string): string[] => {
  const plain = inJson(text)
  return [plain, inAscii(plain)]
    .flatMap(json => [json, json.replaceAll('/', '\\/'), json.replace(/[<>&']/g, codeUnit), inJson(json)])
    .flatMap(json => [json, upperCase(json, /(\\u)([0-9a-f]{4})/g)])
}

const inHtml = (text: string, quote: string, apostrophe: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', quote)
    .replaceAll("'", apostrophe)

/** As pages, shells and tracebacks quote it. */
const everyQuoting = (text: string): string[] => [
  inHtml(text, '"', "'"),
  inHtml(text, '&quot;', "'"),
  inHtml(text, '&quot;', '&#39;'),
  inHtml(text, '&quot;', '&#x27;'),
  inHtml(text, '&quot;', '&#039;'),
  inHtml(text, '&#34;', '&#39;'),
  text.replaceAll("'", "'\\''"),
  text.replaceAll("'", `'"'"'`),
  text.replace(/["$`\\]/g, '\\$&'),
  text.replace(/['\\]/g, '\\$&'),
  text.replaceAll('\\', '\\\\'),
  text.replace(/[^\w@%+=:,./\-\n]/g, '\\$&'),
]

/** As `safe` and `safeBlock` show it, whose tabs depend on the column they begin in. */
const everyShown = (text: string): string[] => [
  safe(text),
  ...(text.includes('\t') ? [0, 1, 2, 3, 4, 5, 6, 7] : [0]).map(column =>
    safeBlock('x'.repeat(column) + text).slice(column),
  ),
]

const formsOf = (value: string): string[] => {
  const bytes = utf8.encode(value)
  const usual = [
    ...everyShown(value),
    inJson(value),
    ...urlEncoded(bytes, leftInUrls[0]),
    inHex(bytes),
    inHex(bytes).toUpperCase(),
    ...everyBase64(bytes),
  ]
  if (value.length > LONG) return usual
  return [
    ...usual,
    ...everyJson(value),
    ...leftInUrls.flatMap(left => urlEncoded(bytes, left)),
    ...everyQuoting(value),
  ]
}

/**
 * Every form in which each secret is looked for, each form once (of two secrets with the same, the first has it): as it
 * is, trimmed, in both Unicode forms, each line of 16 characters or more alone; of each of these the JSON, URL, HTML and
 * shell forms, hexadecimal, base64 at every alignment, and what `safe` shows. Values of fewer than four characters, empty
 * ones included, have no pattern.
 */
export const secretPatterns = (secrets: readonly Secret[]): readonly SecretPattern[] => {
  const patterns = new Map<string, SecretPattern>()
  const add = (name: string, form: string, isWord: boolean): void => {
    const text = joinLines(form)
    if (text.length < SHORTEST || patterns.has(text)) return
    const breaks = form.match(/[\r\n]+/g)?.reduce((most, run) => Math.max(most, run.length), 0) ?? 0
    patterns.set(text, {name, text, breaks, wraps: !isWord || breaks > 0 || text.length >= SHORTEST_WRAPPED})
  }
  for (const {name, value} of secrets) {
    if (!canBeMasked(value)) continue
    const lines = value
      .split(/[\r\n]+/)
      .filter(line => line.length >= SHORTEST_LINE && !line.startsWith('-----'))
    const words = [value, value.trim(), value.normalize('NFC'), value.normalize('NFD'), ...lines]
    for (const word of new Set(words)) {
      if (!canBeMasked(word)) continue
      add(name, word, true)
      for (const form of formsOf(word)) add(name, form, false)
    }
  }
  return [...patterns.values()]
}

/** The patterns as they stand in bytes of UTF-8: one character a byte. */
export const inBytes = (patterns: readonly SecretPattern[]): readonly SecretPattern[] =>
  patterns.map(pattern => ({
    ...pattern,
    text: Array.from(utf8.encode(pattern.text), byte => String.fromCharCode(byte)).join(''),
  }))

/**
 * What stands in a secret's place: `[NAME]`, or where a name would itself show a secret, the first of some neutral marks
 * that shows none.
 */
export const maskOf = (name: string, patterns: readonly SecretPattern[]): string => {
  const written = name.replace(/[^A-Za-z0-9_.-]/g, '_').slice(0, 64)
  const candidates = [`[${written}]`, '[***]', '[masked]', '[---]']
  return candidates.find(mask => !patterns.some(pattern => mask.includes(pattern.text))) ?? ''
}

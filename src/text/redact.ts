import {buildAutomaton} from './secret-automaton.ts'
import {canBeMasked, maskOf, type Secret, secretPatterns} from './secret-patterns.ts'
import {createScanner} from './secret-scanner.ts'

declare const redactedBrand: unique symbol

/** A value in which every declared secret, in each encoding we know, has been masked. */
export type Redacted<T> = T & {readonly [redactedBrand]: true}

export interface Redactor {
  /** The text with `[NAME]` in the place of each secret; secrets that overlap get one mask, named after the longest. */
  readonly text: (text: string) => string
  /** A plain JSON value, every string and key of it redacted. Keys that become alike are numbered. */
  readonly deep: <T>(value: T) => Redacted<T>
  /** Names of the values too short to be masked (one to three characters): whoever declared them is to be told. */
  readonly unmasked: readonly string[]
}

const codeUnits = (text: string): Uint16Array => {
  const units = new Uint16Array(text.length)
  for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at)
  return units
}

/** A redactor of these secrets. Never throws; linear in the text, whatever it holds. */
export const createRedactor = (secrets: readonly Secret[]): Redactor => {
  const patterns = secretPatterns(secrets)
  const automaton = buildAutomaton(patterns)
  const masks = new Map(secrets.map(({name}) => [name, maskOf(name, patterns)]))

  const redactText = (text: string): string => {
    if (patterns.length === 0) return text
    const scanner = createScanner(automaton)
    scanner.read(codeUnits(text), 0)
    let redacted = ''
    let at = 0
    for (const {start, end, name} of scanner.take(text.length)) {
      redacted += text.slice(at, start) + (masks.get(name) ?? '')
      at = end
    }
    return at === 0 ? text : redacted + text.slice(at)
  }

  const redactValue = (value: unknown): unknown => {
    if (typeof value === 'string') return redactText(value)
    if (Array.isArray(value)) return value.map(redactValue)
    if (typeof value !== 'object' || value === null) return value
    const taken = new Set<string>()
    const unlike = (key: string): string => {
      let name = key
      for (let number = 2; taken.has(name); number++) name = `${key} ${number}`
      taken.add(name)
      return name
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [unlike(redactText(key)), redactValue(entry)]),
    )
  }

  return {
    text: redactText,
    deep: <T>(value: T) => redactValue(value) as Redacted<T>,
    unmasked: secrets.filter(({value}) => value !== '' && !canBeMasked(value)).map(({name}) => name),
  }
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * The passwords in a URL, as written and decoded: that of its user part, also where "/", "?" or "#" stand in it
 * unencoded, and those among its parameters (`?password=`, as libpq takes it). Empty when there is none.
 */
export const secretsInUrl = (url: string): string[] => {
  const found = new Set<string>()
  const user = /^[a-z][a-z0-9+.-]*:\/\/([^@/?#:]*):(?!\d*(?:[/?#]|$))(.*)@/isu.exec(url)
  const authority = /^[a-z][a-z0-9+.-]*:\/\/[^/?#:]*:([^/?#]*)@/isu.exec(url)
  const password = authority?.[1] ?? user?.[2]
  if (password) found.add(password).add(decoded(password))
  for (const [, parameter = ''] of url.matchAll(/[?&](?:password|passwd|pwd|sslpassword)=([^&#]+)/gi)) {
    found
      .add(parameter)
      .add(decoded(parameter))
      .add(decoded(parameter.replaceAll('+', ' ')))
  }
  return [...found]
}

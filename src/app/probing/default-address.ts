import {variablesIn} from '#src/checks/template.ts'
import type {ResolvedOptions} from '#src/probes/driver.ts'

/** Where a probe looks only because a default says so. */
export interface DefaultAddress {
  /** Host and port as a person would write them; never a user's name or a password. */
  readonly address: string
  /** The variable that tells the right one. */
  readonly variable: string
}

type Options = Readonly<Record<string, unknown>>

/** Null where the site wrote the address down itself, or gave one of its variables a value. */
export const defaultAddress = (
  templates: Options,
  options: ResolvedOptions,
  lookup: (name: string) => string | undefined,
): DefaultAddress | null => {
  const place = placeOf(templates, options)
  if (place === null) return null
  const variables = place.templates.flatMap(variablesIn)
  if (variables.length === 0 || variables.some(({name}) => lookup(name))) return null
  // Of several ways to say where, an address in one variable stands first and is the one to set.
  const [first] = [...place.instead.flatMap(variablesIn), ...variables]
  return first === undefined ? null : {address: place.address, variable: first.name}
}

interface Place {
  readonly address: string
  /** The texts that the address was made of. */
  readonly templates: readonly string[]
  /** Empty ones that would have come before it. */
  readonly instead: readonly string[]
}

const textAt = (value: Options | ResolvedOptions, key: string): string => {
  const text = value[key]
  return typeof text === 'string' ? text : ''
}

const placeOf = (templates: Options, options: ResolvedOptions): Place | null => {
  const instead: string[] = []
  for (const key of ['url', 'broker']) {
    const url = textAt(options, key)
    if (url !== '') return {address: hostOf(url), templates: [textAt(templates, key)], instead}
    if (textAt(templates, key) !== '') instead.push(textAt(templates, key))
  }
  const host = textAt(options, 'host')
  if (host !== '') {
    const port = textAt(options, 'port')
    return {
      address: port === '' ? host : `${host}:${port}`,
      templates: [textAt(templates, 'host'), textAt(templates, 'port')],
      instead,
    }
  }
  const [step] = Array.isArray(options.steps) ? (options.steps as readonly Options[]) : []
  const [written] = Array.isArray(templates.steps) ? (templates.steps as readonly Options[]) : []
  if (step === undefined || written === undefined) return null
  const url = textAt(step, 'url')
  return url === '' ? null : {address: hostOf(url), templates: [textAt(written, 'url')], instead}
}

const hostOf = (url: string): string => {
  try {
    return new URL(url).host || '?'
  } catch {
    return '?'
  }
}

import {parseTemplate} from '#src/checks/template.ts'
import type {ResolvedOptions} from '#src/probes/driver.ts'
import type {ProbeSpec} from '#src/runbook/types.ts'
import {type DefaultAddress, defaultAddress} from './default-address.ts'

export type Lookup = (name: string) => string | undefined

/** A probe with the values that its variables have just now. */
export interface ResolvedProbe {
  readonly options: ResolvedOptions
  /** Whether a look may change something, now that the variable of `effects: {with: …}` is known. */
  readonly effects: boolean
  /** Where it looks by a default that nobody confirmed; null where the site said where. */
  readonly byDefault: DefaultAddress | null
}

export type Resolution =
  | {readonly ok: true; readonly probe: ResolvedProbe}
  | {readonly ok: false; readonly missing: readonly string[]}

/**
 * Fills in every variable of a probe, once. What the steps of a flow save (`save`) is theirs to fill in: a text that
 * names one stays a template, in which everything else is filled in and no value is read as a template again.
 */
export const resolveProbe = (spec: ProbeSpec, lookup: Lookup): Resolution => {
  const missing = new Set<string>()
  const site = new Set(spec.variables.map(variable => variable.name))
  const options = resolveValue(spec.options, {lookup, site, missing}) as ResolvedOptions
  if (missing.size > 0) return {ok: false, missing: [...missing]}
  return {
    ok: true,
    probe: {
      options,
      effects: hasEffects(spec, lookup),
      byDefault: defaultAddress(spec.options, options, lookup),
    },
  }
}

/** Whether looking changes something: `effects: {with: NAME}` only does where NAME has a value. */
export const hasEffects = (spec: ProbeSpec, lookup: Lookup): boolean =>
  spec.effects && (spec.effectsWith === undefined || Boolean(lookup(spec.effectsWith)))

interface Filling {
  readonly lookup: Lookup
  readonly site: ReadonlySet<string>
  readonly missing: Set<string>
}

const resolveValue = (value: unknown, filling: Filling): unknown => {
  if (typeof value === 'string') return resolveText(value, filling)
  if (Array.isArray(value)) return value.map(entry => resolveValue(entry, filling))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, resolveValue(entry, filling)]))
}

const resolveText = (text: string, {lookup, site, missing}: Filling): string => {
  const parts = parseTemplate(text)
  // A pattern or a program's text that is no template stays as it is.
  if (parts === null) return text
  const isLater = parts.some(part => part.kind === 'variable' && !site.has(part.name))
  const literal = (value: string): string => (isLater ? value.replaceAll('${', '$$${') : value)
  return parts
    .map(part => {
      if (part.kind === 'text') return literal(part.text)
      if (!site.has(part.name)) return `\${${part.name}}`
      const found = lookup(part.name) || part.fallback
      if (found === null) missing.add(part.name)
      return literal(found ?? '')
    })
    .join('')
}

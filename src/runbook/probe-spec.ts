import {commonKeys} from '#src/checks/check.ts'
import {type TemplateVariable, templatesIn, variablesIn} from '#src/checks/template.ts'
import {checks, type ProbeFields} from '#src/checks/types.ts'
import type {Position, ProbeSpec} from './types.ts'

type Options = Readonly<Record<string, unknown>>

const optionsOf = (probe: ProbeFields): Options =>
  Object.fromEntries(Object.entries(probe).filter(([key]) => !commonKeys.includes(key)))

/** Values that a flow saves are its own: no site has to set them. */
const savedNames = (options: Options): ReadonlySet<string> => {
  const steps = Array.isArray(options.steps) ? options.steps : []
  return new Set(steps.flatMap((step: {readonly save?: object}) => Object.keys(step.save ?? {})))
}

/** Each variable once; it has a default only where every place that uses it has one. */
const variablesOf = (options: Options): readonly TemplateVariable[] => {
  const saved = savedNames(options)
  const found = new Map<string, string | null>()
  for (const {name, fallback} of templatesIn(options).flatMap(variablesIn)) {
    if (saved.has(name)) continue
    found.set(name, fallback === null ? null : found.has(name) ? (found.get(name) ?? null) : fallback)
  }
  return [...found].map(([name, fallback]) => ({name, fallback}))
}

const withEffects = (
  effects: ProbeFields['effects'],
): {readonly effects: boolean; readonly effectsWith?: string} =>
  typeof effects === 'object' ? {effects: true, effectsWith: effects.with} : {effects: effects === true}

/** A probe as the file gives it, with its type's defaults; what it borrows from, it also needs. */
export const probeSpec = (name: string, probe: ProbeFields, position: Position): ProbeSpec => {
  const check = checks[probe.type]
  const options = optionsOf(probe)
  const defaults = check.defaults(options)
  const effects = withEffects(probe.effects)
  const variables = variablesOf(options)
  const {effectsWith} = effects
  const condition =
    effectsWith === undefined || variables.some(variable => variable.name === effectsWith)
      ? []
      : [{name: effectsWith, fallback: ''}]
  const borrowed = (check.borrows?.(options) ?? []).map(from => from.probe)
  return {
    name,
    type: probe.type,
    timeout: probe.timeout ?? defaults.timeout,
    every:
      effects.effects && effectsWith === undefined
        ? null
        : probe.every === undefined
          ? defaults.every
          : probe.every,
    passes: probe.passes ?? 1,
    fails: probe.fails ?? 1,
    samples: probe.samples ?? defaults.samples ?? 1,
    ...effects,
    needs: [...new Set([...(probe.needs ?? []), ...borrowed])],
    options,
    variables: [...variables, ...condition],
    position,
  }
}

import {safe} from '#src/text/safe.ts'
import type {FaultList} from './fault-list.ts'
import {suggest} from './suggestion.ts'
import type {Position, Settings} from './types.ts'

/** Looks up what a runbook names of its probes file. */
export interface References {
  readonly probe: (name: string, at: Position) => void
  readonly input: (name: string, at: Position) => void
  /** Reports, once, that there are no probes at all. */
  readonly finish: () => void
}

// A suggestion compares with every known name; after so many unknown ones something else is wrong.
const mostSuggestions = 50

/** Suggests a known name for an unknown one, but not endlessly. */
export const suggester = () => {
  let left = mostSuggestions
  return (written: string, known: readonly string[]) => suggest(written, left-- > 0 ? known : [])
}

const own = (record: object, name: string): boolean => Object.hasOwn(record, name)

export const referencesTo = (settings: Settings, faults: FaultList): References => {
  const probes = Object.keys(settings.probes)
  const inputs = Object.keys(settings.inputs)
  const suggestion = suggester()
  const unserved: {readonly name: string; readonly at: Position}[] = []
  return {
    probe: (name, at) => {
      if (probes.length === 0) unserved.push({name, at})
      else if (!own(settings.probes, name))
        faults.error(at, {code: 'unknown-probe', name: safe(name), ...suggestion(name, probes)})
    },
    input: (name, at) => {
      if (own(settings.inputs, name)) return
      faults.error(at, {code: 'unknown-input', name: safe(name), ...suggestion(name, inputs)})
    },
    finish: () => {
      const [first] = unserved
      if (first === undefined) return
      faults.error(first.at, {code: 'no-probes', name: safe(first.name), count: unserved.length})
    },
  }
}

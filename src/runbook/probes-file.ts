import {safe} from '#src/text/safe.ts'
import type {Fault, Parsed} from './faults.ts'
import {messageSpec, webhookVariables} from './message-spec.ts'
import {probeSpec} from './probe-spec.ts'
import {probesFileFaults} from './probes-file-faults.ts'
import {type ProbesFile, probesFileSchema} from './probes-file-schema.ts'
import type {InputSpec, Settings, Target} from './types.ts'
import {readFields} from './yaml-fields.ts'

export interface ProbesFileContext {
  readonly file: string
  /** Which of a question's texts is taken where there is one for each language. Default Turkish. */
  readonly language?: 'tr' | 'en'
}

/** Names come from a file, and `constructor` is one like any other: nothing may be found that is not in it. */
const byName = <T>(entries: Iterable<readonly [string, T]>): Readonly<Record<string, T>> =>
  Object.assign(Object.create(null), Object.fromEntries(entries))

/** The settings of a runbook that has no probes file. */
export const emptySettings: Settings = {
  target: null,
  envFiles: [],
  secrets: [],
  inputs: byName<never>([]),
  probes: byName<never>([]),
  contacts: byName<never>([]),
  messages: byName<never>([]),
}

type Input = NonNullable<ProbesFile['inputs']>[string]

const question = (ask: Input['ask'], language: 'tr' | 'en'): string | undefined => {
  if (typeof ask !== 'object') return ask
  return language === 'tr' ? (ask.tr ?? ask.en) : (ask.en ?? ask.tr)
}

const inputSpec = (name: string, input: Input, language: 'tr' | 'en'): InputSpec => {
  const ask = question(input.ask, language)
  return {
    name,
    ask: ask === undefined ? null : safe(ask),
    pattern: input.pattern ?? null,
    optional: input.optional ?? false,
    secret: input.secret ?? false,
    choices:
      input.choices === undefined
        ? null
        : {files: input.choices.files, capture: input.choices.capture ?? null},
  }
}

const inOrder = (one: Fault, other: Fault): number =>
  one.at.line - other.at.line || one.at.column - other.at.column

/**
 * Reads a probes file. Faults stand in the order of the file; errors are unknown keys, types and probes, values of the
 * wrong form, probes that need each other, and passwords that are written out. Records of the result have no prototype.
 */
export const parseProbesFile = (
  source: string,
  {file, language = 'tr'}: ProbesFileContext,
): Parsed<Settings> => {
  const read = readFields(source, probesFileSchema, {file, line: 1, column: 1})
  if (read.value === null) return {value: null, faults: [...read.faults].sort(inOrder)}
  const {value} = read
  const probes = byName(
    Object.entries(value.probes ?? {}).map(([name, probe]) => {
      const position = read.at(['probes', name], 'key')
      return [name, probeSpec(name, probe, position)] as const
    }),
  )
  const faults = probesFileFaults(value, probes)
    .map(({path, severity, detail}): Fault => ({severity, file, at: read.at(path), detail}))
    .sort(inOrder)
  if (faults.some(fault => fault.severity === 'error')) return {value: null, faults}
  const placesOf = (group: 'inputs' | 'contacts') =>
    byName(Object.keys(value[group] ?? {}).map(name => [name, read.at([group, name], 'key')] as const))
  const settings: Settings = {
    target: value.target === undefined ? null : targetOf(value.target),
    envFiles: value['env-files'] ?? [],
    // Whoever knows a webhook's address can post there: it is a secret whether it was declared one or not.
    secrets: [
      ...new Set([
        ...(value.secrets ?? []),
        ...Object.values(value.messages ?? {}).flatMap(webhookVariables),
      ]),
    ],
    inputs: byName(
      Object.entries(value.inputs ?? {}).map(
        ([name, input]) => [name, inputSpec(name, input, language)] as const,
      ),
    ),
    probes,
    contacts: byName(Object.entries(value.contacts ?? {})),
    messages: byName(
      Object.entries(value.messages ?? {}).map(
        ([audience, message]) => [audience, messageSpec(audience, message)] as const,
      ),
    ),
    ...(value.rehearsed === undefined
      ? {}
      : {rehearsed: {date: value.rehearsed, position: read.at(['rehearsed'], 'key')}}),
    ...(value.inputs === undefined && value.contacts === undefined
      ? {}
      : {places: {inputs: placesOf('inputs'), contacts: placesOf('contacts')}}),
  }
  return {value: settings, faults}
}

type WrittenTarget = NonNullable<ProbesFile['target']>

const targetOf = ({name, expect = {}, sense = {}}: WrittenTarget): Target => ({
  name,
  expect,
  sense: Object.fromEntries(
    Object.entries(sense).flatMap(([fact, from]) => {
      if (from === undefined) return []
      const [probe = '', ...value] = from.split('.')
      return [[fact, {probe, value: value.join('.') || fact}]]
    }),
  ),
})

import type {Vantage} from '#src/app/probing/vantage.ts'
import {en} from '#src/i18n/en.ts'
import {emptySettings, parseProbesFile} from '#src/runbook/probes-file.ts'
import type {ProbeSpec} from '#src/runbook/types.ts'

/** The probes of a probes file's text, by name. */
export const probesOf = (text: string): Readonly<Record<string, ProbeSpec>> => {
  const {value, faults} = parseProbesFile(text, {file: 'x.probes.yaml'})
  if (value === null) throw new Error(JSON.stringify(faults))
  return value.probes
}

/** Where looks are taken in tests: nothing has a value, nothing happened before. */
export const vantageOf = (
  probes: Readonly<Record<string, ProbeSpec>> = emptySettings.probes,
  more: Partial<Vantage> = {},
): Vantage => ({
  texts: en,
  now: () => new Date(),
  lookup: () => undefined,
  spec: name => probes[name] ?? null,
  cwd: process.cwd(),
  env: {PATH: process.env.PATH ?? ''},
  host: 'app-1',
  redact: text => text,
  baseline: () => null,
  moment: () => null,
  hasAnswered: () => false,
  ...more,
})

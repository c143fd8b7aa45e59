import {existsSync} from 'node:fs'
import {createRequire} from 'node:module'
import {dirname, join} from 'node:path'
import {OperatorError} from '#src/errors.ts'
import {sentence} from '#src/i18n/code.ts'
import type {Texts} from '#src/i18n/texts.ts'
import type {Fault} from '#src/runbook/faults.ts'
import {parseRunbook} from '#src/runbook/parse.ts'
import {emptySettings, parseProbesFile} from '#src/runbook/probes-file.ts'
import type {Runbook, Settings} from '#src/runbook/types.ts'
import {type Repair, repair} from '#src/text/repair.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {readSource, type SourceFile} from './source-file.ts'

export interface Loaded {
  readonly runbook: Runbook
  readonly source: SourceFile
  readonly probes: SourceFile | null
  readonly repairs: readonly Repair[]
  readonly warnings: readonly Fault[]
}

/** One line for a fault: file:line:column, then what is wrong and what to do. */
export const faultLine = (fault: Fault, texts: Texts): Safe =>
  say`${safe(fault.file)}:${fault.at.line}:${fault.at.column}: ${sentence(texts.faults, fault.detail)}`

/** The runbook and, beside it, its probes file; throws an OperatorError that lists every fault of both. */
export const loadRunbook = (
  path: string,
  options: {readonly probes?: string | undefined},
  texts: Texts,
): Loaded => {
  const source = readOrFail(path, texts)
  const probesPath = options.probes ?? probesBeside(path)
  const probes = probesPath === null ? null : readOrFail(probesPath, texts)
  return parseSources({source, probes}, texts)
}

/** Parses what was read; the names that faults are reported under are the files' own. */
export const parseSources = (
  files: {readonly source: SourceFile; readonly probes: SourceFile | null},
  texts: Texts,
): Loaded => {
  const {source, probes} = files
  const faults: Fault[] = []
  let settings: Settings = emptySettings
  if (probes !== null) {
    const parsed = parseProbesFile(repair(probes.bytes).text, {file: probes.path})
    faults.push(...parsed.faults)
    settings = parsed.value ?? emptySettings
  }
  const repaired = repair(source.bytes)
  const parsed = parseRunbook(repaired.text, {file: source.path, settings})
  faults.push(...parsed.faults)
  const errors = faults.filter(fault => fault.severity === 'error')
  if (parsed.value === null || errors.length > 0) {
    const lines = errors.map(fault => faultLine(fault, texts))
    throw new OperatorError([...lines, sentence(texts.opening, {code: 'has-errors', errors: errors.length})])
  }
  return {runbook: parsed.value, source, probes, repairs: repaired.repairs, warnings: faults}
}

const readOrFail = (path: string, texts: Texts): SourceFile => {
  const read = readSource(path)
  if (!('code' in read)) return read
  const shown = safe(path)
  switch (read.code) {
    case 'missing':
      throw new OperatorError([sentence(texts.opening, {code: 'no-runbook', path: shown})])
    case 'too-big':
      throw new OperatorError([sentence(texts.opening, {code: 'too-big', path: shown})])
    case 'unreadable':
      throw new OperatorError([
        sentence(texts.opening, {code: 'cannot-read', path: shown, cause: safe(read.cause)}),
      ])
  }
}

/** `x.probes.yaml` beside `x.md`; for `x.en.md` also that of `x.md`, so that two languages share one file. */
const probesBeside = (path: string): string | null => {
  const stem = path.replace(/\.md$/i, '')
  const candidates = [`${stem}.probes.yaml`, `${stem.replace(/\.[a-z]{2}$/, '')}.probes.yaml`]
  return candidates.find(candidate => existsSync(candidate)) ?? null
}

/** The runbook that comes along, in the operator's language. */
export const defaultRunbook = (language: 'tr' | 'en'): string => {
  // Found from the package, not from this file: the build moves files into chunks.
  const root = dirname(createRequire(import.meta.url).resolve('#package'))
  return join(root, 'checklists', language === 'tr' ? 'finasis-rollback.md' : 'finasis-rollback.en.md')
}

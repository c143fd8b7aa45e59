import {existsSync} from 'node:fs'
import {createRequire} from 'node:module'
import {dirname, join} from 'node:path'
import {OperatorError} from '#src/errors.ts'
import {sentence} from '#src/i18n/code.ts'
import type {Language} from '#src/i18n/locale.ts'
import type {Texts} from '#src/i18n/texts.ts'
import type {Fault} from '#src/runbook/faults.ts'
import {lintRunbook} from '#src/runbook/lint/lint-runbook.ts'
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
): Loaded => parseSources(readFiles(path, options, texts), texts)

/** Parses what was read; the names that faults are reported under are the files' own. Throws where one is an error. */
export const parseSources = (files: Sources, texts: Texts): Loaded => {
  const {runbook, faults, repairs} = inspect(files, texts.language)
  const errors = faults.filter(fault => fault.severity === 'error')
  if (runbook === null || errors.length > 0) {
    const lines = errors.map(fault => faultLine(fault, texts))
    throw new OperatorError([...lines, sentence(texts.opening, {code: 'has-errors', errors: errors.length})])
  }
  return {runbook, ...files, repairs, warnings: faults}
}

export interface Inspected {
  /** Null where it has errors. */
  readonly runbook: Runbook | null
  readonly faults: readonly Fault[]
  readonly source: ReadText
  readonly probes: ReadText | null
  readonly settings: Settings
}

/** A file's text as it should stand in it, and what had to be repaired for that. */
export interface ReadText {
  readonly path: string
  readonly text: string
  readonly repairs: readonly Repair[]
  /** The file holds exactly this text: whatever is not touched stays as it is, byte for byte. */
  readonly exact: boolean
}

/** Every fault of a runbook and its probes file, errors and warnings, without failing on any. `today` is YYYY-MM-DD. */
export const inspectRunbook = (
  path: string,
  {probes, today}: {readonly probes?: string | undefined; readonly today: string},
  texts: Texts,
): Inspected => {
  const files = readFiles(path, {probes}, texts)
  const {runbook, faults, settings} = inspect(files, texts.language)
  const context = {file: files.source.path, probesFile: files.probes?.path ?? null, today}
  return {
    runbook,
    faults: [...faults, ...(runbook === null ? [] : lintRunbook(runbook, context))],
    source: readText(files.source),
    probes: files.probes === null ? null : readText(files.probes),
    settings,
  }
}

const readText = ({path, bytes}: SourceFile): ReadText => {
  const {text, repairs} = repair(bytes)
  return {path, text, repairs, exact: Buffer.from(text).equals(bytes)}
}

interface Sources {
  readonly source: SourceFile
  readonly probes: SourceFile | null
}

const readFiles = (path: string, options: {readonly probes?: string | undefined}, texts: Texts): Sources => {
  const source = readOrFail(path, texts)
  const probesPath = options.probes ?? probesBeside(path)
  return {source, probes: probesPath === null ? null : readOrFail(probesPath, texts)}
}

const inspect = ({source, probes}: Sources, language: Language) => {
  const parsedProbes =
    probes === null ? null : parseProbesFile(repair(probes.bytes).text, {file: probes.path, language})
  const settings = parsedProbes?.value ?? emptySettings
  const {text, repairs} = repair(source.bytes)
  const parsed = parseRunbook(text, {file: source.path, settings})
  // With a probes file that cannot be read, that its probes are unknown is no fault of the runbook's.
  const unread = parsedProbes !== null && parsedProbes.value === null
  const own = parsed.faults.filter(fault => !(unread && fault.detail.code === 'no-probes'))
  return {runbook: parsed.value, faults: [...(parsedProbes?.faults ?? []), ...own], repairs, settings}
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

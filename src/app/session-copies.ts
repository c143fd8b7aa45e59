import {existsSync, lstatSync, readdirSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {createFileExclusive} from '#src/durable/replace.ts'
import {isShared} from '#src/durable/shared-modes.ts'
import {OperatorError} from '#src/errors.ts'
import {sentence} from '#src/i18n/code.ts'
import type {Texts} from '#src/i18n/texts.ts'
import type {SessionFacts} from '#src/session/events.ts'
import {safe} from '#src/text/safe.ts'
import {readSource, type SourceFile} from './source-file.ts'

interface Copies {
  readonly source: SourceFile
  readonly probes: SourceFile | null
}

/**
 * Keeps a session's own copies of its runbook and probes file, byte for byte. What was started is `runbook.md`; what was
 * adopted later is `runbook-2.md` and so on: older copies stay, and the journal's digest tells which one counts.
 */
export const keepCopies = (dir: string, {source, probes}: Copies): void => {
  keep(dir, {stem: 'runbook', ending: '.md'}, source)
  if (probes !== null) keep(dir, {stem: 'probes', ending: '.yaml'}, probes)
}

interface CopyName {
  readonly stem: string
  readonly ending: string
}

const keep = (dir: string, {stem, ending}: CopyName, file: SourceFile): void => {
  if (findCopy(dir, {stem, ending}, file.sha256) !== null) return
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? `${stem}${ending}` : `${stem}-${number}${ending}`
    if (existsSync(join(dir, name))) continue
    if (createFileExclusive(join(dir, name), file.bytes) === 'created') return
  }
}

const findCopy = (dir: string, {stem, ending}: CopyName, sha256: string): SourceFile | null => {
  for (const name of readdirSync(dir)) {
    if (!name.startsWith(stem) || !name.endsWith(ending)) continue
    // In a shared session everybody can lay files there: only its owner's say what the session is.
    if (isShared(dir) && lstatSync(join(dir, name)).uid !== statSync(dir).uid) continue
    const read = readSource(join(dir, name))
    if (!('code' in read) && read.sha256 === sha256) return read
  }
  return null
}

/** The copies that the journal names, under the paths that the operator knows; throws where one is not what was recorded. */
export const readCopies = (dir: string, facts: SessionFacts, texts: Texts): Copies => ({
  source: copyOrFail(dir, {stem: 'runbook', ending: '.md'}, facts.runbook, texts),
  probes:
    facts.probes === null ? null : copyOrFail(dir, {stem: 'probes', ending: '.yaml'}, facts.probes, texts),
})

const copyOrFail = (
  dir: string,
  name: CopyName,
  recorded: {readonly path: string; readonly sha256: string},
  texts: Texts,
): SourceFile => {
  const copy = findCopy(dir, name, recorded.sha256)
  if (copy !== null) return {...copy, path: recorded.path}
  throw new OperatorError([
    sentence(texts.opening, {code: 'copy-changed', path: safe(join(dir, `${name.stem}${name.ending}`))}),
  ])
}

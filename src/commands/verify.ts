import {existsSync} from 'node:fs'
import {resolve} from 'node:path'
import {type Context, openAnyHome} from '#src/app/context.ts'
import {readSource} from '#src/app/source-file.ts'
import type {Home} from '#src/durable/home.ts'

import {headsOf} from '#src/durable/journal-format.ts'
import type {SessionEntry} from '#src/durable/sessions.ts'

import {type ExitCode, exitCodes, OperatorError} from '#src/errors.ts'
import {exportAs, parseExportHeader} from '#src/report/export.ts'
import {safe} from '#src/text/safe.ts'
import {pickEntry} from './entries.ts'
import {readJournalOf, readRecord} from './session-record.ts'

/** `rollcall verify [ID|EXPORT] [--against HASH]`: 0 where the record is whole and unaltered, 1 where it is not. */
export const verify = async (
  context: Context,
  [named]: readonly (string | undefined)[],
  options: Readonly<Record<string, unknown>>,
): Promise<ExitCode> => {
  const home = openAnyHome(context)
  const path = named === undefined ? null : resolve(named)
  if (path !== null && existsSync(path)) return verifyExport(context, home, path)
  const entry = pickEntry(context, home, {id: named, fits: each => each.state !== 'unstarted'})
  const against = typeof options.against === 'string' ? options.against.trim().toLowerCase() : null
  return verifySession(context, entry, against)
}

// An export holds the outputs and the timeline of a whole night.
const largestExport = 256 * 1024 * 1024

const verifySession = (context: Context, entry: SessionEntry, against: string | null): ExitCode => {
  const {cli} = context.texts
  const say = (line: string): void => void context.stdout.write(`${line}\n`)
  const content = readJournalOf(context, entry)
  const facts = {id: safe(entry.id), records: content.events.length, hash: safe(content.headHash)}
  const {end} = content
  if (end.kind === 'corrupt') say(cli['verify-corrupt']({...facts, line: end.line, why: safe(end.why)}))
  else say(end.kind === 'torn' ? cli['verify-torn'](facts) : cli['verify-whole'](facts))
  let damaged = end.kind === 'corrupt'
  if (against !== null) {
    const found = headsOf(content.events).includes(against)
    say(found ? cli['verify-against-ok']() : cli['verify-against-fail']())
    damaged ||= !found
  }
  if (content.events.length > 0) {
    try {
      readRecord(context, entry)
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error
      for (const line of error.lines) say(line)
      damaged = true
    }
  }
  return damaged ? exitCodes.failed : exitCodes.ok
}

/** Makes the export anew from the journal as it was at the export's head, and compares every byte. */
const verifyExport = (context: Context, home: Home, path: string): ExitCode => {
  const {cli} = context.texts
  const say = (line: string): void => void context.stdout.write(`${line}\n`)
  const read = readSource(path, largestExport)
  if ('code' in read) throw new OperatorError([cli['verify-no-header']({path: safe(path)})])
  const text = read.bytes.toString('utf8')
  const header = parseExportHeader(text)
  if (header === null) throw new OperatorError([cli['verify-no-header']({path: safe(path)})])
  const entry = pickEntry(context, home, {id: header.sessionId, fits: () => false})
  const code = verifySession(context, entry, header.headHash)
  const {content, events, loaded} = readRecord(context, entry)
  const at = headsOf(content.events).indexOf(header.headHash)
  if (at === -1) return exitCodes.failed
  const input = {runbook: loaded.runbook, events: events.slice(0, at + 1), headHash: header.headHash}
  const same = exportAs(header.format, input) === text
  say(same ? cli['verify-export-same']({path: safe(path)}) : cli['verify-export-differs']({path: safe(path)}))
  return same ? code : exitCodes.failed
}

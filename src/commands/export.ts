import {resolve} from 'node:path'
import {type Context, openAnyHome} from '#src/app/context.ts'
import {type ExitCode, exitCodes, OperatorError} from '#src/errors.ts'
import {type ExportFormat, exportAs, type ReportKind, reportAs} from '#src/report/export.ts'
import {safe} from '#src/text/safe.ts'
import {pickEntry} from './entries.ts'
import {readRecord} from './session-record.ts'
import {writeFile} from './write-file.ts'

/** `rollcall export [ID]`: the checklist as it stands, or a report made from it, at any moment, also of a session that somebody holds. */
export const exportSession = async (
  context: Context,
  [id]: readonly (string | undefined)[],
  options: Readonly<Record<string, unknown>>,
): Promise<ExitCode> => {
  const entry = pickEntry(context, openAnyHome(context), {id, fits: each => each.state !== 'unstarted'})
  const {content, events, loaded} = readRecord(context, entry)
  const format = options.format as ExportFormat
  const input = {runbook: loaded.runbook, events, headHash: content.headHash}
  const kind = options.brief === true ? 'brief' : (options.report as ReportKind | undefined)
  if (kind !== undefined && format === 'json')
    throw new OperatorError([context.texts.cli['report-no-json']()])
  const text =
    kind === undefined || format === 'json' ? exportAs(format, input) : reportAs(kind, format, input)
  const output = typeof options.output === 'string' ? options.output : '-'
  if (output === '-') context.stdout.write(text)
  else writeTo(context, resolve(output), text)
  return content.end.kind === 'corrupt' ? exitCodes.failed : exitCodes.ok
}

const writeTo = (context: Context, path: string, text: string): void => {
  writeFile(context, path, {text, mode: 0o600})
  context.stderr.write(`${context.texts.cli.wrote({path: safe(path)})}\n`)
}

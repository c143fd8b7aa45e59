import type {Texts} from '#src/i18n/texts.ts'
import type {Deadline} from '#src/net/deadline.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {findFiles} from '../find-files.ts'
import {inTime} from '../in-time.ts'
import {Trouble} from '../trouble.ts'
import type {PostgresLine} from './connection.ts'
import type {Integrity} from './integrity.ts'

export interface Migrations {
  readonly files: string
  readonly capture: string
  readonly table: string
}

const MOST_NAMED = 10

const quoted = (table: string): string =>
  table
    .split('.')
    .map(part => `"${part.replaceAll('"', '""')}"`)
    .join('.')

const named = (names: readonly string[]): Safe =>
  joinSafe(
    names.slice(0, MOST_NAMED).map(name => safe(name.slice(0, 100))),
    ', ',
  )

/**
 * Whether every migration that the files bring is applied. One that is applied, though its app's files do not have it, is
 * told of: the database is ahead of the program, as it is after going back with the program alone.
 */
export const checkMigrations = async (
  line: PostgresLine,
  {files, capture, table}: Migrations,
  {cwd, deadline, texts}: {readonly cwd: string; readonly deadline: Deadline; readonly texts: Texts},
): Promise<Integrity & {readonly warning: Safe | null}> => {
  const words = texts.dataSights
  const pattern = new RegExp(capture, 'u')
  const {paths} = await findFiles(cwd, files, deadline)
  const written = inTime({texts}, () =>
    paths.flatMap(path => {
      const [, app, name] = pattern.exec(path) ?? []
      return app === undefined || name === undefined ? [] : [{app, key: `${app}.${name}`}]
    }),
  )
  if (written.length === 0) {
    const said = words['pg-no-migration-files']({files: safe(files), cwd: safe(cwd)})
    return {outcome: 'open', said, evidence: [], values: {}, warning: null}
  }
  const rows = await line.read(`select app, name from ${quoted(table)}`).catch(error => {
    if (error instanceof Trouble && error.reason === 'error')
      throw new Trouble('mismatch', words['pg-no-migration-table']({table: safe(table)}))
    throw error
  })
  const applied = rows.rows.map(([app, name]) => ({app: String(app), key: `${app}.${name}`}))
  const appliedKeys = new Set(applied.map(each => each.key))
  const writtenKeys = new Set(written.map(each => each.key))
  const ours = new Set(written.map(each => each.app))
  const pending = [...writtenKeys].filter(key => !appliedKeys.has(key)).sort()
  const ahead = applied.filter(each => ours.has(each.app) && !writtenKeys.has(each.key)).map(each => each.key)
  const values = {migrations: writtenKeys.size, pending: pending.length, ahead: ahead.length}
  const warning =
    ahead.length === 0 ? null : words['pg-migrations-ahead']({count: ahead.length, names: named(ahead)})
  if (pending.length === 0) {
    const said = words['pg-migrations-applied']({count: writtenKeys.size})
    return {outcome: 'holds', said, evidence: [], values, warning}
  }
  const said = words['pg-migrations-pending']({count: pending.length, names: named(pending)})
  return {outcome: 'broken', said, evidence: warning === null ? [] : [warning], values, warning}
}

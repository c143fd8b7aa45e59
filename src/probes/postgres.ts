import type {Comparison} from '#src/checks/compare.ts'
import {compareWithBefore} from '#src/checks/compare.ts'
import {
  type CountExpectation,
  judgeCount,
  judgeValue,
  judgeValues,
  shorten,
  type ValueExpectation,
  type ValuesExpectation,
} from '#src/checks/judge.ts'
import type {Reason} from '#src/session/reading.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {type Driver, type Finding, type Look, notPassed, type ProbeValue, pass} from './driver.ts'
import {failureOf} from './failure.ts'
import {inTime} from './in-time.ts'
import {postgresAddress} from './postgres/address.ts'
import {openPostgres, type PostgresLine} from './postgres/connection.ts'
import {checkConstraints, checkForeignKeys, checkIndexes, type Integrity} from './postgres/integrity.ts'
import {checkMigrations, type Migrations} from './postgres/migrations.ts'
import {Trouble} from './trouble.ts'

interface Options {
  readonly connection?: string
  readonly query?: string
  readonly values?: readonly string[]
  readonly expect?: {
    readonly rows?: CountExpectation
    readonly value?: ValueExpectation
    readonly columns?: ValuesExpectation
  }
  readonly integrity?: readonly ('foreign-keys' | 'constraints' | 'indexes' | 'migrations')[]
  readonly migrations?: Migrations
  readonly baseline?: Readonly<Record<string, string>>
  readonly compare?: Readonly<Record<string, Comparison>>
}

/** What one of the things asked was like; a reason where it is not as it should be. */
interface Part {
  readonly reason: Reason | null
  readonly said: Safe
  readonly warning?: Safe | null
  readonly evidence?: readonly Safe[]
  readonly values?: Readonly<Record<string, ProbeValue>>
}

const MOST_SHOWN = 10

const askQuery = async (look: Look, options: Options, line: PostgresLine): Promise<readonly Part[]> => {
  const {query, expect} = options
  if (query === undefined) return []
  const words = look.texts.dataSights
  const {columns, rows} = await line.read(query, options.values)
  const first = rows[0]
  const value = first?.[0] ?? null
  const cells = columns.map(
    (name, index) => say`${shorten(name)} = ${shorten(String(first?.[index] ?? 'null'))}`,
  )
  const evidence = [words['pg-rows']({count: rows.length}), ...cells.slice(0, MOST_SHOWN)]
  const values = {rows: rows.length, value}
  if (expect === undefined)
    return [{reason: null, said: words['pg-rows']({count: rows.length}), evidence, values}]
  const verdicts = inTime(look, () => [
    ...(expect.rows === undefined
      ? []
      : [{...judgeCount(expect.rows, rows.length, look.texts), name: words['pg-row-count']()}]),
    ...(expect.value === undefined
      ? []
      : [{...judgeValue(expect.value, value, look.texts), name: shorten(columns[0] ?? '?')}]),
    ...(expect.columns === undefined
      ? []
      : judgeValues(expect.columns, name => first?.[columns.indexOf(name)] ?? null, look.texts)),
  ])
  return verdicts.map(({name, reason, sentence}, index) => ({
    reason,
    said: say`${name}: ${sentence}`,
    ...(index === 0 ? {evidence, values} : {}),
  }))
}

const askNumbers = async (look: Look, options: Options, line: PostgresLine): Promise<readonly Part[]> => {
  const words = look.texts.dataSights
  const parts: Part[] = []
  for (const [name, query] of Object.entries(options.baseline ?? {})) {
    const {rows} = await line.read(query)
    const now = rows[0]?.[0] ?? null
    const values = {[name]: now}
    if (look.purpose === 'baseline') {
      parts.push({reason: null, said: say`${safe(name)} ${shorten(String(now ?? '?'))}`, values})
      continue
    }
    const compared = compareWithBefore(options.compare?.[name] ?? 'any', look.baseline?.[name], now)
    const said = say`${safe(name)} ${compared.shown}`
    if (compared.verdict === 'no-before')
      parts.push({reason: 'no-data', said: words['pg-no-before']({shown: said}), values})
    else {
      const warning = compared.lost ? words['pg-lost']({shown: said}) : null
      parts.push({reason: compared.verdict === 'broken' ? 'mismatch' : null, said, warning, values})
    }
  }
  return parts
}

const partOf = (found: Integrity & {readonly warning?: Safe | null}): Part => {
  const reasons = {holds: null, broken: 'mismatch', open: 'no-data'} as const
  const {said, evidence, values, warning = null} = found
  return {reason: reasons[found.outcome], said, evidence, values, warning}
}

const askIntegrity = async (look: Look, options: Options, line: PostgresLine): Promise<readonly Part[]> => {
  const {deadline, texts, cwd} = look
  const asked = new Set(options.integrity)
  const parts: Part[] = []
  // The one that can take long comes last.
  if (asked.has('constraints')) parts.push(partOf(await checkConstraints(line, texts)))
  if (asked.has('indexes')) parts.push(partOf(await checkIndexes(line, texts)))
  if (asked.has('migrations')) {
    if (options.migrations === undefined)
      parts.push({reason: 'not-configured', said: texts.dataSights['pg-migrations-where']()})
    else parts.push(partOf(await checkMigrations(line, options.migrations, {cwd, deadline, texts})))
  }
  if (asked.has('foreign-keys')) parts.push(partOf(await checkForeignKeys(line, deadline, texts)))
  return parts
}

/** A failure comes before what we could not look at, and both before what is well. */
const settle = (parts: readonly Part[], server: Safe): Finding => {
  const failed = parts.filter(part => part.reason === 'mismatch')
  const open = parts.filter(part => part.reason !== null && part.reason !== 'mismatch')
  const told = failed.length > 0 ? failed : open.length > 0 ? open : parts
  const summary = joinSafe(
    told.map(part => part.said),
    ' · ',
  )
  const evidence = [server, ...parts.flatMap(part => [part.said, ...(part.evidence ?? [])])]
  const values = Object.assign({}, ...parts.map(part => part.values ?? {})) as Finding['values']
  const reason = told[0]?.reason ?? null
  if (reason !== null) return notPassed(reason, summary, {evidence, values})
  const warnings = parts.flatMap(part =>
    part.warning === undefined || part.warning === null ? [] : [part.warning],
  )
  return pass(summary, {evidence, values, warning: warnings.length === 0 ? null : joinSafe(warnings, ' · ')})
}

/** Who holds what others wait for: a lock that shuts everyone out is named with its owner, where we may know. */
const withHolder = async (error: unknown, line: PostgresLine, look: Look): Promise<unknown> => {
  const words = look.texts.dataSights
  if (!(error instanceof Trouble) || error.sentence !== words['pg-locked']()) return error
  try {
    const {rows} = await line.read(
      `select l.relation::regclass::text, l.pid, coalesce(nullif(a.application_name, ''), a.usename, '?')
       from pg_locks l left join pg_stat_activity a on a.pid = l.pid
       where l.granted and l.mode = 'AccessExclusiveLock' and l.locktype = 'relation' and l.pid <> pg_backend_pid()
         and l.database = (select oid from pg_database where datname = current_database())
       order by (l.relation::regclass::text ~ '_pkey$|_idx$|_key$'), 1 limit 1`,
    )
    const [table, pid, holder] = rows[0] ?? []
    if (table === undefined) return error
    const facts = {table: shorten(String(table)), pid: safe(String(pid)), holder: shorten(String(holder))}
    return new Trouble('timeout', words['pg-locked-by'](facts))
  } catch {
    return error
  }
}

const lookAt = async (look: Look, options: Options, line: PostgresLine, server: Safe): Promise<Finding> => {
  const words = look.texts.dataSights
  const answers: Part = {
    reason: null,
    said: words['pg-answers']({database: shorten(line.database), version: shorten(line.version)}),
    warning: line.isSuperuser ? words['pg-superuser']({user: shorten(line.user)}) : line.warning,
    values: {database: line.database, version: line.version},
  }
  try {
    const numbers = await askNumbers(look, options, line)
    if (look.purpose === 'baseline') return settle(numbers.length > 0 ? numbers : [answers], server)
    const asked = [
      ...(await askQuery(look, options, line)),
      ...numbers,
      ...(await askIntegrity(look, options, line)),
    ]
    return settle([answers, ...asked], server)
  } catch (error) {
    throw await withHolder(error, line, look)
  }
}

/** A PostgreSQL database: that it answers, what a query says, numbers before and after, its integrity. Only reads. */
export const postgres: Driver = async look => {
  const options = look.options as Options
  const {deadline, texts} = look
  let server = safe('postgres')
  let secrets: readonly string[] = []
  let connected = false
  let line: PostgresLine | null = null
  try {
    const where = options.connection === undefined ? look.options : look.borrowed(options.connection)
    const address = postgresAddress(where, texts)
    server = address.server
    secrets = [address.password]
    line = await openPostgres(address, deadline, look, () => {
      connected = true
    })
    return await lookAt(look, options, line, server)
  } catch (error) {
    return failureOf(look, error, {address: server, stage: connected ? 'answer' : 'connect', secrets})
  } finally {
    line?.close()
  }
}

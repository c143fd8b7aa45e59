import {mkdirSync, utimesSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import pg from 'pg'
import type {Layout} from '../layout.ts'
import type {DrillRecord} from '../record.ts'
import type {BackupSpec, Scenario} from '../scenario.ts'
import {migrationOfTonight, migrationsOf, releases} from '../site/releases.ts'
import {adminName, databaseName} from '../site/settings.ts'
import {ownerConnection, superuserConnection} from '../stack/postgres.ts'
import {dumpDatabase} from './dump.ts'
import {makePdf} from './pdf.ts'
import {makeRows, type Rows} from './rows.ts'
import {migrationOfTonightSql, schema} from './schema.ts'

const HOUR = 3_600_000

type Value = string | number | Date | null

const insertAll = async (
  client: pg.Client,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Value[])[],
): Promise<void> => {
  for (let at = 0; at < rows.length; at += 500) {
    const part = rows.slice(at, at + 500)
    const places = part.map(
      (row, index) => `(${row.map((_, column) => `$${index * row.length + column + 1}`).join(', ')})`,
    )
    await client.query(
      `insert into ${table} (${columns.join(', ')}) values ${places.join(', ')}`,
      part.flat(),
    )
  }
}

const withClient = async <T>(
  connection: pg.ClientConfig,
  use: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

/** Makes the site's database with the rows of the seed, as the release before tonight's had it. */
export const fillDatabase = async (record: DrillRecord, now: Date): Promise<void> => {
  await withClient(superuserConnection(record), async client => {
    await client.query(`create role ${databaseName} login password '${record.passwords.database}'`)
    await client.query(`create database ${databaseName} owner ${databaseName}`)
  })
  const rows = makeRows(record.seed)
  const ago = (hours: number): Date => new Date(now.getTime() - hours * HOUR)
  await withClient(ownerConnection(record), async client => {
    await client.query('begin')
    await client.query(schema)
    const migrations = migrationsOf(releases.before).map(key => [...key.split('.'), ago(2000)])
    await insertAll(client, 'django_migrations', ['app', 'name', 'applied'], migrations)
    const users = [{username: adminName, email: 'admin@drill.invalid'}, ...rows.users]
    await insertAll(
      client,
      'auth_user',
      ['username', 'email', 'date_joined'],
      users.map((user, index) => [user.username, user.email, ago(2400 - index * 7)]),
    )
    await insertAll(
      client,
      'einvoice_customer',
      ['title', 'tax_number', 'tax_office'],
      rows.customers.map(each => [each.title, each.taxNumber, each.taxOffice]),
    )
    await insertAll(
      client,
      'einvoice_invoice',
      ['number', 'customer_id', 'created_by_id', 'status', 'total', 'created_at'],
      rows.invoices.map(each => [
        each.number,
        each.customer,
        each.user,
        each.status,
        each.total,
        ago(each.hoursOld),
      ]),
    )
    await insertAll(
      client,
      'documents_document',
      ['file', 'invoice_id', 'uploaded_at'],
      rows.documents.map((each, index) => [each.file, each.invoice, ago(60 + index * 30)]),
    )
    await client.query('commit')
  })
}

/** The uploads that the database names. */
export const writeUploads = ({site}: Layout, {documents}: Rows): void => {
  for (const {file, invoice} of documents) {
    const path = join(site, 'media', file)
    mkdirSync(dirname(path), {recursive: true, mode: 0o700})
    writeFileSync(path, makePdf(`Belge: ${file}, fatura ${invoice}`), {mode: 0o600})
  }
}

const stampOf = (at: Date): string => {
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`
  return `${day}_${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`
}

/** What a backup of that hour would hold: nothing that came later, and less where it lacks something. */
const goBackTo = async (client: pg.Client, at: Date, lacks: number): Promise<void> => {
  const gone = `created_at > $1 or id % 100 < $2`
  const values = [at, Math.round(lacks * 100)]
  await client.query(
    `delete from documents_document where uploaded_at > $1 or invoice_id in (select id from einvoice_invoice where ${gone})`,
    values,
  )
  await client.query(`delete from einvoice_invoice where ${gone}`, values)
  await client.query('update einvoice_invoice set created_by_id = null where created_by_id % 100 < $1', [
    values[1],
  ])
  await client.query('delete from auth_user where id > 1 and id % 100 < $1', [values[1]])
}

const writeBackup = async (client: pg.Client, {site}: Layout, spec: BackupSpec, now: Date): Promise<void> => {
  const at = new Date(now.getTime() - spec.hoursOld * HOUR)
  await client.query('begin')
  await goBackTo(client, at, spec.lacks ?? 0)
  let text = `-- release: ${releases.before}\n`
  for await (const part of dumpDatabase(client)) text += part
  await client.query('rollback')
  const path = join(site, 'backups', `backup_${stampOf(at)}.sql`)
  writeFileSync(path, spec.cut === true ? text.slice(0, text.length / 2) : text, {mode: 0o600})
  utimesSync(path, at, at)
}

/** The backups that lie there, and then what has happened since: tonight's release and the invoices of the evening. */
export const reachTonight = (
  layout: Layout,
  record: DrillRecord,
  scenario: Scenario,
  now: Date,
): Promise<void> =>
  withClient(ownerConnection(record), async client => {
    for (const spec of scenario.backups) await writeBackup(client, layout, spec, now)
    await client.query(migrationOfTonightSql)
    const [app, name] = migrationOfTonight.split('.')
    await client.query('insert into django_migrations (app, name, applied) values ($1, $2, $3)', [
      app,
      name,
      new Date(now.getTime() - HOUR),
    ])
    const evening = [4.5, 3.2, 1.4].map((hours, index) => [
      `FIN2026T${String(index + 1).padStart(8, '0')}`,
      index + 1,
      'sent',
      '1250.00',
      new Date(now.getTime() - hours * HOUR),
    ])
    await insertAll(
      client,
      'einvoice_invoice',
      ['number', 'customer_id', 'status', 'total', 'created_at'],
      evening,
    )
  })

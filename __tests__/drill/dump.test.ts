import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type pg from 'pg'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {dumpFlaw} from '#src/app/dump-flaw.ts'
import {dumpDatabase, statementsOf} from '#src/drill/data/dump.ts'
import {migrationOfTonightSql, schema} from '#src/drill/data/schema.ts'
import {type PrivatePostgres, startPostgres} from '../helpers/private-postgres.ts'
import {scratch} from '../helpers/scratch.ts'

let server: PrivatePostgres
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server?.stop())

const dumped = async (client: pg.Client): Promise<string> => {
  let text = ''
  for await (const part of dumpDatabase(client)) text += part
  return text
}

test('what was dumped and restored is dumped again to the byte, and works', async () => {
  await server.run('create database site')
  const client = await server.session('site')
  try {
    await client.query(schema + migrationOfTonightSql)
    const nasty = `a;\nb 'quoted' \\ back\\nslash E'x';\r\n-- no comment; ğüşıöç 漢`
    await client.query(`insert into auth_user (username, email, date_joined) values ('a', 'a@b', now())`)
    await client.query(
      `insert into einvoice_customer (title, tax_number, tax_office) values ($1, '1', 'x')`,
      [nasty],
    )
    await client.query(
      `insert into einvoice_invoice (number, customer_id, status, total, note, created_at, vat_breakdown)
       values ('F1', 1, 'sent', 12.50, $1, now(), '{"20": 2.5}')`,
      [nasty],
    )
    const before = await dumped(client)
    // What the card of the rollback says of a backup it says of this one too: nothing.
    const path = join(scratch(), 'backup.sql')
    writeFileSync(path, `-- release: 1\n${before}`)
    expect(dumpFlaw(path)).toBeNull()
    writeFileSync(path, before.slice(0, before.length / 2))
    expect(dumpFlaw(path)).toBe('truncated')
    await client.query('drop table documents_document')
    await client.query('delete from einvoice_invoice')
    for (const statement of statementsOf(`-- release: 1\n${before}`)) await client.query(statement)
    expect(await dumped(client)).toBe(before)
    const {rows} = await client.query(
      'select title, note from einvoice_invoice join einvoice_customer c on c.id = customer_id',
    )
    expect(rows).toEqual([{title: nasty, note: nasty}])
    // Sequences go on behind what is there, and keys hold.
    await client.query(`insert into auth_user (username, email, date_joined) values ('b', 'b@b', now())`)
    await expect(
      client.query(`insert into documents_document (file, invoice_id, uploaded_at) values ('x', 99, now())`),
    ).rejects.toThrow(/foreign key/)
  } finally {
    await client.end()
  }
})

import type {ClientBase} from 'pg'

const lastLine = '-- PostgreSQL database dump complete'

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A text as SQL writes it, on one line: statements are cut at line ends. */
const literal = (value: string | null): string =>
  value === null
    ? 'null'
    : `E'${value.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`

const rowsOf = async (
  client: ClientBase,
  query: string,
  values: readonly unknown[] = [],
): Promise<readonly (readonly (string | null)[])[]> =>
  (await client.query({text: query, values: [...values], rowMode: 'array'})).rows

interface Table {
  readonly name: string
  /** Its columns as `create table` writes them. */
  readonly columns: readonly {readonly name: string; readonly definition: string}[]
}

const readTables = async (client: ClientBase): Promise<readonly Table[]> => {
  const rows = await rowsOf(
    client,
    `select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull::text, pg_get_expr(d.adbin, d.adrelid)
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by c.relname, a.attnum`,
  )
  const tables = new Map<string, Table['columns'][number][]>()
  for (const [table = '', column, type, notNull, fallback] of rows) {
    const isSerial = /^nextval\(/.test(fallback ?? '')
    const definition = [
      identifier(column ?? ''),
      isSerial ? 'serial' : type,
      notNull === 'true' ? 'not null' : '',
      fallback === null || isSerial ? '' : `default ${fallback}`,
    ]
    const columns = tables.get(table ?? '') ?? []
    columns.push({name: column ?? '', definition: definition.filter(word => word !== '').join(' ')})
    tables.set(table ?? '', columns)
  }
  return [...tables].map(([name, columns]) => ({name, columns}))
}

/**
 * The database as SQL that restores it, in the way of pg_dump: tables, rows, sequences, then constraints and indexes. A
 * statement ends where a line ends in `;`.
 */
export async function* dumpDatabase(client: ClientBase): AsyncGenerator<string> {
  yield '-- PostgreSQL database dump\n'
  yield 'drop schema public cascade;\ncreate schema public;\n'
  const tables = await readTables(client)
  for (const {name, columns} of tables)
    yield `create table ${identifier(name)} (${columns.map(column => column.definition).join(', ')});\n`
  for (const {name, columns} of tables) {
    const names = columns.map(column => identifier(column.name)).join(', ')
    const texts = columns.map(column => `${identifier(column.name)}::text`).join(', ')
    const rows = await rowsOf(client, `select ${texts} from ${identifier(name)} order by 1`)
    for (let at = 0; at < rows.length; at += 200) {
      const values = rows.slice(at, at + 200).map(row => `(${row.map(literal).join(', ')})`)
      yield `insert into ${identifier(name)} (${names}) values\n${values.join(',\n')};\n`
    }
  }
  for (const [table, column] of await rowsOf(
    client,
    `select table_name, column_name from information_schema.columns
     where table_schema = 'public' and column_default like 'nextval(%' order by 1`,
  )) {
    const place = `pg_get_serial_sequence(${literal(table ?? '')}, ${literal(column ?? '')})`
    yield `select setval(${place}, coalesce((select max(${identifier(column ?? '')}) from ${identifier(table ?? '')}), 1));\n`
  }
  const constraints = await rowsOf(
    client,
    `select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
     where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'c', 'f') order by position(contype in 'pucf'), 1, 2`,
  )
  for (const [table, name, definition] of constraints)
    yield `alter table ${table} add constraint ${identifier(name ?? '')} ${definition};\n`
  for (const [definition] of await rowsOf(
    client,
    `select indexdef from pg_indexes where schemaname = 'public'
     and indexname not in (select conname from pg_constraint) order by 1`,
  ))
    yield `${definition};\n`
  yield `${lastLine}\n`
}

/** A dump's statements, in order. */
export const statementsOf = (dump: string): readonly string[] =>
  dump
    .split(/(?<=;)\n/)
    .map(statement => statement.replace(/^(?:--.*\n)+/, '').trim())
    .filter(statement => statement !== '' && !statement.startsWith('--'))

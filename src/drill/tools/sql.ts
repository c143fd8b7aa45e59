import {readFileSync} from 'node:fs'
import {setTimeout as delay} from 'node:timers/promises'
import pg from 'pg'
import {dumpDatabase, statementsOf} from '../data/dump.ts'
import {layoutOf} from '../layout.ts'
import {askControl} from '../stack/control.ts'

const optionOf = (args: readonly string[], name: string): string | null => {
  const joined = args.find(word => word.startsWith(`${name}=`))
  return joined === undefined ? null : joined.slice(name.length + 1)
}

const connect = async (args: readonly string[]): Promise<pg.Client> => {
  const client = new pg.Client({
    connectionString: optionOf(args, '--dbname') ?? '',
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const told = (program: string, error: unknown): number => {
  process.stderr.write(`${program}: error: ${error instanceof Error ? error.message : String(error)}\n`)
  return 1
}

/** `pg_dump --dbname=URL`: the database as SQL. */
export const pgDump = async (_root: string, args: readonly string[]): Promise<number> => {
  try {
    const client = await connect(args)
    await client.query('begin isolation level repeatable read read only')
    for await (const part of dumpDatabase(client)) process.stdout.write(part)
    await client.end()
    return 0
  } catch (error) {
    return told('pg_dump', error)
  }
}

/** `psql --dbname=URL --file=FILE`, statement by statement, as psql runs a script that begins no transaction. */
export const psql = async (root: string, args: readonly string[]): Promise<number> => {
  const file = optionOf(args, '--file') ?? ''
  try {
    const statements = statementsOf(readFileSync(file, 'utf8'))
    const client = await connect(args)
    const {pace, fails} = (await askControl(layoutOf(root).control, '/restore')) as {
      readonly pace: number
      readonly fails: boolean
    }
    const last = fails ? Math.floor(statements.length / 2) : statements.length
    for (const [index, statement] of statements.slice(0, last).entries()) {
      await client.query(statement)
      const [, what] =
        /^(create table \S+|insert into \S+|alter table \S+|create index \S+)/i.exec(statement) ?? []
      if (what !== undefined)
        process.stdout.write(`${what.toUpperCase().replace(/"/g, '')} (${index + 1}/${statements.length})\n`)
      if (index % 8 === 0) await delay(pace / 4)
    }
    await client.end()
    if (!fails) return 0
    process.stderr.write(
      `psql:${file}: ERROR:  could not extend file "base/16385/16510": No space left on device\n`,
    )
    return 3
  } catch (error) {
    return told('psql', error)
  }
}

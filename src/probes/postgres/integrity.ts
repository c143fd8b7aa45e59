import type {Texts} from '#src/i18n/texts.ts'
import type {Deadline} from '#src/net/deadline.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {Trouble} from '../trouble.ts'
import type {PostgresLine} from './connection.ts'

/** What one of the integrity checks found. `open`: not all of it could be looked at. */
export interface Integrity {
  readonly outcome: 'holds' | 'broken' | 'open'
  readonly said: Safe
  readonly evidence: readonly Safe[]
  readonly values: Readonly<Record<string, number>>
}

const MOST_NAMED = 20
const MOST_ORPHANS = 1_000
/** With less time left no further table is begun. */
const LEAST_TIME = 500

// Small tables first: where the time is too short, most have been looked at. Copies of partitions are left out.
const foreignKeys = `
  select c.conname, c.conrelid::regclass::text, c.confrelid::regclass::text,
    (select string_agg(format('c.%I = p.%I', ca.attname, pa.attname), ' and ' order by k.ord)
       from unnest(c.conkey, c.confkey) with ordinality as k(child, parent, ord)
       join pg_attribute ca on ca.attrelid = c.conrelid and ca.attnum = k.child
       join pg_attribute pa on pa.attrelid = c.confrelid and pa.attnum = k.parent),
    (select string_agg(format('c.%I is not null', ca.attname), ' and ' order by k.ord)
       from unnest(c.conkey) with ordinality as k(child, ord)
       join pg_attribute ca on ca.attrelid = c.conrelid and ca.attnum = k.child)
  from pg_constraint c join pg_class t on t.oid = c.conrelid
  where c.contype = 'f' and c.conparentid = 0
  order by t.reltuples, c.conname`

const orphansOf = (child: string, parent: string, match: string, present: string): string => `
  select count(*) from (select 1 from ${child} c where ${present}
    and not exists (select 1 from ${parent} p where ${match}) limit ${MOST_ORPHANS}) as orphans`

/** Rows whose foreign key leads nowhere, under every foreign key, as far as the time allows. */
export const checkForeignKeys = async (
  line: PostgresLine,
  deadline: Deadline,
  texts: Texts,
): Promise<Integrity> => {
  const words = texts.dataSights
  const keys = (await line.read(foreignKeys)).rows
  const evidence: Safe[] = []
  let orphans = 0
  let looked = 0
  for (const [name, child, parent, match, present] of keys) {
    if (deadline.remaining() < LEAST_TIME) break
    try {
      const query = orphansOf(String(child), String(parent), String(match), String(present))
      const count = Number((await line.read(query)).rows[0]?.[0])
      looked++
      if (count === 0) continue
      orphans += count
      const facts = {table: safe(String(child)), key: safe(String(name)), parent: safe(String(parent))}
      evidence.push(words['pg-orphans-in']({count, atLeast: count === MOST_ORPHANS, ...facts}))
    } catch (error) {
      if (!(error instanceof Trouble) || !['permission', 'timeout'].includes(error.reason)) throw error
      evidence.push(words['pg-not-looked-at']({table: safe(String(child)), why: error.sentence}))
    }
  }
  const facts = {looked, total: keys.length, orphans}
  const values = {'foreign-keys': keys.length, orphans}
  if (orphans > 0)
    return {
      outcome: 'broken',
      said: words['pg-orphans'](facts),
      evidence: evidence.slice(0, MOST_NAMED),
      values,
    }
  if (looked < keys.length) return {outcome: 'open', said: words['pg-keys-open'](facts), evidence, values}
  return {outcome: 'holds', said: words['pg-keys-hold'](facts), evidence, values}
}

const named = (rows: readonly (readonly unknown[])[]): Safe =>
  joinSafe(
    rows.slice(0, MOST_NAMED).map(row => safe(String(row[0]))),
    ', ',
  )

/** Constraints that were added without looking at the rows that were there. */
export const checkConstraints = async (line: PostgresLine, texts: Texts): Promise<Integrity> => {
  const {rows} = await line.read(
    `select format('%s.%s', conrelid::regclass, conname) from pg_constraint where not convalidated order by 1`,
  )
  const words = texts.dataSights
  const values = {'invalid-constraints': rows.length}
  if (rows.length === 0) return {outcome: 'holds', said: words['pg-constraints-hold'](), evidence: [], values}
  const said = words['pg-constraints-invalid']({count: rows.length, names: named(rows)})
  return {outcome: 'broken', said, evidence: [], values}
}

/** Indexes that a build which failed has left behind. */
export const checkIndexes = async (line: PostgresLine, texts: Texts): Promise<Integrity> => {
  const {rows} = await line.read(
    `select indexrelid::regclass::text from pg_index where not indisvalid or not indisready order by 1`,
  )
  const words = texts.dataSights
  const values = {'invalid-indexes': rows.length}
  if (rows.length === 0) return {outcome: 'holds', said: words['pg-indexes-hold'](), evidence: [], values}
  const said = words['pg-indexes-invalid']({count: rows.length, names: named(rows)})
  return {outcome: 'broken', said, evidence: [], values}
}

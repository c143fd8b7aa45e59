import {spawnSync} from 'node:child_process'
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {expect, test} from 'vitest'
import {dumpFlaw, lookBudget} from '#src/app/dump-flaw.ts'
import {programOf} from '../helpers/commands.ts'
import {scratch} from '../helpers/scratch.ts'

const put = (bytes: Uint8Array | string): string => {
  const path = join(scratch(), 'backup')
  writeFileSync(path, bytes)
  return path
}

const dump = `--\n-- PostgreSQL database dump\n--\n${'select 1;\n'.repeat(5000)}--\n-- PostgreSQL database dump complete\n--\n`
const noise = Buffer.from(Array.from({length: 60_000}, (_, index) => (index * index * 31 + 7) % 251))

test('a packed dump that is small is unpacked: cut off, altered, or cut off before it was packed, it is marked', () => {
  const packed = gzipSync(dump)
  expect(dumpFlaw(put(packed))).toBeNull()
  for (const left of [packed.length - 1, packed.length - 9, Math.floor(packed.length / 2), 12])
    expect([left, dumpFlaw(put(packed.subarray(0, left)))]).toEqual([left, 'truncated'])
  expect(dumpFlaw(put(gzipSync(dump.slice(0, 20_000))))).toBe('truncated')
  const altered = Buffer.from(packed)
  altered[packed.length - 6] = (altered[packed.length - 6] ?? 0) ^ 1
  expect(dumpFlaw(put(altered))).toBe('damaged')
  expect(dumpFlaw(put(gzipSync('no dump at all')))).toBeNull()
})

test('what would take too long to unpack, or cannot be, is said to be unchecked and not called whole', () => {
  const bomb = put(gzipSync(Buffer.alloc(17 * 1024 * 1024)))
  expect(dumpFlaw(bomb)).toBe('unchecked')
  expect(dumpFlaw(put(gzipSync(noise)), {...lookBudget(), mostPacked: 20})).toBe('unchecked')
  expect(dumpFlaw(put(gzipSync(dump)), {...lookBudget(), until: 0})).toBe('unchecked')
  for (const magic of ['28b52ffd', 'fd377a585a00', '425a6839'])
    expect(dumpFlaw(put(Buffer.from(`${magic}00112233`, 'hex')))).toBe('unchecked')
})

test("PostgreSQL's custom format and tar files are known by how they end", () => {
  // As pg_dump writes it: the size of its numbers stands behind its version, and a number 0 at its end.
  const custom = Buffer.concat([
    Buffer.from('PGDMP'),
    Buffer.from([1, 14, 0, 4, 8, 1]),
    noise,
    Buffer.from([0, 0, 0, 0, 0]),
  ])
  expect(dumpFlaw(put(custom))).toBeNull()
  for (const less of [1, 5, 20_000])
    expect([less, dumpFlaw(put(custom.subarray(0, custom.length - less)))]).toEqual([less, 'truncated'])
  const tar = Buffer.alloc(3072, 1)
  tar.write('ustar', 257)
  expect(dumpFlaw(put(Buffer.concat([tar, Buffer.alloc(1024)])))).toBeNull()
  expect(dumpFlaw(put(Buffer.concat([tar, Buffer.alloc(1000)])))).toBe('truncated')
})

test('a file that this account may not read is marked, among those that it may', async () => {
  const dir = scratch()
  const place = join(dir, 'backups')
  mkdirSync(place)
  writeFileSync(join(place, 'a.sql'), dump)
  writeFileSync(join(place, 'b.sql'), dump)
  chmodSync(join(place, 'b.sql'), 0o000)
  const program = await programOf(
    `import {listChoices} from './src/app/choices.ts'
     const found = listChoices({files: 'backups/*.sql', capture: null}, process.argv[2])
     console.log(JSON.stringify(found.map(({path, flaw}) => [path, flaw]).sort()))`,
    dir,
  )
  const line = [process.execPath, program, dir]
  // Root reads everything: then it is another account that looks.
  const [file = '', ...args] =
    process.getuid?.() === 0
      ? ['setpriv', '--reuid', '61005', '--regid', '61005', '--clear-groups', ...line]
      : line
  chmodSync(dir, 0o755)
  const {stdout, stderr} = spawnSync(file, args, {encoding: 'utf8'})
  expect([stdout, stderr]).toEqual([
    `${JSON.stringify([
      ['backups/a.sql', null],
      ['backups/b.sql', 'unreadable'],
    ])}\n`,
    '',
  ])
})

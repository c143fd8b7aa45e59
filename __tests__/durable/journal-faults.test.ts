import {existsSync, mkdirSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {createJournal, type JournalOptions, openJournal, readJournal} from '#src/durable/journal.ts'
import {JournalPoisoned} from '#src/durable/journal-writer.ts'
import {createFaultyDisk, type DiskFault, type DiskOperation} from '../helpers/faulty-disk.ts'
import {halt, note} from '../helpers/journal-events.ts'
import {createMortalDisk, PowerCut, survivals} from '../helpers/power-cut.ts'
import {scratch} from '../helpers/scratch.ts'

const turns = [[note(1)], [note(2)], [note(3), note(4), note(5)], [note(6)]]
const all = turns.flat()

/** The journal goes out in several writes; its ballast at once, to keep the number of cases small. */
const inPieces = (path: string): number => (path.endsWith('ballast') ? Number.POSITIVE_INFINITY : 100)

interface Outcome {
  readonly acknowledged: readonly unknown[]
  readonly error: unknown
}

/** A session's writes: create, append turn by turn, suspend, resume, append. Stops at the first error. */
const walk = (path: string, options: JournalOptions): Outcome => {
  const acknowledged: unknown[] = []
  try {
    const first = createJournal(path, turns[0] ?? [], options)
    try {
      acknowledged.push(...(turns[0] ?? []))
      for (const turn of turns.slice(1, 3)) {
        first.append(turn)
        acknowledged.push(...turn)
      }
    } finally {
      first.close()
    }
    const again = openJournal(path, options)
    if (again.kind !== 'open') throw new Error(again.kind)
    try {
      again.journal.append(turns[3] ?? [])
      acknowledged.push(...(turns[3] ?? []))
    } finally {
      again.journal.close()
    }
    return {acknowledged, error: null}
  } catch (error) {
    return {acknowledged, error}
  }
}

/** What the next holder finds; without a journal, or a started one, nothing. */
const recover = (path: string): readonly unknown[] => {
  if (!existsSync(path)) return []
  const result = openJournal(path)
  if (result.kind === 'unstarted') return []
  if (result.kind === 'corrupt') return expect.fail(`corrupt: ${JSON.stringify(result.content.end)}`)
  result.journal.close()
  return result.events
}

const expectNothingLost = (outcome: Outcome, recovered: readonly unknown[], label: string): void => {
  const own = recovered.filter(event => (event as {type: string}).type !== 'session-suspended')
  expect(own.slice(0, outcome.acknowledged.length), label).toEqual(outcome.acknowledged)
  expect(own, label).toEqual(all.slice(0, own.length))
}

const operations = [
  'open',
  'write',
  'fsync',
  'fdatasync',
  'ftruncate',
  'fchmod',
  'fstat',
  'lstat',
  'read',
] as const satisfies readonly DiskOperation[]

test.each(operations)('%s fails at each of its calls: nothing acknowledged is lost', op => {
  const clean = createFaultyDisk({maxWrite: inPieces})
  expect(walk(join(scratch(), 'journal.jsonl'), {disk: clean.disk, halt}).error).toBeNull()
  // A failing write brings in an ftruncate and a halt record: a few more calls than a clean run makes.
  const count = clean.calls.filter(call => call.op === op).length + 3
  for (const code of ['EIO', 'ENOSPC'] as const) {
    for (const persists of [false, true]) {
      for (let nth = 1; nth <= count; nth += 1) {
        const path = join(scratch(), 'journal.jsonl')
        const {disk} = createFaultyDisk({faults: [{op, nth, code, persists}], maxWrite: inPieces})
        const outcome = walk(path, {disk, halt})
        expectNothingLost(outcome, recover(path), `${op} ${nth} ${code} ${persists ? 'for ever' : 'once'}`)
      }
    }
  }
})

const poisonWith = (faults: readonly DiskFault[], options: Pick<JournalOptions, 'halt'> = {}) => {
  const path = join(scratch(), 'journal.jsonl')
  const {disk, calls} = createFaultyDisk({faults, maxWrite: inPieces})
  const journal = createJournal(path, [note(1)], {disk, ...options})
  const good = {size: journal.size, headHash: journal.headHash}
  let error: unknown
  try {
    journal.append([note(2), note(3)])
  } catch (caught) {
    error = caught
  }
  if (!(error instanceof JournalPoisoned)) return expect.fail(`not poisoned: ${String(error)}`)
  return {path, journal, calls, good, error}
}

/** The nth write after those that create the journal and its ballast, by writes of 100 bytes. */
const writesToCreate = (): number => {
  const {disk, calls} = createFaultyDisk({maxWrite: inPieces})
  createJournal(join(scratch(), 'journal.jsonl'), [note(1)], {disk}).close()
  return calls.filter(call => call.op === 'write').length
}

const failures: readonly [string, () => DiskFault][] = [
  ['the first write', () => ({op: 'write', nth: writesToCreate() + 1, code: 'EIO'})],
  ['a later write', () => ({op: 'write', nth: writesToCreate() + 3, code: 'EIO'})],
  ['the fdatasync', () => ({op: 'fdatasync', nth: 1, code: 'EIO'})],
  ['the fdatasync of a full disk', () => ({op: 'fdatasync', nth: 1, code: 'ENOSPC'})],
]

test.each(failures)('after %s has failed, nothing is written, cut or synced again, for ever', (_, fault) => {
  const {path, journal, calls, good, error} = poisonWith([fault()], {halt})
  expect(error).toMatchObject({code: fault().code, haltRecorded: false, cause: {code: fault().code}})
  expect(journal).toMatchObject({poisoned: error, ...good})
  const before = readFileSync(path)
  const made = calls.length
  for (let again = 0; again < 3; again += 1) expect(() => journal.append([note(9)])).toThrow(error)
  expect(calls.slice(made)).toEqual([])
  journal.close()
  expect(calls.slice(made).map(call => call.op)).toEqual(['close'])
  expect(readFileSync(path).equals(before)).toBe(true)
  expect(calls.filter(call => call.path === path && call.op === 'fdatasync')).toHaveLength(
    fault().op === 'fdatasync' ? 1 : 0,
  )
  expect(calls.filter(call => call.op === 'ftruncate')).toEqual([])
})

test.each(['ENOSPC', 'EDQUOT'] as const)(
  '%s: the ballast is given up and the halt recorded, behind what was good',
  code => {
    for (const nth of [1, 2, 3]) {
      const {path, journal, calls, error} = poisonWith([{op: 'write', nth: writesToCreate() + nth, code}], {
        halt,
      })
      expect(error).toMatchObject({haltRecorded: true})
      expect(existsSync(join(path, '..', 'ballast'))).toBe(false)
      expect(readJournal(path)).toMatchObject({
        events: [note(1), halt()],
        headHash: journal.headHash,
        size: journal.size,
        end: {kind: 'whole'},
      })
      const made = calls.length
      expect(() => journal.append([note(9)])).toThrow(error)
      expect(calls.length).toBe(made)
      journal.close()
      expect(recover(path)).toEqual([note(1), halt()])
    }
  },
)

test('the disk stays full although the ballast is gone: what was good stays, nothing is claimed', () => {
  const {path, error, good, journal} = poisonWith(
    [{op: 'write', nth: writesToCreate() + 2, code: 'ENOSPC', persists: true}],
    {halt},
  )
  expect(error.haltRecorded).toBe(false)
  expect(journal).toMatchObject(good)
  expect(recover(path)).toEqual([note(1)])
})

test('the halt is not claimed when its fdatasync fails, or when it cannot be made', () => {
  const full = (): DiskFault => ({op: 'write', nth: writesToCreate() + 1, code: 'ENOSPC'})
  expect(poisonWith([full(), {op: 'fdatasync', nth: 1, code: 'EIO'}], {halt}).error.haltRecorded).toBe(false)
  expect(poisonWith([full(), {op: 'ftruncate', nth: 1, code: 'EIO'}], {halt}).error.haltRecorded).toBe(false)
  expect(poisonWith([full()]).error.haltRecorded).toBe(false)
  const broken = (): never => {
    throw new Error('no clock')
  }
  const {error, path} = poisonWith([full()], {halt: broken})
  expect(error).toMatchObject({haltRecorded: false, code: 'ENOSPC'})
  expect(recover(path)).toEqual([note(1)])
})

test('a disk that takes nothing and reports nothing does not hold us up for ever', () => {
  const path = join(scratch(), 'journal.jsonl')
  const {disk} = createFaultyDisk()
  const journal = createJournal(path, [note(1)], {disk: {...disk}})
  journal.close()
  const opened = openJournal(path, {disk: {...disk, write: () => 0}})
  if (opened.kind !== 'open') return expect.fail(opened.kind)
  expect(() => opened.journal.append([note(2)])).toThrow(JournalPoisoned)
  opened.journal.close()
})

test('one byte at a time is as good as all at once', () => {
  const path = join(scratch(), 'journal.jsonl')
  const journal = createJournal(path, [note(1)])
  journal.close()
  const {disk} = createFaultyDisk({maxWrite: () => 1})
  const opened = openJournal(path, {disk})
  if (opened.kind !== 'open') return expect.fail(opened.kind)
  opened.journal.append([note(2), note(3)])
  opened.journal.close()
  expect(readJournal(path)).toMatchObject({events: [note(1), note(2), note(3)], end: {kind: 'whole'}})
})

test('a failed creation leaves nothing behind', () => {
  for (const fault of [
    {op: 'fchmod', nth: 1, code: 'EIO'},
    {op: 'write', nth: 1, code: 'ENOSPC'},
    {op: 'fsync', nth: 1, code: 'EIO'},
    // The journal's, the ballast's, and then the directory's.
    {op: 'fsync', nth: 3, code: 'EIO'},
  ] as const) {
    const directory = scratch()
    const {disk} = createFaultyDisk({faults: [fault]})
    expect(() => createJournal(join(directory, 'journal.jsonl'), [note(1)], {disk})).toThrow(fault.code)
    expect(readdirSync(directory), JSON.stringify(fault)).toEqual([])
  }
})

test('without room for a ballast the journal does its work all the same', () => {
  const directory = scratch()
  const path = join(directory, 'journal.jsonl')
  const {disk} = createFaultyDisk({faults: [{op: 'write', nth: 2, code: 'ENOSPC'}]})
  const journal = createJournal(path, [note(1)], {disk})
  journal.append([note(2)])
  journal.close()
  expect(readdirSync(directory)).toEqual(['journal.jsonl'])
  expect(recover(path)).toEqual([note(1), note(2)])
})

test('the order of the calls: the file, then its directory; each turn one write and one fdatasync; a cut before anything new', () => {
  const directory = scratch()
  const path = join(directory, 'journal.jsonl')
  const {disk, calls} = createFaultyDisk()
  const steps = (): string[] =>
    calls
      .splice(0)
      .filter(call => ['write', 'fsync', 'fdatasync', 'ftruncate'].includes(call.op))
      .map(call => `${call.op} ${call.path === directory ? 'directory' : call.path.split('/').at(-1)}`)
  const first = createJournal(path, [note(1)], {disk})
  expect(steps()).toEqual([
    'write journal.jsonl',
    'fsync journal.jsonl',
    'write ballast',
    'fsync ballast',
    'fsync directory',
  ])
  first.append([note(2), note(3), note(4)])
  expect(steps()).toEqual(['write journal.jsonl', 'fdatasync journal.jsonl'])
  first.close()

  const {disk: short} = createFaultyDisk({maxWrite: () => 20, faults: [{op: 'write', nth: 2, code: 'EIO'}]})
  const torn = openJournal(path, {disk: short})
  if (torn.kind !== 'open') return expect.fail(torn.kind)
  expect(() => torn.journal.append([note(5)])).toThrow(JournalPoisoned)
  torn.journal.close()
  const again = openJournal(path, {disk})
  expect(again).toMatchObject({kind: 'open', repairedBytes: 20})
  expect(steps()).toEqual(['ftruncate journal.jsonl', 'fsync journal.jsonl'])
  if (again.kind === 'open') again.journal.close()
})

test('the power goes at every call: what was acknowledged is there, whatever the disk kept of the rest', () => {
  const measure = scratch()
  const {disk, callsMade, release} = createMortalDisk(measure, Number.POSITIVE_INFINITY)
  expect(walk(join(measure, 'journal.jsonl'), {disk, halt}).error).toBeNull()
  release()
  expect(callsMade()).toBeGreaterThan(20)
  for (let calls = 0; calls <= callsMade(); calls += 1) {
    const base = scratch()
    const directory = join(base, 'disk')
    mkdirSync(directory)
    const mortal = createMortalDisk(directory, calls)
    const outcome = walk(join(directory, 'journal.jsonl'), {disk: mortal.disk, halt})
    if (calls < callsMade())
      expect(String(outcome.error)).toContain(new PowerCut('the power is gone').message)
    for (const how of survivals) {
      mortal.survive(how, join(base, how))
      const recovered = recover(join(base, how, 'journal.jsonl'))
      expectNothingLost(outcome, recovered, `after ${calls} calls, ${how}`)
    }
    mortal.release()
  }
})

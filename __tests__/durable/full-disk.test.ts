import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {openHome} from '#src/durable/home.ts'
import {createJournal, openJournal, readJournal} from '#src/durable/journal.ts'
import {JournalPoisoned} from '#src/durable/journal-writer.ts'
import {replaceFile} from '#src/durable/replace.ts'
import {cannotRun} from '../helpers/cannot-run.ts'
import {halt, note} from '../helpers/journal-events.ts'
import {scratch} from '../helpers/scratch.ts'
import {fill, mountSmallDisk} from '../helpers/small-disk.ts'

describe.each(['tmpfs', 'ext4'] as const)('a full disk, for real (%s)', fileSystem => {
  test('the halt is recorded, nothing acknowledged is lost, and the session can be read and resumed', ({
    skip,
  }) => {
    const disk = mountSmallDisk(scratch(), fileSystem)
    if (disk.kind === 'impossible') return cannotRun(skip, disk.why)
    const path = join(disk.path, 'journal.jsonl')
    const journal = createJournal(path, [note(0)], {halt})
    const acknowledged = [note(0)]
    let error: unknown = null
    fill(join(disk.path, 'log'))
    while (error === null) {
      const turn = Array.from({length: 3}, (_, index) => note(acknowledged.length + index, 'x'.repeat(700)))
      try {
        journal.append(turn)
        acknowledged.push(...turn)
      } catch (caught) {
        error = caught
      }
    }
    expect(error).toBeInstanceOf(JournalPoisoned)
    expect(error).toMatchObject({code: 'ENOSPC', haltRecorded: true})
    expect(existsSync(join(disk.path, 'ballast'))).toBe(false)
    expect(readJournal(path)).toMatchObject({
      events: [...acknowledged, halt()],
      headHash: journal.headHash,
      end: {kind: 'whole'},
    })
    journal.close()

    unlinkSync(join(disk.path, 'log'))
    const resumed = openJournal(path, {halt})
    if (resumed.kind !== 'open') return expect.fail(resumed.kind)
    resumed.journal.append([note(1)])
    resumed.journal.close()
    expect(readJournal(path).events).toEqual([...acknowledged, halt(), note(1)])
    expect(statSync(join(disk.path, 'ballast')).size).toBe(65536)
  })

  test('a torn tail is cut off without a byte of free space', ({skip}) => {
    const disk = mountSmallDisk(scratch(), fileSystem)
    if (disk.kind === 'impossible') return cannotRun(skip, disk.why)
    const path = join(disk.path, 'journal.jsonl')
    createJournal(path, [note(0)]).close()
    unlinkSync(join(disk.path, 'ballast'))
    const good = readFileSync(path)
    appendFileSync(path, '{"type":')
    fill(join(disk.path, 'log'))
    const opened = openJournal(path)
    expect(opened).toMatchObject({kind: 'open', events: [note(0)], repairedBytes: 8})
    if (opened.kind === 'open') opened.journal.close()
    expect(readFileSync(path).equals(good)).toBe(true)
  })

  test('an export that does not fit leaves the old one and nothing else', ({skip}) => {
    const disk = mountSmallDisk(scratch(), fileSystem)
    if (disk.kind === 'impossible') return cannotRun(skip, disk.why)
    const path = join(disk.path, 'export.md')
    writeFileSync(path, 'old')
    const before = readdirSync(disk.path)
    expect(() => replaceFile(path, Buffer.alloc(16 * 1024 * 1024, 1))).toThrow('ENOSPC')
    expect(readFileSync(path, 'utf8')).toBe('old')
    expect(readdirSync(disk.path)).toEqual(before)
  })
})

test('what is kept in memory only is warned of', ({skip}) => {
  const disk = mountSmallDisk(scratch(), 'tmpfs')
  if (disk.kind === 'impossible') return cannotRun(skip, disk.why)
  const flag = join(disk.path, 'home')
  expect(openHome({flag, env: {}})).toMatchObject({
    kind: 'open',
    home: {warnings: [{code: 'home-in-memory', path: flag}]},
  })
})

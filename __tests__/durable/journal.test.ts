import {execFileSync} from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {realDisk} from '#src/durable/disk.ts'
import {
  continueJournal,
  createJournal,
  type OpenedJournal,
  openJournal,
  readJournal,
} from '#src/durable/journal.ts'
import {type Journal, JournalPoisoned} from '#src/durable/journal-writer.ts'
import {NotAPlainFile} from '#src/durable/plain-file.ts'
import {note} from '../helpers/journal-events.ts'
import {scratch} from '../helpers/scratch.ts'
import {tried} from '../helpers/tries.ts'

const closing = (journal: Journal): Journal => {
  onTestFinished(() => journal.close())
  return journal
}

const opened = (path: string): Extract<OpenedJournal, {kind: 'open'}> => {
  const result = openJournal(path)
  if (result.kind !== 'open') return expect.fail(`opened as ${result.kind}`)
  closing(result.journal)
  return result
}

const mode = (path: string): string => (statSync(path).mode & 0o7777).toString(8)

test('what was appended is read back in order, by readers meanwhile and by the next holder', () => {
  const path = join(scratch(), 'journal.jsonl')
  const journal = createJournal(path, [note(1)])
  journal.append([note(2), note(3)])
  expect(readJournal(path)).toEqual({
    events: [note(1), note(2), note(3)],
    headHash: journal.headHash,
    size: statSync(path).size,
    end: {kind: 'whole'},
  })
  expect(journal.size).toBe(statSync(path).size)
  journal.close()

  const next = opened(path)
  expect(next).toMatchObject({events: [note(1), note(2), note(3)], repairedBytes: 0})
  expect(next.journal.headHash).toBe(journal.headHash)
  next.journal.append([note(4)])
  expect(readJournal(path).events).toEqual([1, 2, 3, 4].map(number => note(number)))
})

test('appending nothing writes nothing; an event without a JSON form is refused whole and harms nothing', () => {
  const path = join(scratch(), 'journal.jsonl')
  const journal = closing(createJournal(path, [note(1)]))
  const {size} = statSync(path)
  journal.append([])
  const round: Record<string, unknown> = {...note(2)}
  round.self = round
  expect(() => journal.append([note(2), round as unknown as ReturnType<typeof note>])).toThrow(TypeError)
  expect(statSync(path).size).toBe(size)
  journal.append([note(2)])
  expect(readJournal(path).events).toEqual([note(1), note(2)])
})

test('files are 0600 whatever the umask', () => {
  for (const umask of [0, 0o022, 0o777]) {
    const directory = scratch()
    const before = process.umask(umask)
    try {
      closing(createJournal(join(directory, 'journal.jsonl'), [note(1)]))
    } finally {
      process.umask(before)
    }
    expect(mode(join(directory, 'journal.jsonl')), umask.toString(8)).toBe('600')
    expect(statSync(join(directory, 'ballast')).mode & 0o077, umask.toString(8)).toBe(0)
  }
})

test('a ballast of 64 KiB lies beside each journal, also after the last one was given up', () => {
  const directory = scratch()
  const path = join(directory, 'journal.jsonl')
  createJournal(path, [note(1)]).close()
  expect(statSync(join(directory, 'ballast')).size).toBe(65536)
  unlinkSync(join(directory, 'ballast'))
  opened(path)
  expect(statSync(join(directory, 'ballast')).size).toBe(65536)
})

test('a journal is never created over anything, also not through a link', () => {
  const directory = scratch()
  const path = join(directory, 'journal.jsonl')
  writeFileSync(path, 'mine')
  expect(() => createJournal(path, [note(1)])).toThrow('EEXIST')
  expect(readFileSync(path, 'utf8')).toBe('mine')
  symlinkSync(join(directory, 'elsewhere'), join(directory, 'link'))
  expect(() => createJournal(join(directory, 'link'), [note(1)])).toThrow('EEXIST')
  expect(existsSync(join(directory, 'elsewhere'))).toBe(false)
})

test('links, directories and FIFOs in its place are refused, and nobody waits for them', () => {
  const directory = scratch()
  const path = join(directory, 'journal.jsonl')
  createJournal(path, [note(1)]).close()
  symlinkSync(path, join(directory, 'link'))
  mkdirSync(join(directory, 'folder'))
  execFileSync('mkfifo', [join(directory, 'fifo')])
  for (const name of ['link', 'folder', 'fifo']) {
    expect(() => openJournal(join(directory, name)), name).toThrow(/ELOOP|EISDIR|not a plain file/)
    expect(() => readJournal(join(directory, name)), name).toThrow(/ELOOP|EISDIR|not a plain file/)
  }
  expect(() => readJournal(join(directory, 'fifo'))).toThrow(NotAPlainFile)
  expect(() => openJournal(join(directory, 'missing'))).toThrow('ENOENT')
})

test('every truncation: the holder cuts what is unfinished, and goes on in a whole journal', () => {
  const directory = scratch()
  const whole = join(directory, 'whole.jsonl')
  createJournal(whole, [note(1), note(2, 'x')]).close()
  const bytes = readFileSync(whole)
  const firstEnds = bytes.indexOf(0x0a) + 1
  const path = join(directory, 'journal.jsonl')
  for (let length = 0; length <= bytes.length; length += 1) {
    writeFileSync(path, bytes.subarray(0, length))
    const result = openJournal(path)
    if (length < firstEnds) {
      expect(result, `cut to ${length}`).toEqual({kind: 'unstarted', bytes: length})
      expect(statSync(path).size).toBe(length)
      continue
    }
    const good = length === bytes.length ? length : firstEnds
    if (result.kind !== 'open') expect.fail(`cut to ${length}: ${result.kind}`)
    expect(result.repairedBytes).toBe(length - good)
    expect(statSync(path).size).toBe(good)
    result.journal.append([note(3)])
    result.journal.close()
    const kept = good === firstEnds ? [note(1)] : [note(1), note(2, 'x')]
    expect(readJournal(path)).toMatchObject({events: [...kept, note(3)], end: {kind: 'whole'}})
  }
  tried(bytes.length + 1)
})

test('NULs behind the last record are cut off by the holder, and passed over by readers, who touch nothing', () => {
  const path = join(scratch(), 'journal.jsonl')
  createJournal(path, [note(1)]).close()
  const good = statSync(path).size
  truncateSync(path, good + 5000)
  expect(readJournal(path)).toMatchObject({
    events: [note(1)],
    size: good,
    end: {kind: 'torn', goodBytes: good},
  })
  expect(statSync(path).size).toBe(good + 5000)
  expect(opened(path).repairedBytes).toBe(5000)
  expect(statSync(path).size).toBe(good)
})

test('every flipped bit: a damaged record is never shortened, the good part is given', () => {
  const directory = scratch()
  const path = join(directory, 'journal.jsonl')
  createJournal(path, [note(1), note(2)]).close()
  const bytes = readFileSync(path)
  const firstEnds = bytes.indexOf(0x0a) + 1
  // The last newline is left out: without it the last record is unfinished, see journal-format.test.ts.
  for (let offset = 0; offset < bytes.length - 1; offset += 1) {
    const damaged = Buffer.from(bytes)
    damaged.writeUInt8(damaged.readUInt8(offset) ^ (1 << (offset % 8)), offset)
    writeFileSync(path, damaged)
    const inFirst = offset < firstEnds
    const content = {
      events: inFirst ? [] : [note(1)],
      size: inFirst ? 0 : firstEnds,
      end: {kind: 'corrupt', line: inFirst ? 1 : 2},
    }
    expect(openJournal(path), `byte ${offset}`).toMatchObject({kind: 'corrupt', content})
    expect(readJournal(path), `byte ${offset}`).toMatchObject(content)
    expect(readFileSync(path).equals(damaged)).toBe(true)
  }
  tried(bytes.length - 1)
})

test('a journal that someone else wrote to, cut or deleted takes nothing more', () => {
  const harms: Record<string, (path: string) => void> = {
    'wrote to': path => appendFileSync(path, 'x'),
    cut: path => truncateSync(path, 10),
    deleted: path => unlinkSync(path),
  }
  for (const [what, harm] of Object.entries(harms)) {
    const path = join(scratch(), 'journal.jsonl')
    const journal = closing(createJournal(path, [note(1)]))
    harm(path)
    const before = existsSync(path) ? readFileSync(path) : null
    expect(() => journal.append([note(2)]), what).toThrow(JournalPoisoned)
    expect(() => journal.append([note(2)]), what).toThrow(JournalPoisoned)
    expect(existsSync(path) ? readFileSync(path) : null, what).toEqual(before)
  }
})

test('two writers cannot both go on: the second to write stops, and the chain stays whole', () => {
  const path = join(scratch(), 'journal.jsonl')
  const first = closing(createJournal(path, [note(1)]))
  const second = opened(path).journal
  second.append([note(2)])
  expect(() => first.append([note(3)])).toThrow(JournalPoisoned)
  second.append([note(4)])
  expect(readJournal(path)).toMatchObject({events: [note(1), note(2), note(4)], end: {kind: 'whole'}})
})

test('a closed journal writes nothing, and closing twice closes no file that is open by now', () => {
  const directory = scratch()
  const journal = createJournal(join(directory, 'journal.jsonl'), [note(1)])
  journal.close()
  const other = closing(createJournal(join(directory, 'other.jsonl'), [note(1)]))
  journal.close()
  expect(() => journal.append([note(2)])).toThrow('closed')
  other.append([note(2)])
  expect(readJournal(join(directory, 'other.jsonl')).events).toEqual([note(1), note(2)])
})

test('a reader who saw the moment of a repair looks again instead of crying corruption', () => {
  const path = join(scratch(), 'journal.jsonl')
  createJournal(path, [note(1)]).close()
  const good = readFileSync(path)
  appendFileSync(path, '{"half":')
  const {journal} = opened(path)
  journal.append([note(2)])
  const stale = Buffer.concat([good, Buffer.from('{"half":'), readFileSync(path).subarray(good.length)])
  let looks = 0
  const disk = {
    ...realDisk,
    fstat: (fd: number) => (looks === 0 ? {...realDisk.fstat(fd), size: stale.length} : realDisk.fstat(fd)),
    read: (fd: number, into: Uint8Array, from: {offset: number; position: number}): number => {
      looks += 1
      return looks === 1 ? stale.copy(into, from.offset) : realDisk.read(fd, into, from)
    },
  }
  expect(readJournal(path, {disk})).toMatchObject({events: [note(1), note(2)], end: {kind: 'whole'}})
})

test('goes on elsewhere: the history, then the old head hash, which the chain of the history gives again', () => {
  const directory = scratch()
  const old = createJournal(join(directory, 'journal.jsonl'), [note(1)])
  old.append([note(2)])
  old.close()
  const {events} = readJournal(old.path)
  mkdirSync(join(directory, 'elsewhere'))
  const path = join(directory, 'elsewhere', 'journal.jsonl')
  const continued = {
    type: 'journal-continued',
    at: '2026-01-02T03:04:07.000Z',
    by: 'ayşe',
    from: old.path,
    headHash: old.headHash,
  } as unknown as Parameters<typeof continueJournal>[1]['continued']
  const next = closing(continueJournal(path, {events, continued}))
  next.append([note(3)])
  expect(readJournal(path).events).toEqual([note(1), note(2), continued, note(3)])
  expect(readFileSync(path).subarray(0, old.size).equals(readFileSync(old.path))).toBe(true)
})

test('a hundred thousand events are one journal like any other', () => {
  const path = join(scratch(), 'journal.jsonl')
  const many = Array.from({length: 100_000}, (_, number) => note(number))
  const journal = closing(createJournal(path, many))
  journal.append([note(100_000)])
  const read = readJournal(path)
  expect(read.events).toHaveLength(100_001)
  expect(read).toMatchObject({headHash: journal.headHash, size: statSync(path).size, end: {kind: 'whole'}})
})

test('nothing but the journal and its ballast is left in the directory, and a hard link to it does no harm', () => {
  const directory = scratch()
  const path = join(directory, 'journal.jsonl')
  const journal = closing(createJournal(path, [note(1)]))
  expect(readdirSync(directory).sort()).toEqual(['ballast', 'journal.jsonl'])
  linkSync(path, join(directory, 'backup'))
  journal.append([note(2)])
  expect(readJournal(path).events).toEqual([note(1), note(2)])
})

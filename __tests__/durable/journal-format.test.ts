import {execFileSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {encodeRecords, firstPrevious, readRecords} from '#src/durable/journal-format.ts'
import {tried} from '../helpers/tries.ts'

const values = [{type: 'a', text: 'İ'}, {n: 1}, {type: 'Jb', text: '\u0000\t\n'}]
const journal = encodeRecords(values, firstPrevious).bytes

/** Where each record begins, and where the last one ends, found without the code under test. */
const borders = [0, ...[...journal.entries()].filter(([, byte]) => byte === 0x0a).map(([index]) => index + 1)]
const borderAt = (offset: number): number => Math.max(...borders.filter(border => border <= offset))
const recordOf = (offset: number): number => borders.indexOf(borderAt(offset))

const summary = (bytes: Buffer): {records: number; end: object} => {
  const {records, end} = readRecords(bytes)
  expect(records.map(record => record.value)).toEqual(values.slice(0, records.length))
  return {records: records.length, end}
}

const torn = (goodBytes: number) => ({records: borders.indexOf(goodBytes), end: {kind: 'torn', goodBytes}})
const corrupt = (record: number) => ({
  records: record,
  end: {
    kind: 'corrupt',
    line: record + 1,
    goodBytes: borders[record],
    why: expect.stringMatching(/^(hash|form|json)$/),
  },
})

test('the bytes are what the format says: JSON, TAB, chained SHA-256, newline', () => {
  let previous = '0'.repeat(64)
  let text = ''
  for (const value of values) {
    const json = JSON.stringify(value)
    previous = createHash('sha256').update(`${previous}${json}`, 'utf8').digest('hex')
    text += `${json}\t${previous}\n`
  }
  expect(journal.toString('utf8')).toBe(text)
  expect(readRecords(journal)).toEqual({
    records: values.map((value, index) => ({value, hash: text.split('\n')[index]?.split('\t')[1]})),
    headHash: previous,
    end: {kind: 'whole'},
  })
})

test('a journal can be checked with a shell and sha256sum alone', () => {
  const script = `previous=${firstPrevious}
    while IFS=$(printf '\\t') read -r json hash; do
      [ "$(printf %s "$previous$json" | sha256sum | cut -d' ' -f1)" = "$hash" ] || exit 1
      previous=$hash
    done; echo "$previous"`
  const head = execFileSync('sh', ['-c', script], {input: journal, encoding: 'utf8'}).trim()
  expect(head).toBe(readRecords(journal).headHash)
})

test('any JSON value comes back as it was, in order, whatever is in it', () => {
  fc.assert(
    fc.property(fc.array(fc.json().map(text => JSON.parse(text) as unknown)), fc.nat(), (written, cut) => {
      const first = encodeRecords(written.slice(0, cut % 5), firstPrevious)
      const rest = encodeRecords(written.slice(cut % 5), first.headHash)
      const read = readRecords(Buffer.concat([first.bytes, rest.bytes]))
      expect(read.end).toEqual({kind: 'whole'})
      expect(read.headHash).toBe(rest.headHash)
      expect(JSON.stringify(read.records.map(record => record.value))).toBe(JSON.stringify(written))
    }),
  )
})

test('lone surrogates and every control character survive', () => {
  const text = `\ud800 ${Array.from({length: 0xa0}, (_, code) => String.fromCharCode(code)).join('')} \udfff`
  const {bytes} = encodeRecords([text], firstPrevious)
  expect(readRecords(bytes).records[0]?.value).toBe(text)
})

test('what has no JSON form is refused before anything is made of it', () => {
  for (const value of [undefined, () => 0, Symbol('x'), 1n]) {
    expect(() => encodeRecords([{}, value], firstPrevious)).toThrow(TypeError)
  }
})

test('every truncation: at the end of a record a shorter whole journal, elsewhere torn', () => {
  for (let length = 0; length <= journal.length; length += 1) {
    const whole = borders.indexOf(length)
    const truth = whole === -1 ? torn(borderAt(length)) : {records: whole, end: {kind: 'whole'}}
    expect(summary(journal.subarray(0, length)), `cut to ${length}`).toEqual(truth)
  }
  tried(journal.length + 1)
})

test('every bit flip is corruption of that record; only in the last newline it leaves the last record unfinished', () => {
  for (let offset = 0; offset < journal.length; offset += 1) {
    const last = offset === journal.length - 1
    const truth = last ? torn(borderAt(offset)) : corrupt(recordOf(offset))
    for (let bit = 0; bit < 8; bit += 1) {
      const damaged = Buffer.from(journal)
      damaged.writeUInt8(damaged.readUInt8(offset) ^ (1 << bit), offset)
      expect(summary(damaged), `byte ${offset}, bit ${bit}`).toEqual(truth)
    }
  }
  tried(journal.length * 8)
})

test('every zero-filled range: torn where it reaches the end, corrupt where anything stands behind it', () => {
  for (let from = 0; from < journal.length; from += 1) {
    for (let to = from + 1; to <= journal.length; to += 1) {
      const {records, end} = readRecords(Buffer.from(journal).fill(0, from, to))
      const touched = recordOf(from)
      // Compared by hand: some 50,000 ranges.
      const right =
        records.length === touched &&
        (end.kind === 'torn'
          ? to === journal.length && end.goodBytes === borders[touched]
          : end.kind === 'corrupt' && to < journal.length && end.goodBytes === borders[touched])
      if (!right)
        expect.fail(`zeros from ${from} to ${to}: ${records.length} records, ${JSON.stringify(end)}`)
    }
  }
  tried((journal.length * (journal.length + 1)) / 2)
})

test.each([1, 4096])('%i NUL bytes behind the last record are a torn tail', count => {
  expect(summary(Buffer.concat([journal, Buffer.alloc(count)]))).toEqual(torn(journal.length))
})

test('behind the last record: a line without its newline is torn, with it corrupt', () => {
  expect(summary(Buffer.concat([journal, Buffer.from('{"a":1}')]))).toEqual(torn(journal.length))
  for (const line of ['\n', '\0\n', '{"a":1}\n', `{"a":1}\t${'0'.repeat(64)}\n`, `\t${'0'.repeat(64)}\n`]) {
    expect(summary(Buffer.concat([journal, Buffer.from(line)])), JSON.stringify(line)).toEqual(corrupt(3))
  }
})

test('records exchanged, repeated, left out, or put in front do not go unnoticed', () => {
  const [a, b, c] = [0, 1, 2].map(index => journal.subarray(borders[index], borders[index + 1])) as [
    Buffer,
    Buffer,
    Buffer,
  ]
  expect(summary(Buffer.concat([b, c]))).toEqual(corrupt(0))
  expect(summary(Buffer.concat([a, c, b]))).toEqual(corrupt(1))
  expect(summary(Buffer.concat([a, a, b, c]))).toEqual(corrupt(1))
  expect(summary(Buffer.concat([a, b, c, c]))).toEqual(corrupt(3))
})

test('an edit with its own hash made right breaks at the next record', () => {
  const edited = encodeRecords([{type: 'a', text: 'edited'}], firstPrevious).bytes
  const {records, end} = readRecords(Buffer.concat([edited, journal.subarray(borders[1])]))
  expect(records).toHaveLength(1)
  expect(end).toMatchObject({kind: 'corrupt', line: 2, goodBytes: edited.length})
})

test('a hash in capitals, a carriage return and bytes that are no UTF-8 are damage, also with the hash made for them', () => {
  const capitals = Buffer.from(journal.toString('utf8').replace(/\t[0-9a-f]{64}/, hash => hash.toUpperCase()))
  expect(summary(capitals)).toEqual(corrupt(0))
  expect(summary(Buffer.from(journal.toString('utf8').replaceAll('\n', '\r\n')))).toEqual(corrupt(0))

  const line = (json: Buffer): Buffer => {
    const hash = createHash('sha256').update(firstPrevious).update(json).digest('hex')
    return Buffer.concat([json, Buffer.from(`\t${hash}\n`)])
  }
  expect(readRecords(line(Buffer.from([0x22, 0xff, 0x22]))).end).toMatchObject({kind: 'corrupt', why: 'form'})
  expect(readRecords(line(Buffer.from('{"a":'))).end).toMatchObject({kind: 'corrupt', why: 'json'})
})

test('is total: any bytes are read to an end, and what is good stays good before them', () => {
  fc.assert(
    fc.property(fc.uint8Array({maxLength: 300}), garbage => {
      const {records, end} = readRecords(Buffer.concat([journal, garbage]))
      expect(records).toHaveLength(values.length)
      const finished = garbage.includes(0x0a)
      expect(end.kind).toBe(garbage.length === 0 ? 'whole' : finished ? 'corrupt' : 'torn')
    }),
    {numRuns: 500},
  )
})

test('a tail that is cut off at a record cannot be seen in the chain, but the head hash tells', () => {
  const cut = readRecords(journal.subarray(0, borders[2]))
  expect(cut.end).toEqual({kind: 'whole'})
  expect(cut.headHash).not.toBe(readRecords(journal).headHash)
})

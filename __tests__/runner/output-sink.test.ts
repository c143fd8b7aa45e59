import {createHash} from 'node:crypto'
import {mkdtempSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {expect, it} from 'vitest'
import {type Disk, realDisk} from '#src/durable/disk.ts'
import {createOutputCursor, readOutput, readTail} from '#src/runner/output.ts'
import {createOutputSink} from '#src/runner/output-sink.ts'
import {scratch} from '../helpers/scratch.ts'

const limits = {head: 64, tail: 32}

/** What the parts say the whole stream is, with a hole for each gap; checks that they say so truthfully. */
const assertTruthful = async (dir: string, whole: Buffer): Promise<number> => {
  let place = 0
  let bytes = 0
  for (const part of await readOutput(dir)) {
    if (part.kind === 'gap') place += part.length
    else {
      expect(part.bytes.equals(whole.subarray(place, place + part.bytes.length))).toBe(true)
      place += part.bytes.length
      bytes += part.bytes.length
    }
  }
  return bytes
}

const chunks = fc.array(fc.uint8Array({maxLength: 100}), {maxLength: 30})

it('keeps the beginning and the end of any stream, however it is cut, and counts all of it', async () => {
  const base = scratch()
  await fc.assert(
    fc.asyncProperty(chunks, async parts => {
      const dir = mkdtempSync(join(base, 'sink-'))
      const whole = Buffer.concat(parts)
      const sink = createOutputSink(dir, {limits})
      for (const part of parts) sink.write(Buffer.from(part))
      const facts = sink.close()
      expect(facts).toMatchObject({bytes: whole.length, dropped: 0})
      expect(facts.sha256).toBe(createHash('sha256').update(whole).digest('hex'))
      expect(facts.recent.equals(whole.subarray(-8192))).toBe(true)
      const kept = await assertTruthful(dir, whole)
      // All of a short stream; of a long one the head and at least one whole tail.
      expect(kept).toBeGreaterThanOrEqual(Math.min(whole.length, limits.head + limits.tail))
      expect(kept).toBeLessThanOrEqual(limits.head + 2 * limits.tail)
      if (whole.length > 0) expect((await readTail(dir, 16)).length).toBeGreaterThan(0)
      rmSync(dir, {recursive: true})
    }),
    {numRuns: 100},
  )
})

it('goes on behind what another sink has left', async () => {
  const dir = scratch()
  const first = createOutputSink(dir, {limits})
  first.write(Buffer.from('the first runner; '))
  first.close()
  const second = createOutputSink(dir, {limits})
  second.write(Buffer.from('the drainer'))
  second.close()
  expect(await readTail(dir, 1000)).toBe('the first runner; the drainer')
})

it('on a disk that fills and empties drops bytes, counts each of them, and never shows a hole as whole', async () => {
  const base = scratch()
  await fc.assert(
    fc.asyncProperty(chunks, fc.array(fc.nat(40), {minLength: 1, maxLength: 60}), async (parts, room) => {
      const dir = mkdtempSync(join(base, 'full-'))
      let call = 0
      const fillingDisk: Disk = {
        ...realDisk,
        write: (fd, bytes, offset) => {
          const take = Math.min(room[call++ % room.length] ?? 0, bytes.length - offset)
          if (take === 0) throw Object.assign(new Error('ENOSPC'), {code: 'ENOSPC'})
          return realDisk.write(fd, bytes.subarray(0, offset + take), offset)
        },
      }
      const whole = Buffer.concat(parts)
      const sink = createOutputSink(dir, {limits, disk: fillingDisk})
      for (const part of parts) sink.write(Buffer.from(part))
      const facts = sink.close()
      expect(facts.bytes).toBe(whole.length)
      expect(facts.sha256).toBe(createHash('sha256').update(whole).digest('hex'))
      const kept = await assertTruthful(dir, whole)
      expect(kept + facts.dropped).toBeLessThanOrEqual(whole.length)
      const isShort = whole.length <= limits.tail && parts.length < 16
      if (isShort) expect(kept + facts.dropped).toBe(whole.length)
      rmSync(dir, {recursive: true})
    }),
    {numRuns: 100},
  )
})

it('a reader that looks in between sees every byte once', async () => {
  const base = scratch()
  await fc.assert(
    fc.asyncProperty(chunks, async parts => {
      const dir = mkdtempSync(join(base, 'cursor-'))
      const sink = createOutputSink(dir, {limits: {head: 64, tail: 10_000}})
      const cursor = createOutputCursor(dir)
      const seen: Buffer[] = []
      const look = async (): Promise<void> => {
        for (let news = await cursor.next(); news !== null; news = await cursor.next()) {
          expect(news.gap).toBe(0)
          seen.push(news.bytes)
        }
      }
      for (const part of parts) {
        sink.write(Buffer.from(part))
        await look()
      }
      sink.close()
      await look()
      expect(Buffer.concat(seen).equals(Buffer.concat(parts))).toBe(true)
      rmSync(dir, {recursive: true})
    }),
    {numRuns: 50},
  )
})

it('a tail does not begin inside a character', async () => {
  const dir = scratch()
  const sink = createOutputSink(dir)
  sink.write(Buffer.from('ışık 🚨🚨'))
  sink.close()
  expect(await readTail(dir, 6)).toBe('🚨')
  expect(await readTail(dir, 8)).toBe('🚨🚨')
})

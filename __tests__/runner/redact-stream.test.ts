import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {createStreamRedactor} from '#src/runner/redact-stream.ts'
import {createRedactor} from '#src/text/redact.ts'
import {canaries, encodings, survives} from '../text/encodings.ts'

const secrets = canaries.map((value, index) => ({name: `CANARY_${index}`, value}))

const redactInChunks = (chunks: readonly Buffer[], redactor = createStreamRedactor(secrets)): Buffer => {
  const parts = chunks.map(chunk => {
    const passed = Buffer.from(redactor.push(chunk))
    // The reader's buffer is used again for the next read.
    chunk.fill(0)
    return passed
  })
  return Buffer.concat([...parts, redactor.flush()])
}

const cutAt = (bytes: Buffer, places: readonly number[]): Buffer[] => {
  const borders = [0, ...places.map(place => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return borders.slice(1).map((end, index) => Buffer.from(bytes.subarray(borders[index], end)))
}

describe('the stream redactor', () => {
  it.each(Object.entries(encodings))('lets no canary through as %s, wherever a chunk ends', (_, encode) => {
    for (const [index, canary] of canaries.entries()) {
      const redactor = createStreamRedactor(secrets.slice(index, index + 1))
      const bytes = Buffer.from(`before ${encode(canary)} after`)
      const whole = redactInChunks([Buffer.from(bytes)], redactor)
      expect(survives(canary, whole.toString())).toBe(false)
      for (let border = 1; border < bytes.length; border++) {
        expect(redactInChunks(cutAt(bytes, [border]), redactor)).toEqual(whole)
      }
      expect(redactInChunks(cutAt(bytes, [...bytes.keys()]), redactor)).toEqual(whole)
    }
  })

  it('gives for any cut of any output what the whole gives, and what the text redactor gives', () => {
    const pieces = fc.oneof(
      fc.string({unit: 'binary', maxLength: 10}),
      fc.constantFrom('\n', '\r\n', '\n\n\n', 'canary', 'canary-4f9a1c2e7'),
      fc
        .tuple(fc.constantFrom(...canaries), fc.constantFrom(...Object.values(encodings)))
        .map(([text, encode]) => encode(text)),
      fc
        .tuple(fc.constantFrom(...canaries), fc.nat(), fc.nat())
        .map(([text, from, to]) => text.slice(from % text.length, to % text.length)),
    )
    const whole = createRedactor(secrets)
    fc.assert(
      fc.property(fc.array(pieces, {maxLength: 12}), fc.array(fc.nat(), {maxLength: 12}), (texts, places) => {
        const text = texts.join('').replace(/\p{Surrogate}/gu, '')
        expect(redactInChunks(cutAt(Buffer.from(text), places)).toString()).toBe(whole.text(text))
      }),
      {numRuns: 300},
    )
  })

  it('passes every other byte as it came', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 500}), fc.array(fc.nat(), {maxLength: 5}), (bytes, places) => {
        expect(redactInChunks(cutAt(Buffer.from(bytes), places))).toEqual(Buffer.from(bytes))
      }),
    )
    expect(
      redactInChunks(
        cutAt(Buffer.from('a\xffhunter22\xfe\x00', 'latin1'), [4]),
        createStreamRedactor([{name: 'P', value: 'hunter22'}]),
      ),
    ).toEqual(Buffer.from('a\xff[P]\xfe\x00', 'latin1'))
  })

  it('holds back only what may begin a secret', () => {
    const redactor = createStreamRedactor([{name: 'P', value: 'hunter22'}])
    expect(redactor.push(Buffer.from('ready\n')).toString()).toBe('ready\n')
    expect(redactor.push(Buffer.from('x hunt')).toString()).toBe('x ')
    expect(redactor.push(Buffer.from('ing\n')).toString()).toBe('hunting\n')
    expect(redactor.push(Buffer.from('hunter22.')).toString()).toBe('[P].')
    expect(redactor.push(Buffer.alloc(0)).toString()).toBe('')
    expect(redactor.flush().toString()).toBe('')
  })

  it('keeps nothing of a stretch that never ends', () => {
    const redactor = createStreamRedactor([{name: 'A', value: 'aaaa'}])
    const chunk = Buffer.alloc(65_536, 'a')
    for (let round = 0; round < 100; round++) expect(redactor.push(chunk)).toHaveLength(0)
    expect(redactor.push(Buffer.from('b')).toString()).toBe('[A]b')
  })

  it('begins anew after a flush', () => {
    const redactor = createStreamRedactor([{name: 'P', value: 'hunter22'}])
    redactor.push(Buffer.from('hunter'))
    expect(redactor.flush().toString()).toBe('hunter')
    expect(redactor.push(Buffer.from('22 hunter22 ')).toString()).toBe('22 [P] ')
  })
})

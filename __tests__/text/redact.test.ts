import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {createRedactor, secretsInUrl} from '#src/text/redact.ts'
import {canaries, encodings, survives} from './encodings.ts'

const secret = (value: string, name = 'KEY') => ({name, value})

describe('text', () => {
  it('masks by name and leaves the rest alone', () => {
    const {text} = createRedactor([secret('hunter22', 'DB_PASSWORD'), secret('s3cr3t', 'TOKEN')])
    expect(text('a hunter22 b s3cr3ts3cr3t \ud800')).toBe('a [DB_PASSWORD] b [TOKEN][TOKEN] \ud800')
    expect(text('nothing \ud800 here')).toBe('nothing \ud800 here')
    expect(text('')).toBe('')
  })

  it.each(Object.entries(encodings))('finds every canary as %s', (_, encode) => {
    const {text} = createRedactor(canaries.map((value, index) => secret(value, `CANARY_${index}`)))
    for (const [index, canary] of canaries.entries()) {
      const shown = text(`before ${encode(canary)} after`)
      expect(survives(canary, shown)).toBe(false)
      expect(shown).toContain(`[CANARY_${index}]`)
      expect(shown).toMatch(/^before .* after$/s)
    }
  })

  it('finds any secret in any encoding', () => {
    const values = fc
      .string({unit: 'grapheme', minLength: 6, maxLength: 40})
      .filter(text => text.trim().length >= 6)
    fc.assert(
      fc.property(values, fc.constantFrom(...Object.keys(encodings)), (value, encoding) => {
        const encode = encodings[encoding] ?? String
        const shown = createRedactor([secret(value, 'N')]).text(`<${encode(value)}>`)
        expect(shown.replace(/\[(N|\*\*\*|---|masked)\]/g, '')).not.toContain(encode(value))
        expect(shown).not.toBe(`<${encode(value)}>`)
      }),
      {numRuns: 1_000},
    )
  })

  it('gives overlapping secrets one mask, named after the longest', () => {
    const {text} = createRedactor([secret('abcdef', 'A'), secret('defghijk', 'B'), secret('efgh', 'C')])
    expect(text('-abcdefghijk-')).toBe('-[B]-')
    expect(text('-abcdef-efgh-')).toBe('-[A]-[C]-')
    expect(createRedactor([secret('aaaa', 'A')]).text('xaaaaaaax')).toBe('x[A]x')
    expect(createRedactor([secret('bcde', 'IN'), secret('abcdef', 'OUT')]).text('abcdef')).toBe('[OUT]')
  })

  it('reads over line breaks in long secrets, not in short words', () => {
    const {text} = createRedactor([
      secret('abcd', 'SHORT'),
      secret('longenough1', 'LONG'),
      secret('wxyz\n\n\n\n\n\nabc', 'GAPS'),
    ])
    expect(text('ab\ncd longen\r\nough1')).toBe('ab\ncd [LONG]')
    expect(text('longen\n\n\n\n\n\n\n\n\n\n\n\n\n\n\nough1')).toContain('longen')
    expect(text('wxyz\n\n\n\n\n\nabc wxyz\r\n\r\n\r\n\r\n\r\n\r\nabc')).toBe('[GAPS] [GAPS]')
  })

  it('does not mask what is too short to be told from chance, and says so', () => {
    const redactor = createRedactor([
      secret('', 'EMPTY'),
      secret('abc', 'SHORT'),
      secret('ab\n\nc\n', 'LINES'),
      secret('abcd', 'ENOUGH'),
    ])
    expect(redactor.text('abc abcd')).toBe('abc [ENOUGH]')
    expect(redactor.unmasked).toEqual(['SHORT', 'LINES'])
  })

  it('never shows a secret by its mask', () => {
    const {text} = createRedactor([
      secret('PASSWORD', 'DB_PASSWORD'),
      secret('[***]', 'STARS'),
      secret('x\x1b]0;y', 'A\x1b]B'),
    ])
    expect(text('PASSWORD')).toBe('[masked]')
    expect(text('x\x1b]0;y')).toBe('[A__B]')
  })

  it('takes long keys, many secrets and long text', () => {
    const key = Array.from({length: 700}, (_, line) => `line ${line} of a very long key file`).join('\n')
    const many = Array.from({length: 50}, (_, index) => secret(`secret number ${index} is here`, `N${index}`))
    const {text} = createRedactor([secret(key, 'FILE'), ...many])
    expect(text(`a ${key} b`)).toBe('a [FILE] b')
    expect(text(`a ${JSON.stringify(key)} b`)).toBe('a "[FILE]" b')
    expect(text(Buffer.from(`ab${key}`).toString('base64'))).toMatch(/^.{3}\[FILE\]=*$/)
    expect(text('secret number 49 is her secret number 49 is here '.repeat(20_000))).not.toContain(
      '49 is here',
    )
  })
})

describe('deep', () => {
  const {deep} = createRedactor([secret('hunter22', 'P'), secret('letmein', 'P')])

  it('redacts every string and key and nothing else', () => {
    const value = {a: ['x hunter22', 1, null, true], hunter22: {'b letmein': 'letmein'}, none: undefined}
    expect(deep(value)).toEqual({a: ['x [P]', 1, null, true], '[P]': {'b [P]': '[P]'}, none: undefined})
  })

  it('loses no entry when keys become alike, and no prototype', () => {
    expect(deep({hunter22: 1, letmein: 2, '[P]': 3})).toEqual({'[P]': 1, '[P] 2': 2, '[P] 3': 3})
    expect(JSON.stringify(deep(JSON.parse('{"__proto__": {"x": "letmein"}}')))).toBe(
      '{"__proto__":{"x":"[P]"}}',
    )
  })

  it('is the text redactor, string by string', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const plain = JSON.parse(JSON.stringify(value))
        expect(createRedactor([]).deep(plain)).toEqual(plain)
      }),
    )
  })
})

describe('secretsInUrl', () => {
  it.each([
    ['postgres://u:p%40ss@db:5432/x', ['p%40ss', 'p@ss']],
    ['redis://:secret@redis:6379/0', ['secret']],
    ['redis://:pa/ss#w@redis:6379/0', ['pa/ss#w']],
    ['amqp://u:p@ss@h//', ['p@ss']],
    ['postgresql:///db?user=x&password=a%2Bb+c', ['a%2Bb+c', 'a+b+c', 'a+b c']],
    ['http://u:100%@h/', ['100%']],
    ['http://h:8080/path@2x.png', []],
    ['http://user@host/', []],
    ['http://u:@host/', []],
    ['not a url', []],
    ['', []],
  ])('of %s are %j', (url, secrets) => {
    expect(secretsInUrl(url)).toEqual(secrets)
  })

  it('takes any text, and finds the password of any URL', () => {
    expect(secretsInUrl(`x://${':'.repeat(1_000_000)}`)).toEqual([])
    fc.assert(fc.property(fc.string({unit: 'binary'}), text => Array.isArray(secretsInUrl(text))))
    fc.assert(
      fc.property(fc.string({unit: 'grapheme', minLength: 1}), password => {
        expect(secretsInUrl(`redis://user:${encodeURIComponent(password)}@host:6379/0`)).toContain(password)
      }),
    )
  })
})

import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {joinSafe, type Safe, safe, safeBlock} from '#src/text/safe.ts'

const hostile = fc.string({
  unit: fc.oneof(
    {weight: 3, arbitrary: fc.constantFrom(...'aİığ [<U+^\n\r\t')},
    {weight: 2, arbitrary: fc.integer({min: 0, max: 0x9f}).map(code => String.fromCharCode(code))},
    {weight: 2, arbitrary: fc.integer({min: 0x300, max: 0x36f}).map(code => String.fromCharCode(code))},
    {weight: 2, arbitrary: fc.integer({min: 0x2000, max: 0x206f}).map(code => String.fromCharCode(code))},
    {weight: 1, arbitrary: fc.integer({min: 0, max: 0xffff}).map(code => String.fromCharCode(code))},
    {weight: 1, arbitrary: fc.integer({min: 0, max: 0x10ffff}).map(code => String.fromCodePoint(code))},
  ),
  maxLength: 60,
})

/** What no printable text may hold, stated by Unicode's own properties rather than by the code under test. */
const forbidden = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Surrogate}\uFFF9-\uFFFB]/u
const ignorable = /(?![\uFE0E\uFE0F])\p{Default_Ignorable_Code_Point}/u

describe('safe', () => {
  it.each([
    ['\x1b]52;c;AAAA\x07', '^[]52;c;AAAA^G'],
    ['\x1b[2J\x7f', '^[[2J^?'],
    ['\x00\x08\x0c', '^@^H^L'],
    ['\x9b31m', '<U+009B>31m'],
    ['safe\u202Efdp.exe', 'safe<U+202E>fdp.exe'],
    ['pass\u200Bword', 'pass<U+200B>word'],
    ['tag\u{E0041}', 'tag<U+E0041>'],
    ['a\nb\r\nc\rd', 'a <NL> b <NL> c^Md'],
    ['a\tb', 'a  b'],
    ['\ud800x\udc00', '\uFFFDx\uFFFD'],
    ['s\u0327is\u0327e', 'şişe'],
    ['Çalıştır ✅ ❤️ ☎︎ 漢字', 'Çalıştır ✅ ❤️ ☎︎ 漢字'],
  ])('shows %j as %j', (text, shown) => {
    expect(safe(text)).toBe(shown)
  })

  it('shows the marks that no base can carry', () => {
    expect(safe('z\u0335\u0336\u0337\u0338\u0334\u0333')).toBe('z\u0335\u0336\u0337\u0338<U+0334><U+0333>')
    expect(safe('\u0338=')).toBe('<U+0338>=')
    expect(safe('\x01\u0301')).toBe('^A<U+0301>')
    expect(safe('a\u0301\u0301\u0301\u034F\u0301\u0301')).toBe('á\u0301\u0301<U+034F><U+0301><U+0301>')
  })

  it.each([
    ['safe', safe, /\n/],
    ['safeBlock', safeBlock, /\r|\t/],
  ] as const)('%s lets nothing through that acts or hides, is idempotent and NFC', (_, show, never) => {
    fc.assert(
      fc.property(hostile, text => {
        const shown: string = show(text)
        const line = shown.replaceAll('\n', '')
        expect(shown).not.toMatch(never)
        expect(line).not.toMatch(forbidden)
        expect(line).not.toMatch(ignorable)
        expect(shown).not.toMatch(/(?:^|\n)\p{M}|\p{M}{5}/u)
        expect(show(shown)).toBe(shown)
        expect(shown.normalize('NFC')).toBe(shown)
      }),
      {numRuns: 2_000},
    )
  })

  it('agrees with what Unicode calls ignorable, over every code point', () => {
    for (let code = 0; code <= 0x10ffff; code++) {
      const shown = safe(`a${String.fromCodePoint(code)}a`)
      if (forbidden.test(shown) || ignorable.test(shown)) expect.fail(`U+${code.toString(16)} came through`)
    }
  })

  it('is not slowed down by long hostile text', () => {
    const size = 200_000
    for (const unit of [
      '\x1b',
      '\u0301\u0316',
      'a\u0301\u0316\u0301\u0316\u0301\u0316',
      '\t',
      '\ud800',
      '\r\n',
    ]) {
      const text = `a${unit.repeat(size)}`
      expect(safe(text).length).toBeGreaterThanOrEqual(size)
      expect(safeBlock(text).length).toBeGreaterThanOrEqual(size)
    }
  })
})

describe('safeBlock', () => {
  it('keeps lines and expands tabs to columns of eight', () => {
    expect(safeBlock('a\tb\r\nabcdefgh\tc\n\td\x1b')).toBe('a       b\nabcdefgh        c\n        d^[')
  })

  it('counts the columns that are seen, not the code units', () => {
    expect(safeBlock('漢字\tx')).toBe('漢字    x')
    expect(safeBlock('ş\u0331\tx')).toBe('ş\u0331       x')
    expect(safeBlock('\x1b\tx')).toBe('^[      x')
  })
})

describe('joinSafe', () => {
  it('puts safe parts together', () => {
    const parts: readonly Safe[] = [safe('a'), safe('\x1b')]
    expect(joinSafe(parts, ', ')).toBe('a, ^[')
    expect(joinSafe(parts, safe('\n'))).toBe('a <NL> ^[')
    const unknown: string = '\x1b'
    // @ts-expect-error a separator that is not written out must be safe
    joinSafe(parts, unknown)
  })
})

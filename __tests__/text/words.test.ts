import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {closest, sameWord, slug} from '#src/text/words.ts'

describe('sameWord', () => {
  it('forgives outer white space and the Unicode form only', () => {
    expect(sameWord('  çalıştır\n', 'c\u0327al\u0131s\u0327t\u0131r')).toBe(true)
    expect(sameWord('finasis-prod', 'finasis-prod')).toBe(true)
  })

  it.each([
    ['Run', 'run'],
    ['calistir', 'çalıştır'],
    ['ÇALIŞTIR', 'çalıştır'],
    ['finasis prod', 'finasis-prod'],
    ['runs', 'run'],
    ['', 'run'],
  ])('does not take %j for %j', (typed, wanted) => {
    expect(sameWord(typed, wanted)).toBe(false)
  })
})

describe('closest', () => {
  const known = ['probe', 'within', 'killer', 'trigger', 'timeout']

  it.each([
    ['prob', 'probe'],
    ['porbe', 'probe'],
    ['Whitin', 'within'],
    ['TIMEOUT', 'timeout'],
    ['time-out', 'timeout'],
    ['triger', 'trigger'],
  ])('takes %j for %j', (word, meant) => {
    expect(closest(word, known)).toBe(meant)
  })

  it.each(['banana', '', 'x'.repeat(100_000), 'proxies'])('has nothing to offer for %.20j', word => {
    expect(closest(word, known)).toBeNull()
  })

  it('finds a known word whatever single letter was mistyped', () => {
    fc.assert(
      fc.property(fc.constantFrom(...known), fc.nat(), fc.constantFrom('', 'q', 'qq'), (word, at, wrong) => {
        const place = at % word.length
        expect(closest(word.slice(0, place) + wrong + word.slice(place + 1), known)).toBe(word)
      }),
    )
  })
})

describe('slug', () => {
  it.each([
    ['1. Rollback kararı', '1-rollback-karari'],
    ['Sıfırdan İçeriği Şüpheli ÖLÇÜM', 'sifirdan-icerigi-supheli-olcum'],
    ['4.1 Sistem & Ağ', '4-1-sistem-ag'],
    ["FinAsis'in günlükleri", 'finasisin-gunlukleri'],
    ['Straße nach Łódź', 'strasse-nach-lodz'],
    ['Проверка', 'section'],
    ['  --  ', 'section'],
    ['', 'section'],
  ])('names %j %j', (text, name) => {
    expect(slug(text)).toBe(name)
  })

  it('is always a short ASCII name, and keeps one that is', () => {
    fc.assert(
      fc.property(fc.string({unit: 'grapheme', maxLength: 200}), text => {
        const name = slug(text)
        expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
        expect(name.length).toBeLessThanOrEqual(60)
        expect(slug(name)).toBe(name)
      }),
    )
  })
})

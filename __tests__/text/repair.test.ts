import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {repair} from '#src/text/repair.ts'

type Page = 'windows-1254' | 'windows-1252' | 'latin1'

/** The code pages from their definitions, independent of the code under test and of how Node reads windows-1252. */
const upper1252 =
  '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ' +
  Array.from({length: 96}, (_, index) => String.fromCharCode(0xa0 + index)).join('')
const turkish: Readonly<Record<number, string>> = {
  142: '\x8e',
  158: '\x9e',
  208: 'Ğ',
  221: 'İ',
  222: 'Ş',
  240: 'ğ',
  253: 'ı',
  254: 'ş',
}
const read = (bytes: Uint8Array, page: Page): string =>
  Array.from(bytes, byte => {
    if (byte < 0x80 || page === 'latin1') return String.fromCharCode(byte)
    const western = upper1252[byte - 0x80] ?? ''
    return page === 'windows-1254' ? (turkish[byte] ?? western) : western
  }).join('')

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const damage = (text: string, page: Page): string => read(utf8(text), page)
const repaired = (text: string): string => repair(utf8(text)).text
const pages = fc.constantFrom<Page>('windows-1254', 'windows-1252', 'latin1')

const words = {
  turkish:
    'Geri alma kararı çalışma kılavuzu şüpheli ağ günlükleri İletişim öğe ÖNEMLİ Üretim sığınak ÇALIŞTIR'.split(
      ' ',
    ),
  german: 'Über größere Straßen fährt der Köhler Äpfel Öl müde Bären heiß'.split(' '),
  french: 'déjà vu où ça être Noël élève à façade œuvre'.split(' '),
  portuguese: 'não irmão AMANHÃ IRMÃ Ão coração você é último ação SÃO'.split(' '),
  czech: 'Úžasné též víš Znáš příště DÁŠ žluťoučký kůň TÉŽ vieš'.split(' '),
  russian: 'Проверка базы данных и журналов после отката'.split(' '),
  greek: 'Έλεγχος της βάσης δεδομένων'.split(' '),
  chinese: '数据库 连接 正常 漢字 回滚'.split(' '),
  vietnamese: 'kiểm tra cơ sở dữ liệu được'.split(' '),
  arabic: 'التحقق من قاعدة البيانات'.split(' '),
  emoji: '✅ 🔴 👩‍💻 ❤️ 🚀 ⚠️ 🇹🇷'.split(' '),
  plain: 'docker-compose ps redis run the script now 42 --tail=100'.split(' '),
  odd: 'Ã Å Â ğ “Ä” „Ö“ “DEĞİŞTİ” AÜ’den CAFÉ… café…” N° 5°C É™ ½ ÅLAND ASLÂ® Ä² — … »'.split(' '),
}
const join = (list: readonly (readonly string[])[]): string => list.map(line => line.join(' ')).join('\n')
const textOf = (...kinds: readonly (keyof typeof words)[]): fc.Arbitrary<string> => {
  const line = fc.array(fc.constantFrom(...kinds.flatMap(kind => words[kind])), {maxLength: 8})
  return fc.array(line, {maxLength: 8}).map(join)
}
const kinds = Object.keys(words) as (keyof typeof words)[]
const anyText = fc.oneof(
  fc.constantFrom(...kinds).chain(kind => textOf(kind, 'plain')),
  fc
    .tuple(fc.constantFrom(...kinds), fc.constantFrom(...kinds))
    .chain(([one, other]) => textOf(one, other, 'odd')),
  textOf(...kinds),
)

describe('sound text', () => {
  it('stays as it is, in any language and any mixture', () => {
    fc.assert(
      fc.property(anyText, text => {
        expect(repair(utf8(text))).toEqual({text, repairs: []})
      }),
      {numRuns: 5_000},
    )
  })

  it.each(Object.values(words).flat())('%s stays, alone and in a sentence', word => {
    expect(repaired(word)).toBe(word)
    expect(repaired(`${word}, ${word} (${word}) "${word}" ${word}`)).toBe(
      `${word}, ${word} (${word}) "${word}" ${word}`,
    )
  })

  it('stays where it speaks of damage', () => {
    for (const text of [
      'If you see "Ã¼" or `Ä±` or \'ÅŸ\' your terminal is wrong.',
      'read as Windows-1254 and saved again, so "ü" stands as "Ã¼", "ı" as "Ä±", "ş" as "ÅŸ"',
      "grep -c 'Ã§Ã¼ÅŸ' dump.sql\ngrep 'Ã¼\\|Ä±\\|ÅŸ' dump.sql",
      'In German „Ä“ and „Ö“ and „Ü“ are letters; so is Å.',
      'Müdür “DEĞİŞTİ” dedi; AÜ’den, Ö’den.',
    ]) {
      expect(repaired(text)).toBe(text)
    }
  })
})

describe('damaged text', () => {
  it.each([
    ['windows-1254', 'mojibake-1254'],
    ['windows-1252', 'mojibake-1252'],
    ['latin1', 'mojibake-latin1'],
  ] as const)('of %s is restored, with its emoji, and said so', (page, said) => {
    const text = '# Geri alma kılavuzu 🔴\n\n- [ ] Şüpheli bağlantı: “İyi” değil ✅\n- Проверка\n'
    expect(repair(utf8(damage(text, page)))).toEqual({text, repairs: [said]})
  })

  it('is restored from any language with a few letters of its own', () => {
    fc.assert(
      fc.property(anyText, pages, (text, page) => {
        // Three words of a language that has such letters; in less there may be nothing certain.
        const sample = `${text}\nGünlük kılavuzu şöyle: çalıştır\n`
        expect(repaired(damage(sample, page))).toBe(sample)
      }),
      {numRuns: 3_000},
    )
  })

  it.each([
    'turkish',
    'german',
    'french',
    'portuguese',
    'russian',
    'greek',
    'chinese',
    'vietnamese',
    'arabic',
  ] as const)('is restored from %s alone', language => {
    for (const page of ['windows-1254', 'windows-1252', 'latin1'] as const) {
      const text = words[language].join(' ')
      expect(repaired(damage(text, page))).toBe(text)
      expect(repaired(damage(damage(text, page), page))).toBe(text)
    }
  })

  it('is restored when it went through that two or three times, through other code pages too', () => {
    const text = '# Geri alma kararı\nÇalıştır: “şu” 🔴 betiği\n'
    fc.assert(
      fc.property(fc.array(pages, {minLength: 1, maxLength: 3}), layers => {
        expect(repaired(layers.reduce(damage, text))).toBe(text)
      }),
    )
  })

  it('is restored line by line where sound text was put into it', () => {
    const damaged = [
      '## Geri alma kararı',
      '- Müşteri ağı',
      '- Özel',
      '- Şüpheli günlük kaydı',
      'plain',
      '- çok gizli yığın',
    ]
    const lines = [...damaged, ...damaged].map(line => damage(line, 'windows-1254'))
    const sound = ['Bu bölüm sonradan eklendi: “İyi”.', 'Größe Ö']
    const mixed = `- ${damage('güncelleme', 'windows-1254')} tamamlandı mı`
    expect(repaired([...lines, ...sound, mixed].join('\n'))).toBe(
      [...damaged, ...damaged, ...sound, '- güncelleme tamamlandı mı'].join('\n'),
    )
    expect(repaired([...sound, ...sound, damage('Şüpheli bağlantı', 'windows-1254')].join('\n'))).toBe(
      [...sound, ...sound, 'Şüpheli bağlantı'].join('\n'),
    )
  })

  it('is not taken further once it is sound', () => {
    fc.assert(
      fc.property(anyText, pages, (text, page) => {
        const once = repaired(damage(text, page))
        expect(repaired(once)).toBe(once)
      }),
      {numRuns: 1_000},
    )
  })
})

describe('bytes', () => {
  const text = '# Çalışma kılavuzu\n- [ ] ağ 🔴\n'
  const utf16 = (source: string, littleEndian: boolean): Uint8Array => {
    const view = new DataView(new ArrayBuffer(source.length * 2))
    for (let at = 0; at < source.length; at++) view.setUint16(at * 2, source.charCodeAt(at), littleEndian)
    return new Uint8Array(view.buffer)
  }

  it('lose a byte order mark', () => {
    expect(repair(utf8(`\ufeff${text}`))).toEqual({text, repairs: ['bom']})
    expect(repair(utf8(damage(`\ufeff${text}`, 'windows-1254')))).toEqual({
      text,
      repairs: ['mojibake-1254', 'bom'],
    })
    expect(repair(utf8(damage('\ufeff# Title', 'windows-1252'))).text).toBe('# Title')
  })

  it('may be UTF-16 of either order, with a mark or without', () => {
    expect(repair(utf16(`\ufeff${text}`, true))).toEqual({text, repairs: ['utf-16le']})
    expect(repair(utf16(`\ufeff${text}`, false))).toEqual({text, repairs: ['utf-16be']})
    expect(repair(utf16(text, true))).toEqual({text, repairs: ['utf-16le']})
    expect(repair(utf16(text, false))).toEqual({text, repairs: ['utf-16be']})
    expect(repair(utf8('a\0b\0\0c'))).toEqual({text: 'a\0b\0\0c', repairs: []})
  })

  it('may be Windows-1254 through and through, or in one line', () => {
    const turkishBytes = Uint8Array.of(0x44, 0x45, 0xd0, 0xdd, 0xde, 0x54, 0xdd, 0x94, 0x0a)
    expect(repair(turkishBytes)).toEqual({text: 'DEĞİŞTİ”\n', repairs: ['invalid-utf8']})
    const mixed = new Uint8Array([...utf8(text), ...turkishBytes.slice(0, 6)])
    expect(repair(mixed)).toEqual({text: `${text}DEĞİŞT`, repairs: ['invalid-utf8']})
  })

  it('may be anything', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 300}), bytes => {
        expect(typeof repair(bytes).text).toBe('string')
      }),
      {numRuns: 2_000},
    )
    expect(repair(new Uint8Array())).toEqual({text: '', repairs: []})
  })

  it('may be many', () => {
    const size = 1_000_000
    for (const unit of ['Ã¼', 'Ã', 'Ã¼ ', 'aÃ¼\n', '"Ã¼" ü\n', '\u0081', 'ğŸ”´']) {
      expect(repair(utf8(unit.repeat(size / unit.length))).text.length).toBeGreaterThan(0)
    }
    expect(repair(new Uint8Array(size).fill(0xff)).text).toHaveLength(size)
    expect(repair(new Uint8Array(size).fill(0)).text.length).toBeGreaterThan(0)
  })
})

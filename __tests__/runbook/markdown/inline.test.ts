import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {inlineReader} from '#src/runbook/markdown/inline.ts'

const none = new Map<string, string>()
const some = new Map([
  ['DOCS', 'https://example.org/docs'],
  ['A', '/a'],
])

test.each([
  ['plain text stays', 'Redis bağlantısı: yanıt veriyor', 'Redis bağlantısı: yanıt veriyor', []],
  [
    'emphasis is dropped',
    '**Önce** *sonra* __şimdi__ ~~asla~~ a_b_c 2 * 3 * 4',
    'Önce sonra şimdi asla a_b_c 2 * 3 * 4',
    [],
  ],
  ['code stands as its content', 'run `a*b*c` and `` x`y `` now', 'run a*b*c and x`y now', []],
  ['a link is its text', 'see [the *docs*](https://x.org/y) now', 'see the docs now', ['https://x.org/y']],
  [
    'a link that shows itself needs no address',
    '<https://x.org> www.y.org z@x.org',
    'https://x.org www.y.org z@x.org',
    [],
  ],
  [
    'a link by label',
    'see [the docs][docs] and [a]',
    'see the docs and a',
    ['https://example.org/docs', '/a'],
  ],
  ['an image is what it shows', '![a cat](cat.png)', 'a cat', []],
  ['escapes and entities', '\\*no\\* &amp; &lt;b&gt; 1 < 2 & 3', '*no* & <b> 1 < 2 & 3', []],
  ['lines become one', 'a  \nb\\\nc\n  d', 'a b c d', []],
  ['nothing at its start makes it a block', '# - 1. > a', '# - 1. > a', []],
  ['tags are dropped', 'a<br>b <b>c</b>', 'ab c', []],
])('%s', (_, source, text, urls) => {
  expect(inlineReader(some)(source)).toEqual({text, urls})
  expect(inlineReader(some, {quick: false})(source)).toEqual({text, urls})
})

const piece = fc.constantFrom(
  ...'a|b|ş| |  |*|**|***|_|__|`|``|[|]|(|)|[a](b)|[a]|[docs]|`c`|**d**|*e*|<|>|<b>|&|&amp;|!|\\|~|~~|:|.|, |http://x.y/z_w|x@y.z|\n|1|-|#|"'.split(
    '|',
  ),
)
const text = fc.array(piece, {maxLength: 14}).map(parts => parts.join(''))

describe('the short way', () => {
  test.each([
    ['without definitions', none],
    ['with definitions', some],
  ])('gives what mdast gives, %s', (_, definitions) => {
    const slow = inlineReader(definitions, {quick: false})
    const quick = inlineReader(definitions)
    fc.assert(
      fc.property(text, source => {
        // Each property run draws on the same budget, which ends by design.
        expect(quick(source)).toEqual(slow(source))
      }),
      {numRuns: 1500},
    )
  })
})

test('what is too long, or too much in all, stands as written', () => {
  const read = inlineReader(none)
  const long = `\\*${'x'.repeat(2500)}\\*`
  expect(read(long).text).toBe(long)
  const some = `${'\\* '.repeat(600)}x`
  const texts = Array.from({length: 200}, () => read(some).text)
  expect(texts[0]).toBe(`${'* '.repeat(600)}x`)
  expect(texts.at(-1)).toBe(some)
})

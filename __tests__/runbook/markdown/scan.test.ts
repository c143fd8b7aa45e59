import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {linesOf} from '#src/runbook/markdown/lines.ts'
import {scanBlocks} from '#src/runbook/markdown/scan.ts'
import {cpuTime} from '../../helpers/cpu-time.ts'
import {outlineByMdast, outlineOfBlocks} from '../../helpers/mdast-outline.ts'

const scan = (source: string) => scanBlocks(source, linesOf(source))
const outline = (source: string) => outlineOfBlocks(scan(source).blocks)

const starts = `|||  |   |    |     |      |\t|  \t|> |>|>  |- |* |+  |-    |1. |1) |- - |> - |- > |-\t|1.\t|   - |  - |- \t`
const bodies =
  `foo|foo|bar baz|||   |[ ] box|[x] box|# One|## Two ##|###|#no|---|***|===|==|- - -|\`\`\`|\`\`\`bash|\`\`\`\`|~~~|` +
  `~~~ sh|\`\`\` a\`b|<!-- c -->|<!-- {id: x} -->|<!--|-->|<div>|</div>|<pre>|<?x|[a]: /url|[a]: /url "t"|>|foo\\|<!A>`
const oneOf = (alternatives: string) => fc.constantFrom(...alternatives.split('|'))
const line = fc
  .tuple(oneOf(starts), fc.option(oneOf(starts), {nil: '', freq: 3}), oneOf(bodies))
  .map(parts => parts.join(''))
const source = fc
  .tuple(fc.array(line, {maxLength: 12}), fc.constantFrom('\n', '\r\n'))
  .map(([lines, ending]) => lines.join(ending))

// micromark lets an item without text interrupt less than CommonMark says; nobody writes a checklist that way.
const emptyItem = /(^|[ \t>])(?:[-+*]|\d+[.)])[ \t]*$/m

test('the scan of lines finds the blocks that CommonMark’s own parser finds', () => {
  fc.assert(
    fc.property(source, text => {
      fc.pre(!emptyItem.test(text))
      expect(outline(text)).toEqual(outlineByMdast(text))
    }),
    {numRuns: 1500},
  )
})

describe('structure', () => {
  const kinds = (text: string) => outline(text).map(([kind]) => kind)

  test.each([
    [
      'a number other than 1 begins a list, but does not interrupt a paragraph',
      '2. a\n3. b\n\ntext\n2. c',
      ['item', 'item', 'paragraph'],
    ],
    ['an empty item stays an item', '- a\n-\n- b', ['item', 'item', 'item']],
    ['front matter is no text', '---\ntitle: x\ntags:\n  - a\n---\n# A\n', ['heading']],
    [
      'a rule at the top is no front matter',
      '---\n# A\n- [ ] b\n\n---\n',
      ['rule', 'heading', 'item', 'rule'],
    ],
    [
      'what looks like front matter but holds boxes is text',
      '---\na: b\n- [ ] c\n---\n',
      ['rule', 'paragraph', 'item', 'rule'],
    ],
    ['a carriage return alone ends a line', '# A\r- [ ] b\r- [ ] c', ['heading', 'item', 'item']],
    ['definitions of links and of nothing else vanish', '[a]: /b\n[c]: /d "e"\nfoo', ['paragraph']],
    [
      'each footnote is a paragraph of its own',
      'a[^1]\n\n[^1]: b\n[^2]: c',
      ['paragraph', 'paragraph', 'paragraph'],
    ],
  ])('%s', (_, text, expected) => {
    expect(kinds(text)).toEqual(expected)
  })
})

describe('bounds', () => {
  const steps = (text: string) => {
    return cpuTime(() => scan(text))
  }

  test.each([
    ['quotes in quotes', (n: number) => `${'> '.repeat(n)}x`],
    ['items in items', (n: number) => `${'- '.repeat(n)}x\n`.repeat(2) + '\n'.repeat(n)],
    [
      'deeper and deeper lists',
      (n: number) => Array.from({length: Math.sqrt(n)}, (_, i) => `${' '.repeat(2 * i)}- x`).join('\n'),
    ],
    ['one long line', (n: number) => `- [ ] ${'x'.repeat(n)}`],
    ['one line of spaces', (n: number) => `#${' '.repeat(n)}x${' '.repeat(n)}`],
    ['unclosed definitions', (n: number) => '[a]: b "\n'.repeat(n / 9)],
    ['unclosed tags', (n: number) => `<a ${'b '.repeat(n)}\n<a${' '.repeat(n)}x`],
    ['one fence', (n: number) => `\`\`\`bash\n${'x\n'.repeat(n / 2)}`],
    ['one list', (n: number) => '- [ ] x\n'.repeat(n / 8)],
    ['one paragraph', (n: number) => 'x\n'.repeat(n / 2)],
  ])('%s: eight times the text takes nothing like sixty-four times the time', (_, make) => {
    const small = make(40_000)
    const big = make(320_000)
    steps(small)
    const ratio =
      Math.min(...[1, 2, 3].map(() => steps(big))) /
      Math.max(0.5, Math.min(...[1, 2, 3].map(() => steps(small))))
    expect(ratio).toBeLessThan(32)
  })

  test('what is nested deeper than anyone reads is text, and said', () => {
    const {blocks, tooDeep} = scan(`${'> '.repeat(10_000)}x`)
    expect(tooDeep).toBe(100)
    expect(JSON.stringify(outlineOfBlocks(blocks)).match(/quote/g)).toHaveLength(50)
    expect(scan(`${'- '.repeat(10_000)}x`).tooDeep).toBe(100)
  })
})

import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {parseRunbook} from '#src/runbook/parse.ts'
import {emptySettings} from '#src/runbook/probes-file.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import {cpuTime} from '../helpers/cpu-time.ts'
import {anyChecklist, anyMarkdown} from '../helpers/random-runbook.ts'

const parse = (source: string, quick = true) =>
  parseRunbook(source, {file: 'x.md', settings: emptySettings, quick})

test('whatever the text, it is a runbook or has an error at a place in it', () => {
  fc.assert(
    fc.property(fc.oneof(anyMarkdown, fc.string({unit: 'binary', maxLength: 200})), source => {
      const {value, faults} = parse(source)
      expect(value === null).toBe(faults.some(fault => fault.severity === 'error'))
      const lines = source.split(/\r\n|\n|\r/)
      for (const {at} of faults) {
        expect(at.line).toBeLessThanOrEqual(lines.length)
        expect(at.column).toBeLessThanOrEqual((lines[at.line - 1]?.length ?? 0) + 1)
      }
    }),
    {numRuns: 600},
  )
})

test('a runbook’s ids are unique, its parents and children agree, and its order is the file’s', () => {
  fc.assert(
    fc.property(fc.oneof(anyMarkdown, anyChecklist), source => {
      const {value} = parse(source)
      fc.pre(value !== null)
      const ids = [...value.sections.map(section => section.id), ...itemsOf(value).map(item => item.id)]
      expect(new Set(ids).size).toBe(ids.length)
      for (const section of value.sections) {
        let last = 0
        for (const item of section.items) {
          const parent = section.items.find(({id}) => id === item.parent)
          expect(item.depth).toBe(parent === undefined ? 0 : parent.depth + 1)
          if (parent?.kind === 'manual') expect(parent.children).toContain(item.id)
          if (item.kind === 'manual')
            expect(item.children.every(child => section.items.some(({id}) => id === child))).toBe(true)
          expect(item.position.line).toBeGreaterThanOrEqual(last)
          last = item.position.line
        }
      }
    }),
    {numRuns: 300},
  )
})

test('the short way and mdast give the same runbook', () => {
  fc.assert(
    fc.property(fc.oneof(anyMarkdown, anyChecklist), source => {
      expect(parse(source)).toEqual(parse(source, false))
    }),
    {numRuns: 300},
  )
})

describe('size', () => {
  const time = (source: string): number =>
    cpuTime(() => {
      const {value, faults} = parse(source)
      expect(value === null).toBe(faults.some(fault => fault.severity === 'error'))
    })
  const least = (source: string): number => Math.min(time(source), time(source), time(source))

  test.each([
    ['boxes in one section', (n: number) => `## A\n${'- [ ] Redis bağlantısı: yanıt veriyor\n'.repeat(n)}`],
    [
      'boxes with marks',
      (n: number) => `## A\n${'- [ ] run `x` and **see** [docs](https://x.org)\n'.repeat(n)}`,
    ],
    ['boxes under one box', (n: number) => `## A\n- [ ] g\n${'  - [ ] item\n'.repeat(n)}`],
    ['sections', (n: number) => '## A\n- [ ] x\n'.repeat(n)],
    [
      'annotated boxes',
      (n: number) => `## A\n${Array.from({length: n}, (_, i) => `- [ ] x <!-- {id: i${i}} -->\n`).join('')}`,
    ],
    ['numbered steps', (n: number) => `## A\n${'1. x\n'.repeat(n)}`],
    ['contacts', (n: number) => `## A\n${'- **B:** c\n'.repeat(n)}`],
    ['fences', (n: number) => `## A\n${'```bash\n# x\nls\n```\n\n'.repeat(n / 2)}`],
    ['one fence', (n: number) => `## A\n\`\`\`bash\n${'ls -l\n'.repeat(n)}\`\`\`\n`],
    [
      'needs',
      (n: number) =>
        Array.from(
          {length: n / 4},
          (_, i) => `## A <!-- {id: i${i + 1}, needs: [i${i}]} -->\n- [ ] x\n`,
        ).join(''),
    ],
    [
      'unknown needs',
      (n: number) =>
        Array.from({length: n / 4}, (_, i) => `## A <!-- {needs: [q${i}]} -->\n- [ ] x\n`).join(''),
    ],
    ['unclosed comments in text', (n: number) => `## A\n${'- [ ] x <!-- y\n'.repeat(n / 4)}`],
    [
      'code spans that never close',
      (n: number) =>
        `## A\n- [ ] <!-- ${Array.from({length: Math.sqrt(n) * 4}, (_, i) => '`'.repeat(i + 1)).join(' ')}`,
    ],
    ['prose full of marks', (n: number) => `## A\n- [ ] x\n\n${'*a _b [c `d ![e](f <g &h; '.repeat(n / 4)}`],
    [
      'paragraphs full of marks',
      (n: number) => `## A\n- [ ] x\n\n${'*a _b [c `d ![e](f <g &h;\n\n'.repeat(n / 4)}`,
    ],
  ])('%s: eight times as many take nothing like sixty-four times as long', (_, make) => {
    const small = least(make(500))
    const big = least(make(4000))
    expect(big / Math.max(small, 2)).toBeLessThan(30)
  })

  test.each([
    ['quotes', `${'> '.repeat(10_000)}x`],
    ['bullets', `${'- '.repeat(10_000)}x`],
    ['numbers', `${'1. '.repeat(10_000)}x`],
    ['deeper and deeper boxes', Array.from({length: 1000}, (_, i) => `${'  '.repeat(i)}- [ ] x`).join('\n')],
  ])('%s nested without end are an error, not a crash', (_, source) => {
    expect(parse(source).faults.some(({detail}) => detail.code === 'nested-too-deep')).toBe(true)
  })
})

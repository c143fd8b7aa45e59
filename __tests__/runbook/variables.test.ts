import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {namesIn, resolveTemplate} from '#src/runbook/variables.ts'

const lookup = (values: Readonly<Record<string, string>>) => (name: string) => values[name]

describe('resolveTemplate', () => {
  it.each([
    ['redis://${HOST:-localhost}:${PORT:-6379}', {PORT: '7000'}, 'redis://localhost:7000'],
    ['${A}', {A: 'x'}, 'x'],
    ['${A:-}', {}, ''],
    ['${A:-b}', {A: ''}, 'b'],
    ['${A} $${A}', {A: 'x'}, 'x ${A}'],
    ['no variables', {}, 'no variables'],
  ])('%s', (template, values, value) => {
    expect(resolveTemplate(template, lookup(values))).toEqual({ok: true, value})
  })

  it('names each variable that has no value once, an empty one too', () => {
    expect(resolveTemplate('${A}${B}${A}${C:-c}', lookup({B: ''}))).toEqual({ok: false, missing: ['A', 'B']})
  })

  it('a value is never read as a template', () => {
    fc.assert(
      fc.property(fc.string({minLength: 1}), value => {
        expect(resolveTemplate('<${A}>', lookup({A: value}))).toEqual({ok: true, value: `<${value}>`})
      }),
    )
    expect(resolveTemplate('${A}', lookup({A: '${B}', B: 'secret'}))).toEqual({ok: true, value: '${B}'})
  })
})

it('namesIn gives each name once, in order', () => {
  expect(namesIn('${B} ${A:-x} ${B} $${C}')).toEqual(['B', 'A'])
  expect(namesIn('${')).toEqual([])
})

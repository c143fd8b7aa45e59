import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {parseTemplate, templatesIn, variablesIn} from '#src/checks/template.ts'

describe('parseTemplate', () => {
  it.each([
    ['', []],
    ['plain $5 {a} $ $$', [{kind: 'text', text: 'plain $5 {a} $ $$'}]],
    ['${A}', [{kind: 'variable', name: 'A', fallback: null}]],
    ['${A:-}', [{kind: 'variable', name: 'A', fallback: ''}]],
    ['${A:-b:c-{d}', [{kind: 'variable', name: 'A', fallback: 'b:c-{d'}]],
    [
      'x${A}y${b_1:-2}',
      [
        {kind: 'text', text: 'x'},
        {kind: 'variable', name: 'A', fallback: null},
        {kind: 'text', text: 'y'},
        {kind: 'variable', name: 'b_1', fallback: '2'},
      ],
    ],
    ['a$${A}', [{kind: 'text', text: 'a${A}'}]],
    ['$${$${A}', [{kind: 'text', text: '${${A}'}]],
  ])('%s', (template, parts) => {
    expect(parseTemplate(template)).toEqual(parts)
  })

  it.each(['${', '${}', '${1}', '${A', '${A-b}', '${A:b}', '${A:-${B}}', '${A:-${B}', '${a b}', 'x ${A} ${'])(
    'refuses %s',
    template => {
      expect(parseTemplate(template)).toBeNull()
    },
  )

  it('gives back every text without a dollar sign, whole', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        fc.pre(!text.includes('$'))
        expect(parseTemplate(text)).toEqual(text === '' ? [] : [{kind: 'text', text}])
      }),
    )
  })

  it('never throws, and takes a long hostile text apart', () => {
    const hostile = fc.array(fc.constantFrom('$', '{', '}', ':-', 'A', '${', '$${', '${A}', ' '), {
      maxLength: 60,
    })
    fc.assert(fc.property(hostile, pieces => void parseTemplate(pieces.join(''))))
    expect(parseTemplate('$${'.repeat(100_000))).toHaveLength(1)
    expect(parseTemplate('${A}'.repeat(100_000))).toHaveLength(100_000)
  })
})

it('variablesIn and templatesIn look into every value, and not into keys', () => {
  const value = {'${K}': ['${A}', {b: 'x${B:-y}'}], n: 3, none: null}
  expect(templatesIn(value).flatMap(variablesIn)).toEqual([
    {name: 'A', fallback: null},
    {name: 'B', fallback: 'y'},
  ])
})

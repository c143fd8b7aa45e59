import {describe, expect, test} from 'vitest'
import {sentence} from '#src/i18n/code.ts'
import {faults as en} from '#src/i18n/en/faults.ts'
import {faults as tr} from '#src/i18n/tr/faults.ts'
import {parseRunbook} from '#src/runbook/parse.ts'
import {faultLine, faultsOf, settingsOf} from '../helpers/runbooks.ts'

const settings = settingsOf(`
inputs: {backup: {ask: Which?}}
probes:
  redis: {type: tcp, host: localhost, port: 6379}
`)
const found = (source: string) => faultsOf(source, settings)
const lines = (source: string) => parseRunbook(source, {file: 'x.md', settings}).faults.map(faultLine)

/** Each `¦` in a source marks the place of a fault and is no part of it. */
const marked = (source: string): {readonly text: string; readonly places: readonly string[]} => {
  const places = source
    .split('¦')
    .slice(0, -1)
    .map((_, index, parts) => {
      const before = parts
        .slice(0, index + 1)
        .join('')
        .split('\n')
      return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`
    })
  return {text: source.replaceAll('¦', ''), places}
}

test.each([
  ['an unknown key', '## A\n- [ ] b <!-- {¦porbe: redis} -->', ['unknown-key']],
  ['an unknown probe', '## A\n- [ ] b <!-- {probe: ¦reddis} -->', ['unknown-probe']],
  ['a wrong type', '## A\n- [ ] b <!-- {probe: redis, within: ¦soon} -->', ['wrong-value']],
  ['broken YAML', '## A\n- [ ] b <!-- {probe: redis¦ -->', ['yaml-unclosed']],
  ['a later line of an annotation', '## A\n- [ ] b <!-- {id: x,\n    ¦porbe: y} -->', ['unknown-key']],
  [
    'keys that exclude each other',
    '## A <!-- {mode: decision} -->\n- [ ] b <!-- {probe: redis, trigger: ¦redis} -->',
    ['not-together'],
  ],
  [
    'a trigger outside of a decision',
    '## A\n- [ ] b <!-- {¦trigger: redis} -->',
    ['trigger-outside-decision'],
  ],
  ['a killer that nothing senses', '## A\n- [ ] b <!-- {killer: ¦true} -->', ['needs-beside']],
  ['a probe for an action item', '## A\n1. b <!-- {¦probe: redis} -->', ['no-use-here']],
  ['dashes in a comment', '## A\n- [ ] b <!-- {note: "a ¦-- b"} -->', ['annotation-dashes']],
  ['text after an annotation', '## A\n- [ ] b <!-- ¦{id: x} --> c', ['annotation-beside-text']],
  [
    'text beside one on a line of its own',
    '## A\n- [ ] b\n\n<!-- ¦{id: x} --> c',
    ['annotation-beside-text'],
  ],
  ['an unclosed comment', '## A\n- [ ] b\n\n¦<!-- {id: x}\n- [ ] c', ['comment-unclosed']],
  ['an unclosed comment beside text', '## A\n- [ ] b ¦<!-- {id: x', ['comment-unclosed']],
  ['an annotation of prose', '## A\n- [ ] b\n\nc <!-- ¦{id: x} -->', ['annotation-misplaced']],
  ['an annotation at the beginning', '<!-- ¦{id: x} -->\n## A\n- [ ] b', ['annotation-misplaced']],
  ['an annotation in a quote', '## A\n- [ ] b\n> c <!-- ¦{id: x} -->', ['annotation-misplaced']],
  [
    'an annotation of other code',
    '## A\n- [ ] b\n```yaml\nx\n```\n<!-- ¦{id: x} -->',
    ['annotation-misplaced'],
  ],
  [
    'an annotation of a group of contacts',
    '## A\n- B\n  <!-- ¦{id: x} -->\n  - **C:** d',
    ['annotation-misplaced'],
  ],
  ['two annotations', '## A\n- [ ] b <!-- {id: x} -->\n<!-- ¦{id: y} -->', ['annotation-twice']],
  [
    'an annotation after a nested list',
    '## A\n- [ ] b\n  - [ ] c\n\n<!-- ¦{id: x} -->',
    ['annotation-ambiguous'],
  ],
  ['an id twice', '## A <!-- {id: x} -->\n- [ ] b <!-- {id: ¦x} -->', ['duplicate-id']],
  [
    'a fence’s id twice',
    '## A\n- [ ] b <!-- {id: x-2} -->\n```sh\nls\nps\n```\n<!-- {id: ¦x} -->',
    ['duplicate-id'],
  ],
  [
    'a contact’s id twice',
    '## A\n- **B:** c <!-- {id: x} -->\n- **D:** e <!-- {id: ¦x} -->',
    ['duplicate-id'],
  ],
  [
    'an unknown need',
    '## A <!-- {needs: [b, ¦q]} -->\n- [ ] x\n## B\n- [ ] b <!-- {id: b} -->',
    ['unknown-need'],
  ],
  [
    'sections that need each other',
    '## A <!-- {id: a, needs: ¦b} -->\n- [ ] x\n## B <!-- {id: b, needs: a} -->\n- [ ] y',
    ['sections-cycle'],
  ],
  [
    'a section that needs an item of its own',
    '## A <!-- {id: a, needs: ¦x} -->\n- [ ] x <!-- {id: x} -->',
    ['sections-cycle'],
  ],
  ['a section that needs itself', '## A <!-- {id: a, needs: ¦a} -->\n- [ ] x', ['sections-cycle']],
  [
    'a section that needs the one it stands in',
    '## A <!-- {id: a} -->\n- [ ] x\n### B <!-- {needs: ¦a} -->\n- [ ] y',
    ['sections-cycle'],
  ],
  ['danger and safe', '## A\n```sh\nls\n```\n<!-- {danger: ¦true, safe: true} -->', ['danger-and-safe']],
  [
    'danger and safe of a step',
    '## A\n```sh\nls\nps\n```\n<!-- {safe: true, steps: [{id: x}, {danger: ¦true}]} -->',
    ['danger-and-safe'],
  ],
  ['too few steps', '## A\n```sh\nls\nps\n```\n<!-- {steps: ¦[{id: x}]} -->', ['steps-count']],
  [
    'an input that nobody declared',
    '## A\n```sh\nls <X>\n```\n<!-- {inputs: {X: ¦bakcup}} -->',
    ['unknown-input'],
  ],
  [
    'a placeholder that is not there',
    '## A\n```sh\nls <X>\n```\n<!-- {inputs: {¦Y: backup}} -->',
    ['placeholder-missing'],
  ],
  [
    'a placeholder of another step',
    '## A\n```sh\nls <X>\nps\n```\n<!-- {steps: [{}, {inputs: {¦X: backup}}]} -->',
    ['placeholder-missing'],
  ],
  [
    'probes of a fence',
    '## A\n```sh\nls\n```\n<!-- {verify: ¦a, baseline: [redis, ¦b]} -->',
    ['unknown-probe', 'unknown-probe'],
  ],
  [
    'a key that means nothing for a link',
    '## A\n```sh\n# x\n# https://x.org\n```\n<!-- {¦danger: true} -->',
    ['not-for-links'],
  ],
  ['a fence without an end', '## A\n¦```sh\nls\n', ['fence-unclosed']],
  ['a fence that its item ends', '## A\n- [ ] b\n  ¦```sh\n  ls\n- [ ] c', ['fence-unclosed']],
  ['a bidirectional control in a command', '## A\n```sh\nls\nrm ¦\u202e x\n```', ['hidden-in-command']],
  ['a bidirectional control in other code is no command', '## A\n- [ ] b\n```text\n\u202e\n```', []],
  ['a NUL in a command', '## A\n```sh\nls ¦\0x\n```', ['hidden-in-command']],
  [
    'quotes in quotes in quotes',
    `## A\n- [ ] b\n\n${'> '.repeat(50)}¦${'> '.repeat(10)}x`,
    ['nested-too-deep'],
  ],
  ['contacts that are none', '## A <!-- {mode: contacts} -->\n- **B:** c\n¦- d', ['contact-expected']],
  ['a forgotten brace', '## A\n- [ ] b ¦<!-- probe: redis -->', ['annotation-without-brace']],
  ['a box without text', '## A\n- [ ] b\n¦- [ ]', ['box-without-text']],
  [
    'what is nearly a box',
    '## A\n- [ ] b\n¦- [] c\n¦- [-] d\n¦- [x]e\n- [1] f\n- [x](y)',
    ['nearly-a-box', 'nearly-a-box', 'nearly-a-box'],
  ],
  ['a box in a quote', '## A\n- [ ] b\n\n> ¦- [ ] c', ['box-in-quote']],
  ['nothing to do', '¦# A\nprose', ['nothing-to-do']],
])('%s', (_, source, codes) => {
  const {text, places} = marked(source)
  const warnings = [
    'annotation-without-brace',
    'box-without-text',
    'nearly-a-box',
    'box-in-quote',
    'nothing-to-do',
  ]
  const expected = codes.map(
    (code, index) => `${warnings.includes(code) ? 'warning' : 'error'} ${places[index]} ${code}`,
  )
  expect(found(text)).toEqual(expected)
  expect(found(text.replaceAll('\n', '\r\n'))).toEqual(expected)
})

test('everything that is wrong is told at once, in the order of the file', () => {
  expect(
    found(
      '## A <!-- {id: a, mode: sideways} -->\n- [ ] b <!-- {prob: x} -->\n```sh\nls\n```\n<!-- {verify: y} -->\n- [ ] c <!-- {id: x} --> d',
    ),
  ).toEqual([
    'error 1:25 wrong-choice',
    'error 2:15 unknown-key',
    'error 6:15 unknown-probe',
    'error 7:14 annotation-beside-text',
  ])
})

test('a suggestion names what was probably meant', () => {
  expect(lines('## A\n- [ ] b <!-- {porbe: redis} -->')[0]).toContain('Did you mean "probe"?')
  expect(lines('## A\n- [ ] b <!-- {probe: reddis} -->')[0]).toContain('Did you mean "redis"?')
  expect(lines('## Karar <!-- {id: karar} -->\n- [ ] b\n## C <!-- {needs: kara} -->\n- [ ] c')[0]).toContain(
    'Did you mean "karar"?',
  )
  expect(lines('## A\n```sh\nls <X>\n```\n<!-- {inputs: {X: bakcup}} -->')[0]).toContain(
    'Did you mean "backup"?',
  )
})

test('an id given twice names the line of the first', () => {
  expect(lines('## A <!-- {id: x} -->\n- [ ] b\n- [ ] c <!-- {id: x} -->')).toEqual([
    'error 3:19 the id "x" is already given in line 1. Sections and items share their names; give another one.',
  ])
})

test('without a probes file that is said, once', () => {
  expect(faultsOf('## A\n- [ ] b <!-- {probe: redis} -->\n- [ ] c <!-- {probe: web} -->')).toEqual([
    'error 2:22 no-probes',
  ])
})

test('a cycle names its way', () => {
  const source = ['a', 'b', 'c']
    .map((id, index, all) => `## ${id} <!-- {id: ${id}, needs: [${all[(index + 1) % 3]}]} -->\n- [ ] x\n`)
    .join('')
  expect(lines(source)[0]).toContain('a → b → c → a')
})

describe('both languages', () => {
  test('have a sentence for each fault', () => {
    const {faults} = parseRunbook('## A <!-- {needs: q} -->\n- [ ] b <!-- {prob: x} -->\n<!-- {id: x', {
      file: 'x.md',
      settings,
    })
    expect(faults).toHaveLength(3)
    for (const {detail} of faults) {
      expect(sentence(en, detail)).not.toBe(sentence(tr, detail))
      expect(sentence(tr, detail)).not.toMatch(/undefined|\[object/)
    }
  })
})

test('one wrong key of an annotation hides none of its others, and nothing that refers to them is blamed', () => {
  const source = [
    '## A <!-- {id: a, mode: dcision, needs: [gone]} -->',
    '- [ ] one <!-- {id: x, porbe: redis} -->',
    '- [ ] two <!-- {id: x, within: 5} -->',
    '## B <!-- {needs: [a]} -->',
    '- [ ] three',
  ].join('\n')
  const {faults} = parseRunbook(source, {file: 'x.md', settings})
  expect(faults.map(fault => [fault.at.line, fault.detail.code])).toEqual([
    [1, 'wrong-choice'],
    [1, 'unknown-need'],
    [2, 'unknown-key'],
    [3, 'duplicate-id'],
    [3, 'wrong-value'],
  ])
})

import fc from 'fast-check'
import {expect, test} from 'vitest'
import {type Facts, fillTemplate, joinDraft, placeholders, splitDraft} from '#src/messages/template.ts'
import {safe, safeBlock} from '#src/text/safe.ts'
import {hostileText} from '../helpers/hostile-text.ts'

const factsOf = (more: Partial<Facts> = {}): Facts => ({
  ...(Object.fromEntries(placeholders.map(name => [name, `<${name}>`])) as unknown as Facts),
  ...more,
})

const filled = (source: string, facts = factsOf()) => {
  const result = fillTemplate(source, facts)
  if (!result.ok) throw new Error(JSON.stringify(result.faults))
  return result.draft
}

test('placeholders are filled in, the first heading is the subject, comments are left out', () => {
  const draft = filled('<!-- for\nthe team -->\n# {{what}} ({{ time }})\n\nSince {{since}}.\n\n{{done}}\n')
  expect(draft).toEqual({subject: '<what> (<time>)', text: 'Since <since>.\n\n<done>'})
})

test('a line that would tell nothing is left out, one that tells something stays', () => {
  const facts = factsOf({reason: '', 'next-update': ' '})
  expect(
    filled('- Reason: {{reason}}\n- By: {{next-update}}\n- {{reason}} {{state}}\n- plain', facts),
  ).toEqual({
    subject: '',
    text: '-  <state>\n- plain',
  })
})

test('an unknown name is a fault at its line and column, with what was perhaps meant', () => {
  const result = fillTemplate('# ok\n<!-- {{not\nlooked at}} -->\nab {{sinse}} {{xyzzy}} {{open', factsOf())
  expect(result).toEqual({
    ok: false,
    faults: [
      {line: 4, column: 4, name: 'sinse', meant: 'since'},
      {line: 4, column: 14, name: 'xyzzy', meant: null},
      {line: 4, column: 24, name: '{{open', meant: 'open'},
    ],
  })
})

test('what a fact holds is never read as a template, and nothing of it acts on a terminal', () => {
  fc.assert(
    fc.property(hostileText(), text => {
      const fact = safe(text)
      const draft = filled('# {{what}}\n\n{{what}} {{state}}', factsOf({what: fact, state: '{{since}}'}))
      expect(draft.text).toBe(`${fact} {{since}}`.trim())
      expect(draft.text).toBe(safeBlock(draft.text))
    }),
  )
})

test('a draft that was edited and one that was not are the same thing', () => {
  const draft = {subject: 'Update', text: 'One\n\n- two'}
  expect(splitDraft(joinDraft(draft))).toEqual(draft)
  expect(splitDraft('no heading\r\nbut text\x1b[2J')).toEqual({
    subject: '',
    text: 'no heading\nbut text^[[2J',
  })
})

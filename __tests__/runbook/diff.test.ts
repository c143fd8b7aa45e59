import {describe, expect, test} from 'vitest'
import {diffRunbooks, rebind} from '#src/runbook/diff.ts'
import {runbookOf} from '../helpers/runbooks.ts'

const before = runbookOf(`## 1 A <!-- {id: a} -->
- [ ] one <!-- {id: one} -->
- [ ] two
- [ ] three
\`\`\`sh
ls
\`\`\`
<!-- {id: list} -->
## 2 B <!-- {id: b, needs: a} -->
1. step
`)

const differences = (source: string) => {
  const {added, removed, changed, sections} = diffRunbooks(before, runbookOf(source))
  return {
    added: [...added, ...sections.added].map(entry => entry.id),
    removed: [...removed, ...sections.removed].map(entry => entry.id),
    changed: [...changed, ...sections.changed].map(entry => `${entry.after.id}: ${entry.what.join(', ')}`),
  }
}
const source =
  '## 1 A <!-- {id: a} -->\n- [ ] one <!-- {id: one} -->\n- [ ] two\n- [ ] three\n```sh\nls\n```\n<!-- {id: list} -->\n## 2 B <!-- {id: b, needs: a} -->\n1. step\n'

describe('differences', () => {
  test.each([
    ['none', source, {added: [], removed: [], changed: []}],
    ['another place in the file is none', `intro\n\n${source}`, {added: [], removed: [], changed: []}],
    [
      'an item more and one less',
      source.replace('{id: one}', '{id: first}'),
      {added: ['first'], removed: ['one'], changed: []},
    ],
    ['a title', source.replace('one <', 'uno <'), {added: [], removed: [], changed: ['one: title']}],
    [
      'a command’s text',
      source.replace('ls', 'ls -l'),
      {added: [], removed: [], changed: ['list: title, text']},
    ],
    [
      'how a command is confirmed',
      source.replace('{id: list}', '{id: list, danger: true}'),
      {added: [], removed: [], changed: ['list: confirming']},
    ],
    [
      'a note',
      source.replace('{id: one}', '{id: one, note: careful}'),
      {added: [], removed: [], changed: ['one: note']},
    ],
    [
      'a kind',
      source.replace('1. step', '1. [ ] step'),
      {added: [], removed: [], changed: ['b.1: kind', 'b: kind']},
    ],
    [
      'what a section needs',
      source.replace(', needs: a', ''),
      {added: [], removed: [], changed: ['b: needs']},
    ],
    ['a whole section', `${source}## 3 C\n- [ ] c\n`, {added: ['3.1', '3'], removed: [], changed: []}],
  ])('%s', (_, edited, expected) => {
    expect(differences(edited)).toEqual(expected)
  })
})

describe('rebinding', () => {
  const rebound = (edited: string) => rebind(before, runbookOf(edited))

  test('keeps everything that is the same', () => {
    expect(rebound(source)).toEqual({kept: ['one', 'a.2', 'a.3', 'list', 'b.1'], dropped: []})
  })

  test('an item with an id of its own may get other words, and a command another text', () => {
    expect(rebound(source.replace('one <', 'uno <').replace('ls', 'ls -l')).dropped).toEqual([])
  })

  test('an item known by its place alone is dropped when another one takes it', () => {
    expect(rebound(source.replace('- [ ] two', '- [ ] new\n- [ ] two'))).toEqual({
      kept: ['one', 'list', 'b.1'],
      dropped: ['a.2', 'a.3'],
    })
  })

  test('a command known by its place alone is dropped when its text changes', () => {
    const [was, is] = ['ls', 'rm x'].map(text => runbookOf(`## A\n\`\`\`sh\n# look\n${text}\n\`\`\`\n`))
    if (was === undefined || is === undefined) throw new Error('two runbooks')
    expect(rebind(was, is)).toEqual({kept: [], dropped: ['a.1']})
  })

  test('an item of another kind is another item', () => {
    expect(rebound(source.replace('1. step', '1. [ ] step')).dropped).toEqual(['b.1'])
  })
})

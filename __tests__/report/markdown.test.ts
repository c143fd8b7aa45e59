import fc from 'fast-check'
import {expect, test} from 'vitest'
import {exportMarkdown} from '#src/report/markdown.ts'
import {parseRunbook} from '#src/runbook/parse.ts'
import {emptySettings} from '#src/runbook/probes-file.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import {itemState} from '#src/session/item-state.ts'
import {safe} from '#src/text/safe.ts'
import {hostileText} from '../helpers/hostile-text.ts'
import {markdownTree, nodesOf, shownText} from '../helpers/markdown-tree.ts'
import {randomSession} from '../helpers/random-session.ts'
import {manual, runbookOf, section} from '../helpers/small-runbook.ts'
import {createTable, someFacts} from '../helpers/table.ts'

const sessions = randomSession({text: hostileText()})

const readBack = (markdown: string) => {
  const {value, faults} = parseRunbook(markdown, {file: 'export.md', settings: emptySettings})
  expect(faults.filter(fault => fault.severity === 'error')).toEqual([])
  if (value === null) throw new Error('no runbook')
  return value
}

test('read as a runbook it has the same items, in the same order, ticked where they are done and only there', () => {
  fc.assert(
    fc.property(sessions, random => {
      const {runbook, session} = random
      const back = readBack(exportMarkdown(random))
      const found = itemsOf(back).map(item => ({
        id: item.id,
        title: item.title,
        depth: item.depth,
        checked: 'checked' in item && item.checked,
      }))
      expect(found).toEqual(
        itemsOf(runbook).map(item => ({
          id: item.id,
          title: item.title,
          depth: item.depth,
          checked: itemState(runbook, session, item) === 'done',
        })),
      )
      expect(back.title).toBe(runbook.title)
    }),
    {numRuns: 100},
  )
})

test('it has the same sections, each with its own items, and the same contacts', () => {
  fc.assert(
    fc.property(sessions, random => {
      const back = readBack(exportMarkdown(random))
      const shape = (sections: typeof back.sections) =>
        sections
          .filter(section => section.items.length > 0)
          .map(section => [section.id, section.items.map(item => item.id)])
      expect(shape(back.sections)).toEqual(shape(random.runbook.sections))
      expect(back.contacts).toHaveLength(random.runbook.contacts.length)
    }),
    {numRuns: 60},
  )
})

test('a contact whose name holds an address with marks in it reads back as that contact', () => {
  const name = safe('call http://x.example/**Name:** first')
  const runbook = {
    ...runbookOf([section('one', [manual('a')])]),
    contacts: [
      {
        id: 'first',
        section: 'people',
        group: safe('People'),
        name,
        value: safe('112'),
        placeholder: false,
        position: {line: 1, column: 1},
      },
    ],
  }
  const table = createTable(runbook)
  table.put({type: 'start', facts: someFacts})
  const back = readBack(exportMarkdown({runbook, events: table.events(), headHash: 'f'.repeat(64)}))
  expect(back.contacts.map(contact => contact.name)).toEqual([name])
})

test('for any reader of Markdown, nothing that was typed or printed adds a box, a heading, a fence, a table or HTML', () => {
  fc.assert(
    fc.property(sessions, random => {
      const {runbook} = random
      const markdown = exportMarkdown(random)
      const tree = markdownTree(markdown)
      const boxes = nodesOf(tree, 'listItem').filter(item => typeof item.checked === 'boolean')
      const titles = boxes.map(box => shownText(box.children[0] ?? box).trim())
      expect(titles).toEqual(itemsOf(runbook).map(item => item.title))
      const headings = nodesOf(tree, 'heading').map(heading => shownText(heading).trim())
      for (const section of runbook.sections)
        expect(headings).toContain(
          section.number === null ? section.title : `${section.number} ${section.title}`,
        )
      const own =
        headings.length - runbook.sections.length - new Set(runbook.contacts.map(each => each.group)).size
      expect(own).toBeLessThanOrEqual(10)
      for (const fence of nodesOf(tree, 'code')) expect(fence.lang).toBe('text')
      for (const html of nodesOf(tree, 'html')) {
        expect(html.value).toMatch(/^<!-- (\{id: [a-z0-9._-]+\}|rollcall-export session=\S+ head=\S+) -->$/)
      }
      expect(nodesOf(tree, 'image')).toEqual([])
      expect(nodesOf(tree, 'emphasis')).toEqual([])
      expect(nodesOf(tree, 'delete')).toEqual([])
      expect(nodesOf(tree, 'thematicBreak')).toEqual([])
      expect(nodesOf(tree, 'footnoteReference')).toEqual([])
      expect(nodesOf(tree, 'definition')).toEqual([])
      for (const list of nodesOf(tree, 'list')) expect(list.ordered).toBe(false)
      for (const row of nodesOf(tree, 'table')) {
        const widths = new Set(row.children.map(cells => cells.children.length))
        expect(widths.size).toBe(1)
      }
      for (const link of nodesOf(tree, 'link')) expect(link.url).toMatch(/^(https?:\/\/|mailto:)/)
    }),
    {numRuns: 100},
  )
})

test('what a command printed stands in its fence, whatever it printed', () => {
  fc.assert(
    fc.property(sessions, random => {
      const fences = nodesOf(markdownTree(exportMarkdown(random)), 'code').map(fence => fence.value)
      for (const {tail} of random.session.attempts) {
        const plain = /^[\x20-\x7e\n]*$/.test(tail) && tail.trim() !== ''
        if (plain) expect(fences).toContain(tail.replace(/\n+$/, ''))
      }
    }),
  )
})

test('nothing in it moves a cursor, hides text or turns its direction', () => {
  fc.assert(
    fc.property(sessions, random => {
      const markdown = exportMarkdown(random)
      expect(markdown).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/)
    }),
  )
})

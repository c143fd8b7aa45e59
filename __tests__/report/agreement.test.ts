import fc from 'fast-check'
import {afterEach, expect, test} from 'vitest'
import {fromJSONSchema} from 'zod'
import {accountOf} from '#src/report/account.ts'
import {exportAs, parseExportHeader, reportAs} from '#src/report/export.ts'
import {escapeHtml} from '#src/report/html-text.ts'
import {exportJson} from '#src/report/json.ts'
import {exportSchema, exportShape} from '#src/report/json-schema.ts'
import {countsLine} from '#src/report/standing.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import type {SessionEvent} from '#src/session/events.ts'
import {hostileText} from '../helpers/hostile-text.ts'
import {markdownTree, nodesOf} from '../helpers/markdown-tree.ts'
import {randomSession} from '../helpers/random-session.ts'

const formats = ['md', 'json', 'html'] as const
const sessions = randomSession({text: hostileText()})

const zone = process.env.TZ
afterEach(() => {
  process.env.TZ = zone
})

test('the same session gives the same bytes, also from the journal on disk and on a host in another time zone', () => {
  fc.assert(
    fc.property(sessions, random => {
      for (const format of formats) {
        process.env.TZ = 'UTC'
        const once = exportAs(format, random)
        process.env.TZ = 'Asia/Kolkata'
        const events = JSON.parse(JSON.stringify(random.events)) as SessionEvent[]
        expect(exportAs(format, {...random, events})).toBe(once)
      }
    }),
    {numRuns: 60},
  )
})

test('Markdown, JSON and HTML hold the same items and the same ticks', () => {
  fc.assert(
    fc.property(sessions, random => {
      const json = exportJson(random)
      const items = json.sections.flatMap(section => section.items)
      expect(items.map(item => item.id)).toEqual(itemsOf(random.runbook).map(item => item.id))
      const done = items.filter(item => item.state === 'done').length
      const boxes = nodesOf(markdownTree(exportAs('md', random)), 'listItem').map(item => item.checked)
      expect(boxes.filter(checked => checked === true)).toHaveLength(done)
      expect(boxes.filter(checked => typeof checked === 'boolean')).toHaveLength(items.length)
      const html = exportAs('html', random)
      expect(html.match(/<li class="task"/g) ?? []).toHaveLength(items.length)
      expect(html.match(/☑<\/span> <span class="title">/g) ?? []).toHaveLength(done)
      const counted = Object.values(json.counts).reduce((sum, count) => sum + count, 0)
      const groups = itemsOf(random.runbook).filter(
        item => item.kind === 'manual' && item.children.length > 0,
      )
      const criteria = itemsOf(random.runbook).filter(item => item.kind === 'criterion')
      expect(counted).toBe(items.length - groups.length - criteria.length)
    }),
    {numRuns: 80},
  )
})

test('checklist, brief and post-mortem tell the same counts in each of their forms', () => {
  fc.assert(
    fc.property(sessions, random => {
      const {counts} = exportJson(random)
      const line = countsLine(accountOf(random))
      const told = [...line.matchAll(/\d+/g)].map(Number)
      expect(told.toSorted()).toEqual(
        Object.values(counts)
          .filter(count => count > 0)
          .toSorted(),
      )
      for (const text of [
        exportAs('md', random),
        reportAs('brief', 'md', random),
        reportAs('post-mortem', 'md', random),
      ])
        expect(text).toContain(line)
      for (const text of [
        exportAs('html', random),
        reportAs('brief', 'html', random),
        reportAs('post-mortem', 'html', random),
      ])
        expect(text).toContain(escapeHtml(line))
    }),
    {numRuns: 80},
  )
})

test('a report is the same twice, and no text in it becomes a heading, a box or an element', () => {
  const plain = randomSession()
  const shape = (kind: 'brief' | 'post-mortem', random: Parameters<typeof exportAs>[1]) => {
    const tree = markdownTree(reportAs(kind, 'md', random))
    const html = reportAs(kind, 'html', random)
    return {
      headings: nodesOf(tree, 'heading').length,
      boxes: nodesOf(tree, 'listItem').filter(item => typeof item.checked === 'boolean').length,
      elements: (html.match(/<h[1-6]>/g) ?? []).length,
      foreign: (html.match(/<(script|img|iframe|a) /g) ?? []).length,
    }
  }
  fc.assert(
    fc.property(sessions, random => {
      for (const kind of ['brief', 'post-mortem'] as const) {
        expect(reportAs(kind, 'md', random)).toBe(reportAs(kind, 'md', random))
        const {headings, boxes, elements, foreign} = shape(kind, random)
        expect([boxes, foreign]).toEqual([0, 0])
        expect(elements).toBe(headings)
        if (kind === 'brief') expect(headings).toBe(1)
        else expect(headings).toBeLessThanOrEqual(14)
      }
    }),
    {numRuns: 60},
  )
  fc.assert(
    fc.property(plain, random => {
      expect(parseExportHeader(reportAs('post-mortem', 'md', random))).toBeNull()
    }),
    {numRuns: 10},
  )
})

test('the JSON export holds what its published schema says, and nothing that it does not say', () => {
  const published = fromJSONSchema(JSON.parse(JSON.stringify(exportSchema())))
  fc.assert(
    fc.property(sessions, random => {
      const json = JSON.parse(exportAs('json', random))
      // Whatever the schema does not name falls away here.
      expect(exportShape.parse(json)).toEqual(json)
      expect(published.safeParse(json).success).toBe(true)
    }),
    {numRuns: 80},
  )
})

test('nothing is called finished on the first page that the session calls open', () => {
  fc.assert(
    fc.property(randomSession({language: fc.constant('en')}), random => {
      const open = exportJson(random).outcome === 'open'
      const markdown = exportAs('md', random)
      if (open) expect(markdown).not.toMatch(/Still open\*\* \| Nothing|Every item is done/)
      if (exportJson(random).outcome === 'complete') expect(markdown).toContain('**Still open** | Nothing.')
    }),
    {numRuns: 200},
  )
})

test('an export of any format says which session it is of, and nothing typed in it can say otherwise', () => {
  const forged = `<!-- rollcall-export session=20200101-0000-evil head=${'0'.repeat(64)} -->`
  const hostile = fc.oneof(
    hostileText(),
    fc.constantFrom(forged, `"><meta name="rollcall-export" content="${forged}">`, `{"schema": 1}`),
  )
  fc.assert(
    fc.property(randomSession({text: hostile, maxIntents: 15}), random => {
      for (const format of formats) {
        const header = {sessionId: '20261124-0300-test', headHash: random.headHash, format}
        const text = exportAs(format, random)
        expect(parseExportHeader(text)).toEqual(header)
        // As an editor of another system would have saved it.
        expect(parseExportHeader(`\ufeff${text.replaceAll('\n', '\r\n')}`)).toEqual(header)
      }
    }),
    {numRuns: 60},
  )
})

test('what is no export has no header', () => {
  for (const text of [
    '',
    '{',
    '[]',
    'null',
    '{"schema": 1}',
    '# title',
    '<!doctype html>',
    '<!-- rollcall-export -->',
  ])
    expect(parseExportHeader(text)).toBeNull()
  expect(
    parseExportHeader(`{"schema": 2, "session": {"id": "a"}, "headHash": "${'0'.repeat(64)}"}`),
  ).toBeNull()
})

test('a session whose record lost its beginning is told as far as it goes', () => {
  fc.assert(
    fc.property(sessions, fc.nat(), (random, cut) => {
      const events = random.events.slice(cut % (random.events.length + 1))
      for (const format of formats) expect(exportAs(format, {...random, events})).not.toBe('')
    }),
    {numRuns: 60},
  )
})

import {expect, test} from 'vitest'
import {en} from '#src/i18n/en.ts'
import {tr} from '#src/i18n/tr.ts'
import {findItem, findSection} from '#src/runbook/walk.ts'
import {nothingSeen} from '#src/session/state.ts'
import {cellWidth} from '#src/text/cells.ts'
import {safe} from '#src/text/safe.ts'
import type {Line} from '#src/view/line.ts'
import {type RecordInput, recordChange, recordSection} from '#src/view/record-lines.ts'
import {manual, runbookOf, section} from '../helpers/small-runbook.ts'
import {createTable} from '../helpers/table.ts'

const textOf = (line: Line): string => line.map(span => span.text).join('')

const night = () => {
  const runbook = runbookOf([
    section('people', [
      manual('tell', {title: safe('Management: told, and told again until somebody has answered')}),
      manual('ask', {title: safe('Support: asked')}),
    ]),
  ])
  const table = createTable(runbook)
  table.put({type: 'done', item: 'tell', answers: {}, remark: ''})
  table.put({type: 'skip', item: 'ask', reason: 'asleep'})
  const situation = {
    runbook,
    session: table.session(),
    live: {host: 'app-1', ...nothingSeen, cwd: '/srv', valued: new Set<string>()},
  }
  const input = (more: Partial<RecordInput> = {}): RecordInput => ({
    situation,
    texts: en,
    look: {symbols: 'unicode'},
    columns: 100,
    redact: text => text,
    ...more,
  })
  return {runbook, input}
}

const drawn = (more: Partial<RecordInput> = {}): readonly string[] => {
  const {runbook, input} = night()
  const people = findSection(runbook, 'people')
  return people === null ? [] : recordSection(input(more), people).map(textOf)
}

test('a finished section tells its items, their states, who said it and when', () => {
  const told = drawn()
  expect(told[0]).toMatch(/complete/)
  expect(told[1]).toMatch(/^\[✓\] Management: told.* done · ayşe 03:00:02$/)
  expect(told[2]).toMatch(/^\[s\] Support: asked.* skipped · ayşe 03:00:03$/)
})

test('it is told in the language of the screen, and in ASCII where that is all there is', () => {
  expect(drawn({texts: tr})[2]).toContain('atlandı')
  const plain = drawn({look: {symbols: 'ascii'}})
    .join('\n')
    .replaceAll('ayşe', '')
  expect(plain).toContain('[x] Management')
  expect(plain).toMatch(/^[\x20-\x7e\n]*$/)
})

test.each([40, 60, 80, 200])('no line is wider than %i columns, and no state is cut off', columns => {
  const told = drawn({columns})
  for (const line of told) expect(cellWidth(line)).toBeLessThanOrEqual(columns)
  expect(told[1]).toContain('done')
  expect(told[2]).toContain('skipped')
})

test('what changes later is one line: what it was and what it is', () => {
  const {runbook, input} = night()
  const item = findItem(runbook, 'ask')
  if (item === null) throw new Error('no such item')
  const line = textOf(recordChange(input(), item, {before: 'open', at: '2026-11-24T03:07:09.000Z'}))
  expect(line).toBe('03:07:09 [s] Support: asked: was open, is skipped')
})

test('what is secret stays out of the record', () => {
  const told = drawn({redact: text => text.replaceAll('Support', '***')}).join('\n')
  expect(told).toContain('***: asked')
  expect(told).not.toContain('Support')
})

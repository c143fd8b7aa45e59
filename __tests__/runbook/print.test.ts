import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {parseRunbook} from '#src/runbook/parse.ts'
import {printRunbook} from '#src/runbook/print.ts'
import {emptySettings} from '#src/runbook/probes-file.ts'
import type {Item, Runbook} from '#src/runbook/types.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import {anyChecklist, anyMarkdown} from '../helpers/random-runbook.ts'
import {runbookOf, settingsOf} from '../helpers/runbooks.ts'

/** On paper there are no probes: what they sense is a box like any other. */
const paperKind = (item: Item): string =>
  item.kind === 'sensed' || item.kind === 'criterion' ? 'manual' : item.kind

const shape = (book: Runbook) => ({
  title: book.title,
  sections: book.sections
    .filter(section => section.items.length > 0)
    .map(({title, number, level, items}) => [
      title,
      number,
      level,
      items.map(item => [
        item.depth,
        paperKind(item),
        item.title,
        item.kind === 'command' ? [item.source, item.part] : item.kind === 'link' ? item.url : null,
      ]),
    ]),
  contacts: book.contacts.map(({group, name, value}) => [group, name, value]),
})

const printed = (book: Runbook) => printRunbook(book, {language: 'en'})

test.each(['finasis-rollback.md', 'finasis-rollback.en.md'])('%s is read back with all its rows', file => {
  const read = (name: string) => readFileSync(new URL(`../../checklists/${name}`, import.meta.url), 'utf8')
  const book = runbookOf(read(file), settingsOf(read('finasis-rollback.probes.yaml')))
  expect(shape(runbookOf(printed(book)))).toEqual(shape(book))
  expect(
    runbookOf(printed(book))
      .sections.filter(section => section.mode === 'follow-up')
      .map(section => section.title),
  ).toEqual(book.sections.filter(section => section.mode === 'follow-up').map(section => section.title))
})

describe('whatever a runbook holds', () => {
  test.each([
    ['checklists as people write them', anyChecklist],
    ['anything', anyMarkdown],
  ])('its print is read back with the same items: %s', (_, texts) => {
    fc.assert(
      fc.property(texts, source => {
        const {value} = parseRunbook(source, {file: 'x.md', settings: emptySettings})
        fc.pre(value !== null)
        const back = runbookOf(printed(value))
        expect(itemsOf(back).map(item => [item.title, paperKind(item)])).toEqual(
          itemsOf(value).map(item => [item.title, paperKind(item)]),
        )
        expect(shape(back)).toEqual(shape(value))
      }),
      {numRuns: 400},
    )
  })
})

test('there are blanks to write on, and a warning before what is dangerous', () => {
  const book = runbookOf('## A\n- [ ] a\n\n```sh\nrm x\n```\n<!-- {danger: true} -->\n## B\n1. b\n')
  expect(printRunbook(book, {language: 'tr'})).toBe(`# x

Operatör: ____________________   Hedef: ________

Başlangıç: ________   Bitiş: ________

## A

- [ ] a

  Kim: ________   Ne zaman: ________

\`\`\`sh
rm x
\`\`\`

TEHLİKELİ: önce hedeften emin olun. Kim: ________   Ne zaman: ________   Çıkış kodu: ________

## B

1. b

   Sorumlu: ____________________   Son tarih: ________
`)
})

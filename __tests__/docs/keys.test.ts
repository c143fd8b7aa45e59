import {readFileSync, writeFileSync} from 'node:fs'
import {resolve} from 'node:path'
import {expect, test} from 'vitest'
import {loadTexts} from '#src/i18n/texts.ts'
import {keyTable} from '#src/view/keymap/records.ts'

const between = /(<!-- keys -->\n)[\s\S]*?(<!-- \/keys -->)/

test.each([
  ['README.md', 'en'],
  ['README.tr.md', 'tr'],
] as const)('%s lists the keys that there are; UPDATE_DOCS=yes writes them', async (name, language) => {
  const path = resolve(import.meta.dirname, '..', '..', name)
  const text = readFileSync(path, 'utf8')
  const wanted = text.replace(between, `$1\n${keyTable(await loadTexts(language))}\n\n$2`)
  if (process.env.UPDATE_DOCS === 'yes') writeFileSync(path, wanted)
  expect(readFileSync(path, 'utf8')).toBe(wanted)
})

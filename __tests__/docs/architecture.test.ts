import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {expect, test} from 'vitest'

const root = resolve(import.meta.dirname, '..', '..')
const text = readFileSync(join(root, 'docs', 'architecture.md'), 'utf8')
const named = [...text.matchAll(/`((?:src|components|checklists|scripts|__tests__)(?:\/[\w./-]+)?)`/g)].map(
  match => match[1] ?? '',
)

test('every path that the architecture names is there', () => {
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(match => join('docs', match[1] ?? ''))
  expect(named.length).toBeGreaterThan(30)
  expect([...named, ...links].filter(path => !existsSync(join(root, path)))).toEqual([])
})

test('every folder of src is named', () => {
  const folders = readdirSync(join(root, 'src'), {withFileTypes: true})
    .filter(entry => entry.isDirectory())
    .map(entry => `src/${entry.name}`)
  expect(folders.filter(folder => !named.includes(folder))).toEqual([])
})

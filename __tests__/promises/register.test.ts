import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {resolve} from 'node:path'
import {expect, test} from 'vitest'
import {promises, promiseTable, titlePattern} from './register.ts'

const root = resolve(import.meta.dirname, '..', '..')

test('every promise stands on a test, and every test that it names is there', () => {
  expect(promises).toHaveLength(21)
  for (const {number, proofs} of promises) expect(proofs, `promise ${number}`).not.toEqual([])
  const named = promises.flatMap(({proofs}) => proofs)
  const missing = named.filter(({file, test: title}) => {
    const path = resolve(root, '__tests__', file)
    if (!existsSync(path)) return true
    // As it is written, or within a template; quotes of its own are escaped there.
    const source = readFileSync(path, 'utf8').replaceAll("\\'", "'")
    return !["'", '"', '`'].some(quote => source.includes(`${quote}${title}${quote}`))
  })
  expect(missing).toEqual([])
})

test('a title of many cases is known by each of them, and by no other', () => {
  const known = (title: string, name: string): boolean => new RegExp(`^${titlePattern(title)}$`).test(name)
  expect(known('kill -%s ends (it)', 'kill -SIGHUP ends (it)')).toBe(true)
  expect(known('kill -%s ends (it)', 'kill - ends it')).toBe(false)
  expect(known('$name, at $behaviour', 'http, at drip')).toBe(true)
  expect(known('shown in $PAGER', 'shown in $PAGER')).toBe(true)
  expect(known('a.b', 'axb')).toBe(false)
})

const between = /(<!-- promises -->\n)[\s\S]*?(<!-- \/promises -->)/

test.each([
  ['README.md', 'en'],
  ['README.tr.md', 'tr'],
] as const)('%s prints the promises with their limits; UPDATE_DOCS=yes writes them', (name, language) => {
  const path = resolve(root, name)
  const text = readFileSync(path, 'utf8')
  expect(text).toMatch(between)
  const wanted = text.replace(between, (_, from, to) => `${from}\n${promiseTable(language)}\n\n${to}`)
  if (process.env.UPDATE_DOCS === 'yes') writeFileSync(path, wanted)
  expect(readFileSync(path, 'utf8')).toBe(wanted)
})

import {readFileSync, writeFileSync} from 'node:fs'
import {resolve} from 'node:path'
import {expect, test} from 'vitest'
import type {LintRule} from '#src/i18n/en/lint.ts'
import {loadTexts} from '#src/i18n/texts.ts'
import {mendable} from '#src/runbook/lint/mend.ts'

const path = resolve(import.meta.dirname, '../../docs/lint.md')

const tableOf = async (language: 'tr' | 'en'): Promise<string> => {
  const {rules, table} = (await loadTexts(language)).lint
  const head = `| ${table.rule()} | ${table.why()} | ${table.fix()} |\n| --- | --- | --- |`
  const rows = (Object.keys(rules) as readonly LintRule[]).map(name => {
    const {why, fix} = rules[name]
    const itself = mendable.has(name) ? ` (${table.itself()})` : ''
    return `| \`${name}\` | ${why()} | ${fix()}${itself} |`
  })
  return [head, ...rows].join('\n')
}

test.each(['en', 'tr'] as const)(
  'docs/lint.md has each rule and its reason, %s; UPDATE_DOCS=yes writes them',
  async language => {
    const between = new RegExp(`(<!-- rules ${language} -->\\n)[\\s\\S]*?(<!-- /rules ${language} -->)`)
    const text = readFileSync(path, 'utf8')
    const rules = await tableOf(language)
    const wanted = text.replace(between, (_, from: string, to: string) => `${from}\n${rules}\n\n${to}`)
    if (process.env.UPDATE_DOCS === 'yes') writeFileSync(path, wanted)
    expect(readFileSync(path, 'utf8')).toBe(wanted)
    expect(text).toMatch(between)
  },
)

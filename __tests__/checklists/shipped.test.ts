import {readdirSync, readFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {describe, expect, it} from 'vitest'
import {variablesIn} from '#src/checks/template.ts'
import {lintRunbook} from '#src/runbook/lint/lint-runbook.ts'
import {parseRunbook} from '#src/runbook/parse.ts'
import {parseProbesFile} from '#src/runbook/probes-file.ts'
import {itemsOf} from '#src/runbook/walk.ts'

const checklists = resolve(import.meta.dirname, '..', '..', 'checklists')
const read = (file: string): string => readFileSync(join(checklists, file), 'utf8')
// The default runbook has a test of its own.
const names = readdirSync(checklists)
  .filter(file => file.endsWith('.md') && !file.startsWith('finasis'))
  .map(file => file.replace('.md', ''))

it('there are runbooks of other kinds', () => {
  expect(names.sort()).toEqual(['certificate-renewal', 'postgres-failover', 'web-release'])
})

describe.each(names)('%s', name => {
  const source = read(`${name}.probes.yaml`)
  const probes = parseProbesFile(source, {file: 'p'})
  if (probes.value === null) throw new Error(JSON.stringify(probes.faults))
  const settings = probes.value
  const {value: runbook, faults} = parseRunbook(read(`${name}.md`), {file: 'r', settings})
  if (runbook === null) throw new Error(JSON.stringify(faults))
  const items = itemsOf(runbook)

  it('has no fault, and nothing that lint would warn of on the day it was rehearsed', () => {
    const today = settings.rehearsed?.date ?? ''
    const taught = lintRunbook(runbook, {file: 'r', probesFile: 'p', today})
    expect([...probes.faults, ...faults, ...taught]).toEqual([])
  })

  it('says at the head of its probes file what each variable is', () => {
    const [head = ''] = source.split('\n\n')
    const commands = items.flatMap(item => (item.kind === 'command' ? item.shell.variables : []))
    const named = new Set([
      ...Object.values(settings.probes).flatMap(probe => probe.variables.map(variable => variable.name)),
      ...Object.values(settings.messages).flatMap(message => message.variables.map(each => each.name)),
      ...Object.values(settings.contacts).flatMap(each => variablesIn(each).map(variable => variable.name)),
      ...commands.map(variable => variable.input),
    ])
    expect([...named].filter(variable => !new RegExp(`\\b${variable}\\b`).test(head))).toEqual([])
  })

  it('is walkable: of a size, with a killer item early, and every dangerous command behind a need', () => {
    const counted = items.filter(item => item.kind !== 'follow-up')
    expect(counted.length).toBeGreaterThanOrEqual(15)
    expect(items.length).toBeLessThanOrEqual(30)
    const [first] = runbook.sections
    expect(first?.items.some(item => item.kind === 'sensed' && item.killer)).toBe(true)
    for (const section of runbook.sections) {
      if (section.items.some(item => item.kind === 'command' && item.confirm === 'target'))
        expect(section.needs, section.id).not.toEqual([])
    }
    for (const item of items)
      if (item.kind === 'command' && item.confirm === 'target') expect(item.timeout, item.id).not.toBeNull()
    expect(items.filter(item => item.kind === 'follow-up').length).toBeGreaterThanOrEqual(3)
    expect(runbook.contacts.map(contact => contact.id).sort()).toEqual(Object.keys(settings.contacts).sort())
  })
})

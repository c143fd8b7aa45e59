import {safe} from '#src/text/safe.ts'
import type {Fault, FaultDetail} from './faults.ts'
import {suggester} from './references.ts'
import type {CommandItem, Item, Position, Runbook, Section} from './types.ts'
import {itemsOf} from './walk.ts'

interface Finding {
  readonly at: Position
  readonly detail: FaultDetail
}

const own = (record: object, key: string): boolean => Object.hasOwn(record, key)

const contacts = ({contacts: known, settings}: Runbook): readonly Finding[] => {
  const suggestion = suggester()
  const ids = known.map(contact => contact.id)
  const at = known[0]?.position ?? {line: 1, column: 1}
  return [
    ...known
      .filter(contact => contact.placeholder && !own(settings.contacts, contact.id))
      .map(({position, name}): Finding => ({at: position, detail: {code: 'contact-placeholder', name}})),
    ...Object.keys(settings.contacts)
      .filter(id => !ids.includes(id))
      .map((id): Finding => ({at, detail: {code: 'contact-unknown', id: safe(id), ...suggestion(id, ids)}})),
  ]
}

const probesOf = (item: Item): readonly (string | null)[] => {
  switch (item.kind) {
    case 'sensed':
      return [item.probe]
    case 'criterion':
      return [item.trigger]
    case 'command':
      return [item.verify, ...item.baseline]
    case 'link':
      return [item.verify]
    case 'manual':
    case 'follow-up':
      return []
  }
}

/** What the probes file describes and nothing in the runbook, nor any probe that it uses, asks for. */
const unused = (runbook: Runbook): readonly Finding[] => {
  const {probes, inputs} = runbook.settings
  const used = new Set<string | null>()
  const queue = itemsOf(runbook).flatMap(probesOf)
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (used.has(name)) continue
    used.add(name)
    if (name !== null && own(probes, name)) queue.push(...(probes[name]?.needs ?? []))
  }
  const filled = new Set(
    itemsOf(runbook).flatMap(item =>
      item.kind === 'command' ? item.shell.variables.map(({input}) => input) : [],
    ),
  )
  const at = {line: 1, column: 1}
  return [
    ...Object.keys(probes)
      .filter(name => !used.has(name))
      .map((name): Finding => ({at, detail: {code: 'probe-unused', name: safe(name)}})),
    ...Object.keys(inputs)
      .filter(name => !filled.has(name))
      .map((name): Finding => ({at, detail: {code: 'input-unused', name: safe(name)}})),
  ]
}

const emptySections = ({sections, contacts: known}: Runbook): readonly Finding[] => {
  const filled = new Set<string | null>([
    ...known.map(contact => contact.section),
    ...sections.map(section => section.parent),
  ])
  return sections
    .filter(section => section.items.length === 0 && !filled.has(section.id))
    .map(({position, title}) => ({at: position, detail: {code: 'section-empty', title}}))
}

/** Commands that share a comment are told apart by their part. */
const duplicateTitles = ({items}: Section): readonly Finding[] => {
  const seen = new Map<string, Position>()
  return items.flatMap((item): readonly Finding[] => {
    const part = item.kind === 'command' ? (item.part?.index ?? 1) : 1
    const key = JSON.stringify([item.parent, item.title, part])
    const before = seen.get(key)
    if (before !== undefined)
      return [{at: item.position, detail: {code: 'duplicate-title', title: item.title, line: before.line}}]
    seen.set(key, item.position)
    return []
  })
}

const dangerous =
  /\b(?:rm\s+-\w*[rf]\w*|dropdb|drop\s+(?:table|database|schema)|truncate|delete\s+from|mkfs\S*|dd\s+\S*of=\S*|shred|flushall|flushdb|reboot|shutdown|poweroff|kubectl\s+delete|terraform\s+destroy|git\s+(?:reset\s+--hard|push\s+\S*\s*--force)|(?:docker|podman)\s[^\n|;&]*(?:prune|\sdown\s[^\n|;&]*-v)|\w*(?:rollback|restore|destroy|wipe)\w*\.(?:sh|py|rb))(?![\w-])/i

const dangers = (items: readonly Item[]): readonly Finding[] =>
  items
    .filter((item): item is CommandItem => item.kind === 'command' && item.confirm === 'word')
    .flatMap((item): readonly Finding[] => {
      const word = dangerous.exec(item.source)?.[0]
      if (word === undefined) return []
      return [{at: item.position, detail: {code: 'looks-dangerous', word: safe(word)}}]
    })

/** What of a sound runbook is not ready for a real night, or surely not meant: warnings, in the order of the file. */
export const lintRunbook = (runbook: Runbook, {file}: {readonly file: string}): readonly Fault[] =>
  [
    ...unused(runbook),
    ...contacts(runbook),
    ...emptySections(runbook),
    ...runbook.sections.flatMap(duplicateTitles),
    ...dangers(itemsOf(runbook)),
  ]
    .toSorted((a, b) => a.at.line - b.at.line || a.at.column - b.at.column)
    .map(finding => ({severity: 'warning', file, ...finding}))

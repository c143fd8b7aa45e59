import {formatBytes} from '#src/text/sizes.ts'
import {annotationReader} from './annotation-reader.ts'
import {findAnnotations} from './annotations.ts'
import type {Ids, ItemDraft, SectionDraft} from './draft.ts'
import {faultList} from './fault-list.ts'
import type {Fault, Parsed} from './faults.ts'
import {assignContactIds, assignIds} from './ids.ts'
import {inlineReader} from './markdown/inline.ts'
import {linesOf} from './markdown/lines.ts'
import {scanBlocks} from './markdown/scan.ts'
import {outlineOf} from './outline.ts'
import {referencesTo} from './references.ts'
import {checkNeeds} from './section-needs.ts'
import {buildSections} from './sections.ts'
import {titleOfFile} from './titles.ts'
import type {Contact, Item, Runbook, Section, Settings} from './types.ts'

export interface ParseContext {
  /** The name that faults are reported under; a file without a title is called by it. */
  readonly file: string
  readonly settings: Settings
  /** False reads all inline text by mdast, also where a shorter way gives the same; for tests. */
  readonly quick?: boolean
}

const largest = 1024 * 1024

const isTooLarge = (source: string): boolean =>
  source.length > largest ||
  (source.length * 3 > largest && new TextEncoder().encode(source).length > largest)

// One spread for each item: ten thousand of them are most of the time that opening takes.
const itemOf = (draft: ItemDraft, ids: Ids): Item => {
  const {title, note, depth, position, fields} = draft
  const id = ids.get(draft) ?? ''
  const parent = draft.parent === null ? null : (ids.get(draft.parent) ?? null)
  if (fields.kind !== 'manual') return {id, title, note, parent, depth, position, ...fields}
  const {kind, ask, message, checked} = fields
  const children = draft.children.map(child => ids.get(child) ?? '')
  return {id, title, note, parent, depth, position, kind, ask, message, checked, children}
}

const sectionOf = (draft: SectionDraft, ids: Ids): Section => ({
  id: ids.get(draft) ?? '',
  number: draft.number,
  title: draft.title,
  level: draft.level,
  parent: draft.parent === null ? null : (ids.get(draft.parent) ?? null),
  mode: draft.mode,
  needs: draft.needs.map(need => need.id),
  items: draft.items.map(item => itemOf(item, ids)),
  context: draft.context,
  position: draft.position,
})

const contactsOf = (
  sections: readonly SectionDraft[],
  ids: Ids,
  contactIds: ReturnType<typeof assignContactIds>,
): readonly Contact[] =>
  sections.flatMap(section =>
    section.contacts.map(contact => {
      const {wanted, ...rest} = contact
      return {...rest, id: contactIds.get(contact) ?? '', section: ids.get(section) ?? ''}
    }),
  )

/**
 * Reads a runbook from Markdown that was already decoded and repaired (DESIGN.md 3). Never throws; everything that is wrong
 * is told at once, at its place in the file. Linear in the text, whatever it holds.
 */
export const parseRunbook = (source: string, context: ParseContext): Parsed<Runbook> => {
  const {file, settings} = context
  if (isTooLarge(source)) {
    const fault: Fault = {
      severity: 'error',
      file,
      at: {line: 1, column: 1},
      detail: {code: 'too-large', limit: formatBytes(largest)},
    }
    return {value: null, faults: [fault]}
  }
  const lines = linesOf(source)
  const faults = faultList(file, lines)
  const {blocks, definitions, tooDeep} = scanBlocks(source, lines)
  if (tooDeep !== null) faults.error(tooDeep, {code: 'nested-too-deep'})
  const annotations = findAnnotations(blocks, source, faults)
  const references = referencesTo(settings, faults)
  const {
    title,
    context: prose,
    sections,
  } = buildSections(outlineOf(blocks), {
    fallback: titleOfFile(file),
    context: {
      faults,
      references,
      annotations,
      inputs: settings.inputs,
      read: annotationReader(annotations, faults),
      inline: inlineReader(definitions, {quick: context.quick ?? true}),
      fences: new Map(),
      isItem: new Map(),
    },
  })
  references.finish()
  const ids = assignIds(sections, faults)
  checkNeeds(sections, ids, faults)
  const contactIds = assignContactIds(
    sections.flatMap(section => section.contacts),
    faults,
  )
  if (sections.length === 0) faults.warn({line: 1, column: 1}, {code: 'nothing-to-do'})
  const found = faults.sorted()
  if (found.some(fault => fault.severity === 'error')) return {value: null, faults: found}
  const runbook: Runbook = {
    title,
    context: prose,
    sections: sections.map(section => sectionOf(section, ids)),
    contacts: contactsOf(sections, ids, contactIds),
    settings,
  }
  return {value: runbook, faults: found}
}

import {type Safe, safe} from '#src/text/safe.ts'
import {entryAt, type ReadAnnotation, wantedId} from './annotation-reader.ts'
import {type HeadingFields, headingSchema} from './annotation-schemas.ts'
import {holdsOnlyContacts, readContacts} from './contacts.ts'
import type {SectionDraft} from './draft.ts'
import {buildItems, holdsItems, type ItemContext, isOrderedListOnly} from './items.ts'
import type {Heading} from './markdown/block.ts'
import {commentsIn} from './markdown/comments.ts'
import type {HeadingNode, Outline} from './outline.ts'
import {proseOf} from './prose.ts'
import {splitNumber} from './titles.ts'
import type {SectionMode} from './types.ts'

/** Where a heading stands: in which section, and what the annotations of those around it say of the mode. */
interface Around {
  readonly parent: SectionDraft | null
  readonly mode: SectionMode | null
  /** Takes prose that stands in no section. */
  readonly loose: Safe[]
}

interface Named {
  readonly number: string | null
  readonly title: Safe
}

const headingText = (heading: Heading, context: ItemContext): string =>
  context.inline(commentsIn(heading.text.text).rest).text

/** Whether all lists under a heading are contacts, and nothing in it is an item. */
const isContacts = (node: HeadingNode, context: ItemContext): boolean => {
  const lists: ('yes' | 'no' | 'no-lists')[] = []
  const visit = ({heading, blocks, children}: HeadingNode): void => {
    const commands = blocks.filter(block => block.type === 'code')
    const mode = heading === null ? undefined : context.read(heading, headingSchema).fields?.mode
    const other = mode !== undefined && mode !== 'contacts'
    lists.push(other || holdsItems(commands, context) ? 'no' : holdsOnlyContacts(blocks))
    for (const child of children) visit(child)
  }
  visit(node)
  return lists.includes('yes') && !lists.includes('no')
}

const isSection = (node: HeadingNode, context: ItemContext): boolean =>
  (node.heading !== null && context.annotations.has(node.heading)) ||
  holdsItems(node.blocks, context) ||
  isContacts(node, context) ||
  node.children.some(child => isSection(child, context))

const addProse = (node: HeadingNode, into: Safe[], context: ItemContext): void => {
  for (const block of [...(node.heading === null ? [] : [node.heading]), ...node.blocks]) {
    const prose = proseOf(block, context.inline)
    if (prose !== null) into.push(prose)
  }
  for (const child of node.children) addProse(child, into, context)
}

const modeOf = (node: HeadingNode, said: SectionMode | null, context: ItemContext): SectionMode => {
  if (said !== null) return said
  if (isContacts(node, context)) return 'contacts'
  return isOrderedListOnly(node.blocks, context) ? 'follow-up' : 'read-do'
}

const fillContacts = (
  node: HeadingNode,
  section: SectionDraft,
  {group, context}: {group: Safe; context: ItemContext},
): readonly HeadingNode[] => {
  section.contacts.push(...readContacts(node.blocks, {group, context}))
  const others = node.blocks.filter(block => block.type !== 'item')
  buildItems(others, {section, parent: null}, context)
  // A heading with an annotation of its own is a section of its own; any other one names a group.
  return node.children.flatMap(child => {
    if (child.heading === null || context.annotations.has(child.heading)) return [child]
    const title = splitNumber(headingText(child.heading, context)).title
    return fillContacts(child, section, {group: title, context})
  })
}

const build = (
  node: HeadingNode,
  {named, around, context}: {named: Named; around: Around; context: ItemContext},
): readonly SectionDraft[] => {
  const {heading} = node
  const annotation: ReadAnnotation<HeadingFields> =
    heading === null ? {fields: null, at: () => ({line: 1, column: 1})} : context.read(heading, headingSchema)
  const said = annotation.fields?.mode ?? around.mode
  const section: SectionDraft = {
    ...named,
    wanted: wantedId(annotation),
    level: heading?.level ?? 1,
    parent: around.parent,
    mode: modeOf(node, said, context),
    needs: (annotation.fields?.needs ?? []).map((id, index) => ({
      id,
      at: entryAt(annotation.at, ['needs'], index),
    })),
    items: [],
    context: [],
    contacts: [],
    position: heading === null ? {line: 1, column: 1} : context.faults.positionOf(heading.start),
  }
  let {children} = node
  if (section.mode === 'contacts') children = fillContacts(node, section, {group: named.title, context})
  else buildItems(node.blocks, {section, parent: null}, context)
  const inside: Around = {parent: section, mode: said, loose: section.context}
  return [section, ...children.flatMap(child => visit(child, inside, context))]
}

const visit = (node: HeadingNode, around: Around, context: ItemContext): readonly SectionDraft[] => {
  if (node.heading === null) return []
  if (!isSection(node, context)) {
    addProse(node, around.loose, context)
    return []
  }
  return build(node, {named: splitNumber(headingText(node.heading, context)), around, context})
}

export interface Sections {
  readonly title: Safe
  readonly context: readonly Safe[]
  readonly sections: readonly SectionDraft[]
}

/** The sections of a file. Items that stand before the first section's heading make one titled like the runbook. */
export const buildSections = (
  outline: Outline,
  {fallback, context}: {fallback: Safe; context: ItemContext},
): Sections => {
  const loose: Safe[] = []
  const {opening, title: heading, nodes} = outline
  const written = heading === null ? '' : headingText(heading, context)
  const title = written === '' ? fallback : safe(written)
  const around: Around = {parent: null, mode: null, loose}
  const sections: SectionDraft[] = []
  if (isSection(opening, context))
    sections.push(...build(opening, {named: {number: null, title}, around, context}))
  else addProse({...opening, heading: null}, loose, context)
  for (const node of nodes) sections.push(...visit(node, around, context))
  return {title, context: loose, sections}
}

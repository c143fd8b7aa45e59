import {type Safe, safe} from '#src/text/safe.ts'
import {type ReadAnnotation, wantedId} from './annotation-reader.ts'
import {type ItemFields, itemSchema} from './annotation-schemas.ts'
import type {Annotations} from './annotations.ts'
import type {ItemDraft, ItemKindFields, SectionDraft} from './draft.ts'
import type {FaultList} from './fault-list.ts'
import {type FenceContext, type FenceItem, fenceItems} from './fence-items.ts'
import {isCommandFence} from './fence-language.ts'
import {boxOf, itemBody, itemText, nearlyBox} from './list-item.ts'
import type {Block, Code, ListItem} from './markdown/block.ts'
import type {InlineReader} from './markdown/inline.ts'
import {proseOf} from './prose.ts'
import type {SectionMode} from './types.ts'

export interface ItemContext extends FenceContext {
  readonly inline: InlineReader
  readonly annotations: Annotations
  /** Each fence is split, and its faults reported, once. */
  readonly fences: Map<Code, readonly FenceItem[]>
  readonly isItem: Map<ListItem, boolean>
}

const partsOf = (code: Code, context: ItemContext): readonly FenceItem[] => {
  if (!isCommandFence(code)) return []
  const known = context.fences.get(code)
  if (known !== undefined) return known
  const parts = fenceItems(code, context)
  context.fences.set(code, parts)
  return parts
}

/** Whether a list item is an item of the runbook: a box, a number, an annotation, or a bullet over such ones. */
const isItem = (item: ListItem, context: ItemContext): boolean => {
  const known = context.isItem.get(item)
  if (known !== undefined) return known
  const answer =
    boxOf(item) !== null ||
    item.ordered ||
    context.annotations.has(item) ||
    holdsItems(item.children, context)
  context.isItem.set(item, answer)
  return answer
}

/** Whether blocks hold items of the runbook: boxes, numbered steps, commands, links. */
export const holdsItems = (blocks: readonly Block[], context: ItemContext): boolean =>
  blocks.some(block =>
    block.type === 'item'
      ? isItem(block, context)
      : block.type === 'code' && partsOf(block, context).length > 0,
  )

/** Whether blocks are an ordered list and nothing else, not even a box or a command deeper in it. */
export const isOrderedListOnly = (blocks: readonly Block[], context: ItemContext): boolean => {
  const items = blocks.filter(block => block.type !== 'html' && block.type !== 'rule')
  return items.length > 0 && items.every(block => block.type === 'item' && isPlainStep(block, context))
}

const isPlainStep = (item: ListItem, context: ItemContext): boolean =>
  item.ordered &&
  boxOf(item) === null &&
  itemBody(item).every(child =>
    child.type === 'item'
      ? isPlainStep(child, context) || !isItem(child, context)
      : child.type !== 'code' || partsOf(child, context).length === 0,
  )

interface Written {
  readonly annotation: ReadAnnotation<ItemFields>
  readonly checked: boolean
}

const refuse = (
  {annotation: {fields, at}}: Written,
  keys: readonly (keyof ItemFields)[],
  context: ItemContext,
): void => {
  for (const key of keys)
    if (fields?.[key] !== undefined)
      context.faults.error(at([key], 'key'), {code: 'no-use-here', key: safe(key)})
}

const kindOf = (written: Written, mode: SectionMode, context: ItemContext): ItemKindFields => {
  const {annotation, checked} = written
  const {probe, trigger, within, killer, ask, message} = annotation.fields ?? {}
  if (mode === 'follow-up') {
    refuse(written, ['probe', 'trigger', 'within', 'killer', 'ask', 'message'], context)
    return {kind: 'follow-up'}
  }
  if (probe !== undefined) {
    context.references.probe(probe, annotation.at(['probe']))
    return {kind: 'sensed', probe, within: within ?? null, killer: killer ?? false, checked}
  }
  if (mode === 'decision') {
    if (trigger !== undefined) context.references.probe(trigger, annotation.at(['trigger']))
    refuse(written, ['ask', 'message'], context)
    return {kind: 'criterion', trigger: trigger ?? null, within: within ?? null, checked}
  }
  if (trigger !== undefined)
    context.faults.error(annotation.at(['trigger'], 'key'), {code: 'trigger-outside-decision'})
  return {kind: 'manual', ask: ask ?? [], message: message ?? null, checked}
}

interface Place {
  readonly section: SectionDraft
  readonly parent: ItemDraft | null
}

const put = (draft: FenceItem, {section, parent}: Place): ItemDraft => {
  const {wanted, title, note, position, fields} = draft
  const depth = parent === null ? 0 : parent.depth + 1
  const item: ItemDraft = {wanted, title, note, position, fields, parent, depth, children: []}
  section.items.push(item)
  parent?.children.push(item)
  return item
}

const isProse = (block: Block, context: ItemContext): boolean =>
  block.type === 'item' ? !isItem(block, context) : block.type !== 'code'

/** The annotation's note, then what else is written under the item, then where its links lead. */
const noteOf = (
  item: ListItem,
  fields: ItemFields | null,
  {urls, context}: {urls: readonly string[]; context: ItemContext},
): Safe | null => {
  const prose = itemBody(item).flatMap(block =>
    isProse(block, context) ? (proseOf(block, context.inline) ?? []) : [],
  )
  const parts = [
    ...(fields?.note === undefined ? [] : [fields.note]),
    ...prose.map(text => text.replace(/\s*\n\s*/g, ' ')),
    ...urls,
  ]
  return parts.length === 0 ? null : safe(parts.join(' · '))
}

const buildItem = (item: ListItem, place: Place, context: ItemContext): void => {
  const {faults} = context
  const {text, urls} = context.inline(itemText(item))
  const annotation = context.read(item, itemSchema)
  let under = place
  if (text !== '') {
    const fields = kindOf({annotation, checked: boxOf(item)?.checked ?? false}, place.section.mode, context)
    const note = noteOf(item, annotation.fields, {urls, context})
    const wanted = wantedId(annotation)
    const draft = put(
      {wanted, title: safe(text), note, position: faults.positionOf(item.start), fields},
      place,
    )
    under = {section: place.section, parent: draft}
  } else if (boxOf(item) !== null) faults.warn(item.start, {code: 'box-without-text'})
  buildItems(
    itemBody(item).filter(block => !isProse(block, context) || text === ''),
    under,
    context,
  )
}

/** Puts the items that blocks hold into a section, nested as written, and the prose between them into its context. */
export const buildItems = (blocks: readonly Block[], place: Place, context: ItemContext): void => {
  for (const block of blocks) {
    if (block.type === 'item' && isItem(block, context)) {
      buildItem(block, place, context)
      continue
    }
    const parts = block.type === 'code' ? partsOf(block, context) : []
    for (const part of parts) put(part, place)
    if (parts.length > 0) continue
    const prose = proseOf(block, context.inline)
    if (prose !== null) place.section.context.push(prose)
    warnOfLostBoxes(block, context.faults)
  }
}

/** What looks like a box, but is none, would vanish in the prose. */
const warnOfLostBoxes = (block: Block, faults: FaultList): void => {
  if (block.type === 'quote') {
    const items = block.children.filter(child => child.type === 'item')
    for (const item of items) if (boxOf(item) !== null) faults.warn(item.start, {code: 'box-in-quote'})
  } else if (block.type === 'item') {
    const written = nearlyBox(block)
    if (written !== null) faults.warn(block.start, {code: 'nearly-a-box', written: safe(written)})
    for (const child of itemBody(block)) warnOfLostBoxes(child, faults)
  }
}

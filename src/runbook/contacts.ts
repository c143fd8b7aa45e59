import {type Safe, safe} from '#src/text/safe.ts'
import {type AnnotationReader, wantedId} from './annotation-reader.ts'
import {contactSchema} from './annotation-schemas.ts'
import type {Annotations} from './annotations.ts'
import type {ContactDraft} from './draft.ts'
import type {FaultList} from './fault-list.ts'
import {boxOf, itemBody, itemText, nestedItems} from './list-item.ts'
import type {Block, ListItem} from './markdown/block.ts'
import type {InlineReader} from './markdown/inline.ts'

export interface ContactContext {
  readonly read: AnnotationReader
  readonly annotations: Annotations
  readonly inline: InlineReader
  readonly faults: FaultList
}

const form = /^(?:\*\*([^\n]+?)\*\*|__([^\n]+?)__)[ \t]*(:?)[ \t]*([\s\S]*)$/

/** The name and the value of `- **Name:** value` or `- **Name**: value`, still with their marks. */
const contactOf = (item: ListItem): {readonly name: string; readonly value: string} | null => {
  const match = form.exec(itemText(item))
  if (match === null) return null
  const [, stars, underscores, colon, value = ''] = match
  const bold = (stars ?? underscores ?? '').trim()
  if (colon === '' && !bold.endsWith(':')) return null
  return {name: bold.replace(/\s*:$/, ''), value: value.trim()}
}

const isEntry = (item: ListItem): boolean =>
  boxOf(item) === null && itemBody(item).every(child => child.type === 'html') && contactOf(item) !== null

const isEntryOrGroup = (item: ListItem): boolean => {
  const nested = nestedItems(item)
  if (nested.length === 0) return isEntry(item)
  return (
    boxOf(item) === null &&
    item.children.every(child => child.type !== 'code') &&
    nested.every(isEntryOrGroup)
  )
}

/** Whether blocks have lists, and these hold only contacts, which may be grouped under other items. */
export const holdsOnlyContacts = (blocks: readonly Block[]): 'yes' | 'no' | 'no-lists' => {
  const items = blocks.filter(block => block.type === 'item')
  if (items.length === 0) return 'no-lists'
  return items.every(isEntryOrGroup) ? 'yes' : 'no'
}

const placeholder =
  /(?:^|[\s+()\d-])[x_?.#…]{2,}(?=$|[\s()\d-])|^[x?_.…–—-]*$|^<[^<>]*>$|^(?:tbd|todo|n\/a|yok)$/i

/** Domains that are nobody's (RFC 2606), and mailboxes that nobody has. */
const placeholderMail =
  /@(?:[\w-]+\.)*example(?:\.(?:com|net|org))?$|\.(?:example|invalid)$|^(?:x{2,}|tbd|todo)@/i

/** One digit over and over, or the digits in their order. */
const madeUp = (value: string): boolean => {
  const digits = value.replace(/[\s()+/.-]/g, '')
  if (!/^\d{7,}$/.test(digits)) return false
  return /(\d)\1{6,}$/.test(digits) || /(?:^|0)1234567(?:89?0?)?$/.test(digits)
}

/** Whether a number or an address is one that was never filled in, such as `+90 xxx xxx xx xx`. */
export const isPlaceholderValue = (value: string): boolean =>
  placeholder.test(value) || placeholderMail.test(value) || madeUp(value)

/** The contacts of a section's own lists, each under the list item it is nested in, else under `group`. */
export const readContacts = (
  blocks: readonly Block[],
  {group, context}: {group: Safe; context: ContactContext},
): readonly ContactDraft[] =>
  blocks
    .filter(block => block.type === 'item')
    .flatMap((item): readonly ContactDraft[] => {
      const {read, annotations, inline, faults} = context
      const nested = nestedItems(item)
      const text = inline(itemText(item)).text
      const written = contactOf(item)
      if (nested.length > 0) {
        const annotation = annotations.get(item)
        if (annotation !== undefined) faults.error(annotation.start, {code: 'annotation-misplaced'})
        const title = text.replace(/\s*:$/, '')
        return readContacts(nested, {group: title === '' ? group : safe(title), context})
      }
      if (written === null) {
        faults.error(item.start, {code: 'contact-expected'})
        return []
      }
      const value = inline(written.value).text
      return [
        {
          wanted: wantedId(read(item, contactSchema)),
          group,
          name: safe(inline(written.name).text),
          value: safe(value),
          placeholder: isPlaceholderValue(value),
          position: faults.positionOf(item.start),
        },
      ]
    })

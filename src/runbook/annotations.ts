import {safe} from '#src/text/safe.ts'
import {annotationKeys} from './annotation-schemas.ts'
import type {FaultList} from './fault-list.ts'
import {isCommandFence} from './fence-language.ts'
import {type Block, type ListItem, offsetIn, type Text} from './markdown/block.ts'
import {type Comment, type Commented, commentsIn, commentsInHtml} from './markdown/comments.ts'

/** An annotation as it stands in the source, from its `{` on. */
export interface Annotation {
  readonly source: string
  readonly start: number
}

export type Annotations = ReadonlyMap<Block, Annotation>

/** What an annotation may stand after; `ambiguous` where two things end in the same place. */
type Target = Block | 'ambiguous' | null

interface Finder {
  readonly source: string
  readonly faults: FaultList
  readonly found: Map<Block, Annotation>
}

/** `{` begins an annotation, `{{` and `{%` belong to templating languages. */
const isAnnotation = (body: string): boolean => /^\s*\{(?![{%])/.test(body)

const forgottenBrace = new RegExp(`^\\s*(${annotationKeys.join('|')})\\s*:`)

const besideOnLine = (text: string, {from, to}: Comment): string => {
  const end = text.indexOf('\n', to)
  const start = text.lastIndexOf('\n', from) + 1
  return commentsInHtml(text.slice(start, end === -1 ? text.length : end)).rest.trim()
}

const attach = (finder: Finder, target: Target, annotation: Annotation): void => {
  const {faults, found} = finder
  if (target === null) faults.error(annotation.start, {code: 'annotation-misplaced'})
  else if (target === 'ambiguous') faults.error(annotation.start, {code: 'annotation-ambiguous'})
  else {
    const before = found.get(target)
    if (before === undefined) found.set(target, annotation)
    else
      faults.error(annotation.start, {code: 'annotation-twice', line: faults.positionOf(before.start).line})
  }
}

const takeComments = (
  finder: Finder,
  text: Text,
  {commented, target, own}: {commented: Commented; target: Target; own: boolean},
): void => {
  const {source, faults} = finder
  for (const comment of commented.comments) {
    const start = offsetIn(text, comment.from)
    const end = offsetIn(text, comment.to)
    const body = source.slice(start + 4, end - 3)
    const key = forgottenBrace.exec(body)?.[1]
    if (key !== undefined) faults.warn(start, {code: 'annotation-without-brace', key: safe(key)})
    if (!isAnnotation(body)) continue
    const at = start + 4 + body.search(/\S/)
    const dashes = body.indexOf('--')
    const after = text.text.slice(comment.to).split('\n', 1)[0] ?? ''
    const beside = own ? besideOnLine(text.text, comment) : commentsInHtml(after).rest.trim()
    if (dashes !== -1) faults.error(start + 4 + dashes, {code: 'annotation-dashes'})
    else if (beside !== '') faults.error(at, {code: 'annotation-beside-text'})
    else attach(finder, target, {source: body.trim(), start: at})
  }
  if (commented.unclosed !== null)
    faults.error(offsetIn(text, commented.unclosed), {code: 'comment-unclosed'})
}

const visitText = (finder: Finder, text: Text, target: Target): void => {
  takeComments(finder, text, {commented: commentsIn(text.text), target, own: false})
}

const endsInItem = ({children}: ListItem): boolean => children.some(child => child.type === 'item')

const visit = (finder: Finder, blocks: readonly Block[], owner: ListItem | null): void => {
  let target: Target = null
  for (const [index, block] of blocks.entries()) {
    switch (block.type) {
      case 'heading':
      case 'paragraph': {
        const title: Target =
          owner !== null && index === 0 ? owner : block.type === 'heading' && owner === null ? block : null
        visitText(finder, block.text, title)
        target = title
        break
      }
      case 'item':
        visit(finder, block.children, block)
        target = endsInItem(block) ? 'ambiguous' : block
        break
      case 'code':
        target = isCommandFence(block) ? block : null
        break
      case 'html': {
        const commented = commentsInHtml(block.text.text)
        takeComments(finder, block.text, {commented, target, own: true})
        if (commented.rest.trim() !== '') target = null
        break
      }
      case 'quote':
        visitQuote(finder, block.children)
        target = null
        break
      case 'rule':
        target = null
    }
  }
}

/** Nothing in a quote can be annotated. */
const visitQuote = (finder: Finder, blocks: readonly Block[]): void => {
  for (const block of blocks) {
    if ('children' in block) visitQuote(finder, block.children)
    else if (block.type === 'heading' || block.type === 'paragraph') visitText(finder, block.text, null)
    else if (block.type === 'html')
      takeComments(finder, block.text, {commented: commentsInHtml(block.text.text), target: null, own: true})
  }
}

/**
 * Finds the annotation of each block: a comment right after it, on its line or alone on the next ones. Comments are taken
 * by their offsets in the source, where a text has lost its indentation.
 */
export const findAnnotations = (blocks: readonly Block[], source: string, faults: FaultList): Annotations => {
  const finder: Finder = {source, faults, found: new Map()}
  visit(finder, blocks, null)
  return finder.found
}

import type {Block, ListItem} from './markdown/block.ts'
import {commentsIn} from './markdown/comments.ts'

const box = /^\[([ \t\nxX])\](?:\n|[ \t]+(?=\S))/

const titleBlock = ({children: [first]}: ListItem) =>
  first?.type === 'paragraph' || first?.type === 'heading' ? first : null

const rawText = (item: ListItem): string => titleBlock(item)?.text.text ?? ''

/** What the box of a task item says; null where the item has none. */
export const boxOf = (item: ListItem): {readonly checked: boolean} | null => {
  if (item.children[0]?.type !== 'paragraph') return null
  const text = rawText(item)
  // Without a text it is no box on GitHub, but nobody means anything else by it.
  const mark = (box.exec(text) ?? /^\[([ xX])\]$/.exec(text))?.[1]
  return mark === undefined ? null : {checked: mark === 'x' || mark === 'X'}
}

/** The item's own text, without box and comments, still with its marks. */
export const itemText = (item: ListItem): string => {
  const text = rawText(item)
  return commentsIn(boxOf(item) === null ? text : text.slice(3)).rest.trim()
}

/** What the item holds below its own text. */
export const itemBody = (item: ListItem): readonly Block[] =>
  titleBlock(item) === null ? item.children : item.children.slice(1)

export const nestedItems = (item: ListItem): readonly ListItem[] =>
  item.children.filter(child => child.type === 'item')

const nearly = /^(\[\]|\[[ \t]{2,}\]|\[[^\s[\]\p{L}\p{N}]\]|\[[ \t]*[xX][ \t]*\]|\[ \])(?![[(:])/u

/** A bracket at the start of an item without a box that was surely meant as one: `[]`, `[-]`, `[ ]text`. */
export const nearlyBox = (item: ListItem): string | null =>
  boxOf(item) === null ? (nearly.exec(itemText(item))?.[1] ?? null) : null

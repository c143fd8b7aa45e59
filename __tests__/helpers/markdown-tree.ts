import type {Nodes, Root} from 'mdast'
import {fromMarkdown} from 'mdast-util-from-markdown'
import {gfmFromMarkdown} from 'mdast-util-gfm'
import {gfm} from 'micromark-extension-gfm'

/** What GitHub's Markdown makes of a text, by a parser that is not ours. */
export const markdownTree = (source: string): Root =>
  fromMarkdown(source, {extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()]})

export const nodesOf = <T extends Nodes['type']>(node: Nodes, type: T): Extract<Nodes, {type: T}>[] => {
  const inside = 'children' in node ? node.children.flatMap(child => nodesOf(child, type)) : []
  return node.type === type ? [node as Extract<Nodes, {type: T}>, ...inside] : inside
}

/** What is read on the page: text and code, without comments. */
export const shownText = (node: Nodes): string => {
  if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code') return node.value
  return 'children' in node ? node.children.map(shownText).join('') : ''
}

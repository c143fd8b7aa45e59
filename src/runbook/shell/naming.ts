import {addressOf, commentWords, labelledAddress} from './comment-text.ts'

/** A line of comment, or a command with its first and last line; lines count from 0. */
export type Entry =
  | {readonly kind: 'comment'; readonly text: string; readonly line: number}
  | {readonly kind: 'command'; readonly line: number; readonly lastLine: number}

export type Named =
  | {
      readonly kind: 'link'
      readonly title: string
      readonly url: string
      readonly note: string | null
      readonly line: number
    }
  | {
      readonly kind: 'command'
      readonly title: string | null
      readonly note: string | null
      readonly part: {readonly index: number; readonly count: number} | null
      readonly line: number
    }

interface Block {
  readonly words: string | null
  readonly linked: boolean
  readonly links: readonly {readonly title: string; readonly url: string; readonly line: number}[]
  /** An address with nothing before it. */
  readonly address: {readonly url: string; readonly line: number} | null
}

type Comment = Extract<Entry, {kind: 'comment'}>

/** Comment lines that stand together are one text; an address on a line of its own makes the text before it a link's title. */
const readBlock = (comments: readonly Comment[]): Block => {
  const links: {title: string; url: string; line: number}[] = []
  let address: Block['address'] = null
  let words: string[] = []
  let titled = 0
  let linked = false
  for (const {text, line} of comments) {
    const said = commentWords(text)
    if (said === null) continue
    const url = addressOf(said)
    if (url !== null && words.length > 0) {
      links.push({title: words.join(' '), url, line: titled})
      linked = true
    } else if (url !== null) address = {url, line}
    else {
      if (linked || words.length === 0) {
        words = []
        titled = line
        linked = false
      }
      words.push(said)
    }
  }
  return {words: words.length === 0 ? null : words.join(' '), linked, links, address}
}

/**
 * Names what follows a comment. A comment names every command below it up to a blank line or the next comment, and across blank lines the first one
 * with those directly below it. A text over an address is a link; it names the command directly below too. A text that
 * ends with an address and names nothing is a link. Any other comment that names nothing becomes a note on what comes next, so that no warning is lost.
 */
export const nameEntries = (entries: readonly Entry[]): readonly Named[] => {
  const named: Named[] = []
  let notes: string[] = []
  const takeNotes = (): string | null => {
    const note = notes.length === 0 ? null : notes.join(' ')
    notes = []
    return note
  }
  let title: string | null = null
  let members: number[] = []
  let lastLine = -1
  const settle = (): void => {
    if (members.length > 1)
      members.forEach((at, index) => {
        const command = named[at]
        if (command?.kind === 'command')
          named[at] = {...command, part: {index: index + 1, count: members.length}}
      })
    title = null
    members = []
  }
  const link = (facts: {title: string; url: string; line: number}): void => {
    named.push({kind: 'link', note: takeNotes(), ...facts})
  }
  for (let at = 0; at < entries.length; ) {
    const entry = entries[at]
    if (entry === undefined) break
    if (entry.kind === 'command') {
      if (members.length > 0 && entry.line > lastLine + 1) settle()
      if (title !== null) members.push(named.length)
      named.push({kind: 'command', title, note: takeNotes(), part: null, line: entry.line})
      lastLine = entry.lastLine
      at += 1
      continue
    }
    settle()
    const comments: Comment[] = []
    for (let next: Entry | undefined = entry; next?.kind === 'comment'; next = entries[at]) {
      if (comments.length > 0 && next.line > lastLine + 1) break
      comments.push(next)
      lastLine = next.line
      at += 1
    }
    const block = readBlock(comments)
    for (const one of block.links) link(one)
    const following = entries[at]
    const names = following?.kind === 'command' && !(block.linked && following.line > lastLine + 1)
    if (block.words === null) {
      if (block.address === null) continue
      if (names) title = block.address.url
      else link({title: block.address.url, ...block.address})
    } else {
      if (block.address !== null) link({title: block.address.url, ...block.address})
      if (names) title = block.words
      else if (!block.linked) {
        const labelled = labelledAddress(block.words)
        if (labelled === null) notes.push(block.words)
        else link({title: labelled.label, url: labelled.url, line: comments[0]?.line ?? 0})
      }
    }
  }
  settle()
  return withLastNotes(named, takeNotes())
}

const withLastNotes = (named: readonly Named[], note: string | null): readonly Named[] => {
  const last = named.at(-1)
  if (note === null || last === undefined) return named
  return [...named.slice(0, -1), {...last, note: last.note === null ? note : `${last.note} ${note}`}]
}

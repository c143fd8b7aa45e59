import type {Block, Heading} from './markdown/block.ts'

/** A heading with what stands under it, up to the next heading of any level. */
export interface HeadingNode {
  /** Null for what stands before the first heading of a file without a title. */
  readonly heading: Heading | null
  readonly blocks: readonly Block[]
  readonly children: readonly HeadingNode[]
}

export interface Outline {
  readonly title: Heading | null
  /** What stands between the title, or the beginning of the file, and the next heading. */
  readonly opening: HeadingNode
  readonly nodes: readonly HeadingNode[]
}

interface OpenNode extends HeadingNode {
  readonly blocks: Block[]
  readonly children: OpenNode[]
}

const node = (heading: Heading | null): OpenNode => ({heading, blocks: [], children: []})

/**
 * The headings of a file as a tree. The title is the file's first heading where that is of level 1; any other heading of
 * level 1 is a section like those below it.
 */
export const outlineOf = (blocks: readonly Block[]): Outline => {
  const roots: OpenNode[] = []
  const path: OpenNode[] = []
  let opening = node(null)
  let current = opening
  let begun = false
  for (const block of blocks) {
    if (block.type !== 'heading') {
      current.blocks.push(block)
      continue
    }
    const next = node(block)
    if (!begun && block.level === 1) {
      next.blocks.push(...opening.blocks)
      opening = next
    } else {
      while (path.length > 0 && (path.at(-1)?.heading?.level ?? 0) >= block.level) path.pop()
      const siblings = path.at(-1)?.children ?? roots
      siblings.push(next)
      path.push(next)
    }
    begun = true
    current = next
  }
  return {title: opening.heading, opening, nodes: roots}
}

import type {YamlTree} from './yaml-tree.ts'

export type FieldPath = readonly PropertyKey[]

interface Located {
  readonly tree: YamlTree
  readonly keyAt: number
  /** How much of the path is there. */
  readonly length: number
}

/** The part of a tree that a path leads to, or as much of the way as there is. */
export const locate = (root: YamlTree, path: FieldPath): Located => {
  let located: Located = {tree: root, keyAt: root.at, length: 0}
  for (const step of path) {
    const {tree, length} = located
    if (tree.kind === 'mapping') {
      const entry = tree.entries.get(String(step))
      if (entry === undefined) return located
      located = {tree: entry.value, keyAt: entry.at, length: length + 1}
    } else if (tree.kind === 'list') {
      const item = tree.items[Number(step)]
      if (item === undefined) return located
      located = {tree: item, keyAt: item.at, length: length + 1}
    } else return located
  }
  return located
}

/** The tree as plain lists and objects of text. */
export const plain = (tree: YamlTree): unknown => {
  if (tree.kind === 'text') return tree.text
  if (tree.kind === 'list') return tree.items.map(plain)
  // Without a prototype, so that a key named `constructor` is a key like any other.
  const object: Record<string, unknown> = Object.create(null)
  for (const {key, value} of tree.entries.values()) {
    Object.defineProperty(object, key, {
      value: plain(value),
      enumerable: true,
      writable: true,
      configurable: true,
    })
  }
  return object
}

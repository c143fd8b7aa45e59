import type {SecretPattern} from './secret-patterns.ts'

/**
 * The automaton of Aho and Corasick over the patterns: one step for each symbol (a code unit, or a byte), in linear time
 * whatever the patterns and the text are. State 0 is the beginning; states are numbered by depth. Bare tables, for the
 * loop over them must be able to pass a hundred megabytes a second.
 */
export interface Automaton {
  readonly patterns: readonly SecretPattern[]
  /** The kind of each code unit: 0 for what is in no pattern. */
  readonly kinds: Uint16Array
  /** For each state below `direct` a row of `width` next states, one for each kind. */
  readonly table: Uint32Array
  readonly width: number
  readonly direct: number
  /** The next state from any state. */
  readonly search: (state: number, kind: number) => number
  /** How many symbols of a pattern have been seen in a state. */
  readonly depth: Uint32Array
  /** The pattern that ends in a state, plus one; 0 for none. */
  readonly ends: Uint32Array
  /** The nearest state, itself or that of a shorter suffix, in which a pattern ends; 0 for none. */
  readonly hits: Uint32Array
  /** The state of the longest shorter suffix. */
  readonly fails: Uint32Array
  /** More line breaks in a row than this end a secret. */
  readonly mostBreaks: number
}

/** Cells of the table of direct steps (4 MiB). States that do not fit, deep in long secrets, look through their children. */
const TABLE_CELLS = 2 ** 20
const CODE_UNITS = 2 ** 16
/** A blank line with CRLF. */
const BREAKS_IN_A_ROW = 4

interface Trie {
  readonly size: number
  readonly firstChild: Uint32Array
  readonly sibling: Uint32Array
  readonly kind: Uint16Array
  readonly ends: Uint32Array
}

/** The patterns as one tree, its nodes in no order yet; symbols are told apart by kind only. */
const growTrie = (patterns: readonly SecretPattern[], kinds: Uint16Array): Trie => {
  const bound = 1 + patterns.reduce((sum, pattern) => sum + pattern.text.length, 0)
  const firstChild = new Uint32Array(bound)
  const sibling = new Uint32Array(bound)
  const kind = new Uint16Array(bound)
  const ends = new Uint32Array(bound)
  let size = 1
  for (const [index, {text}] of patterns.entries()) {
    let node = 0
    for (let at = 0; at < text.length; at++) {
      const wanted = kinds[text.charCodeAt(at)] ?? 0
      let child = firstChild[node] ?? 0
      while (child !== 0 && kind[child] !== wanted) child = sibling[child] ?? 0
      if (child === 0) {
        child = size++
        kind[child] = wanted
        sibling[child] = firstChild[node] ?? 0
        firstChild[node] = child
      }
      node = child
    }
    if (ends[node] === 0) ends[node] = index + 1
  }
  return {size, firstChild, sibling, kind, ends}
}

/** The same tree with its nodes numbered breadth first, and the depth of each. */
const byDepth = (trie: Trie): Trie & {readonly depth: Uint32Array} => {
  const {size} = trie
  const order = new Uint32Array(size)
  const number = new Uint32Array(size)
  const depth = new Uint32Array(size)
  let last = 1
  for (let next = 0; next < size; next++) {
    const node = order[next] ?? 0
    for (let child = trie.firstChild[node] ?? 0; child !== 0; child = trie.sibling[child] ?? 0) {
      depth[last] = (depth[next] ?? 0) + 1
      number[child] = last
      order[last++] = child
    }
  }
  return {
    size,
    depth,
    firstChild: order.map(node => number[trie.firstChild[node] ?? 0] ?? 0),
    sibling: order.map(node => number[trie.sibling[node] ?? 0] ?? 0),
    kind: Uint16Array.from(order, node => trie.kind[node] ?? 0),
    ends: order.map(node => trie.ends[node] ?? 0),
  }
}

/** Builds the automaton of the patterns; memory is linear in their total length. */
export const buildAutomaton = (patterns: readonly SecretPattern[]): Automaton => {
  const kinds = new Uint16Array(CODE_UNITS)
  let width = 1
  for (const {text} of patterns) {
    for (let at = 0; at < text.length; at++) {
      const symbol = text.charCodeAt(at)
      if (kinds[symbol] === 0) kinds[symbol] = width++
    }
  }

  const {size, depth, firstChild, sibling, kind, ends} = byDepth(growTrie(patterns, kinds))
  const direct = Math.max(1, Math.min(size, Math.floor(TABLE_CELLS / width)))
  const table = new Uint32Array(direct * width)
  const fails = new Uint32Array(size)
  const hits = new Uint32Array(size)

  const search = (from: number, wanted: number): number => {
    let state = from
    while (state >= direct) {
      for (let child = firstChild[state] ?? 0; child !== 0; child = sibling[child] ?? 0) {
        if (kind[child] === wanted) return child
      }
      state = fails[state] ?? 0
    }
    return table[state * width + wanted] ?? 0
  }

  for (let state = 0; state < size; state++) {
    const shorter = fails[state] ?? 0
    hits[state] = ends[state] === 0 ? (hits[shorter] ?? 0) : state
    if (state > 0 && state < direct) table.copyWithin(state * width, shorter * width, (shorter + 1) * width)
    for (let child = firstChild[state] ?? 0; child !== 0; child = sibling[child] ?? 0) {
      const wanted = kind[child] ?? 0
      fails[child] = state === 0 ? 0 : search(shorter, wanted)
      if (state < direct) table[state * width + wanted] = child
    }
  }

  // Twice as many as a secret has itself, for a terminal makes CRLF of each.
  const mostBreaks = patterns.reduce((most, {breaks}) => Math.max(most, 2 * breaks), BREAKS_IN_A_ROW)
  return {patterns, kinds, table, width, direct, search, depth, ends, hits, fails, mostBreaks}
}

import type {Automaton} from './secret-automaton.ts'

/** A stretch of what was read that shows one secret, or several that overlap; offsets count from the first symbol read. */
export interface Found {
  readonly start: number
  readonly end: number
  /** Of the longest secret in it. */
  readonly name: string
}

/** Finds secrets in symbols that arrive piece by piece; where the pieces end makes no difference. */
export interface Scanner {
  /** Reads code units or bytes from an index on. */
  readonly read: (symbols: Uint8Array | Uint16Array, from: number) => void
  /** No secret that is yet to be found begins before this offset. */
  readonly decided: () => number
  /** Takes out, in order, what lies wholly before an offset that is decided. */
  readonly take: (before: number) => readonly Found[]
  /** Where the next stretch begins that could not be taken yet, and where it ends so far. */
  readonly pending: () => Found | undefined
}

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
interface Stretch {
  start: number
  end: number
  name: string
  longest: number
}

/** A scanner at the beginning of a text. Line breaks inside a secret are read over: encoders wrap, and keys have lines. */
export const createScanner = (automaton: Automaton): Scanner => {
  const {kinds, table, width, direct, search, depth, ends, hits, fails, patterns, mostBreaks} = automaton
  const found: Stretch[] = []
  let state = 0
  let offset = 0
  let breaks: number[] = []
  let inARow = 0

  /** Where the last `length` symbols begin, line breaks between them not counted. */
  const startOf = (length: number, end: number): number => {
    let start = end - length
    for (let index = breaks.length - 1; index >= 0 && (breaks[index] ?? 0) >= start; index--) start--
    return start
  }

  const add = (start: number, end: number, name: string): void => {
    const stretch: Stretch = {start, end, name, longest: end - start}
    for (let last = found.at(-1); last !== undefined && last.end > stretch.start; last = found.at(-1)) {
      found.pop()
      stretch.start = Math.min(stretch.start, last.start)
      if (last.longest >= stretch.longest) {
        stretch.name = last.name
        stretch.longest = last.longest
      }
    }
    found.push(stretch)
  }

  const hit = (reached: number, end: number): void => {
    for (let at = hits[reached] ?? 0; at !== 0; at = hits[fails[at] ?? 0] ?? 0) {
      const pattern = patterns[(ends[at] ?? 0) - 1]
      if (pattern === undefined) return
      const start = startOf(pattern.text.length, end)
      if (pattern.wraps || end - start === pattern.text.length) {
        add(start, end, pattern.name)
        return
      }
    }
  }

  /** Notes a line break inside a possible secret; true when there are too many in a row to read over. */
  const isTooLong = (at: number): boolean => {
    inARow = breaks.at(-1) === at - 1 ? inARow + 1 : 1
    breaks.push(at)
    return inARow > mostBreaks
  }

  return {
    read: (symbols, from) => {
      const shift = offset - from
      // The state is a local of the loop: through the closure each step would be a memory access.
      let now = state
      for (let index = from; index < symbols.length; index++) {
        const symbol = symbols[index] as number
        if (symbol === LINE_FEED || symbol === CARRIAGE_RETURN) {
          if (now !== 0 && isTooLong(shift + index)) now = 0
          continue
        }
        const kind = kinds[symbol] as number
        now = now < direct ? (table[now * width + kind] as number) : search(now, kind)
        if (now === 0) {
          if (breaks.length > 0) breaks = []
        } else if (hits[now] !== 0) hit(now, shift + index + 1)
      }
      state = now
      offset = shift + symbols.length
      const start = startOf(depth[state] ?? 0, offset)
      breaks = breaks.filter(at => at >= start)
    },
    decided: () => (state === 0 ? offset : startOf(depth[state] ?? 0, offset)),
    take: before => {
      const open = found.findIndex(stretch => stretch.end > before)
      return found.splice(0, open < 0 ? found.length : open)
    },
    pending: () => found[0],
  }
}

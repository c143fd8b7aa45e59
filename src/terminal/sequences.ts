import type {KeyName} from '#src/view/key.ts'

// A modifier of 1 means none. With a real modifier a key is none of ours.
const unmodified = (keys: Readonly<Record<string, KeyName>>): ReadonlyMap<string, KeyName> =>
  new Map(
    Object.entries(keys).flatMap(([final, name]) => ['', '1', '1;1'].map(form => [`${form}${final}`, name])),
  )

const controlSequences: ReadonlyMap<string, KeyName> = new Map([
  ...unmodified({A: 'up', B: 'down', C: 'right', D: 'left', H: 'home', F: 'end'}),
  ['Z', 'shift-tab'],
  ['1~', 'home'],
  ['7~', 'home'],
  ['4~', 'end'],
  ['8~', 'end'],
  ['3~', 'delete'],
  ['5~', 'page-up'],
  ['6~', 'page-down'],
])

const singleShifts: ReadonlyMap<string, KeyName> = new Map([
  ['A', 'up'],
  ['B', 'down'],
  ['C', 'right'],
  ['D', 'left'],
  ['H', 'home'],
  ['F', 'end'],
  ['M', 'enter'],
])

/** The key behind what follows `ESC [`, up to and with the final byte; null for all that is no key of ours. */
export const keyOfControlSequence = (sequence: string): KeyName | null =>
  controlSequences.get(sequence) ?? null

/** The key behind what follows `ESC O`. */
export const keyOfSingleShift = (sequence: string): KeyName | null => singleShifts.get(sequence) ?? null

export const pasteBegins = '200~'

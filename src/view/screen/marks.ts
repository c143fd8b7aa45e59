import type {Item} from '#src/runbook/types.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import type {Look, Tone} from '#src/view/look.ts'
import type {ShownState} from '#src/view/shown-state.ts'

// Letters stand for what a person said instead of a tick: by hand, asserted, overridden, skipped, deferred, not applicable.
const signs: Readonly<Record<ShownState, readonly [unicode: string, ascii: string]>> = {
  open: [' ', ' '],
  running: ['▸', '>'],
  done: ['✓', 'x'],
  failed: ['✗', '!'],
  unknown: ['?', '?'],
  confirmed: ['h', 'h'],
  asserted: ['a', 'a'],
  assigned: ['@', '@'],
  overridden: ['o', 'o'],
  skipped: ['s', 's'],
  deferred: ['d', 'd'],
  'not-applicable': ['n', 'n'],
  raised: ['!', '!'],
  clear: ['✓', 'x'],
  waiting: ['…', '.'],
  looking: ['▸', '>'],
  preview: [' ', ' '],
  stale: ['~', '~'],
  'to-acknowledge': [' ', ' '],
}

// A probe's row is round and nobody can tick it; a box is the operator's; a command is braced, a criterion pointed.
const frames: Readonly<Record<Item['kind'], readonly [string, string]>> = {
  sensed: ['(', ')'],
  criterion: ['<', '>'],
  command: ['{', '}'],
  manual: ['[', ']'],
  link: ['[', ']'],
  'follow-up': ['[', ']'],
}

/** Three cells that tell kind and state apart without colour. */
export const markOf = (item: Item, state: ShownState, look: Look): Safe => {
  const [left, right] = frames[item.kind]
  return safe(`${left}${signs[state][look.symbols === 'unicode' ? 0 : 1]}${right}`)
}

export const toneOf = (state: ShownState): Tone => tones[state]

const tones: Readonly<Record<ShownState, Tone>> = {
  open: 'plain',
  running: 'running',
  done: 'good',
  failed: 'bad',
  unknown: 'warn',
  confirmed: 'accent',
  asserted: 'accent',
  assigned: 'accent',
  overridden: 'warn',
  skipped: 'warn',
  deferred: 'warn',
  'not-applicable': 'dim',
  raised: 'bad',
  clear: 'good',
  waiting: 'running',
  looking: 'running',
  preview: 'dim',
  stale: 'warn',
  'to-acknowledge': 'accent',
}

import type {ItemState} from '#src/session/item-state.ts'

/** A sign beside the word, so that states differ on paper and to whoever sees no colours. */
export const stateSymbol: Readonly<Record<ItemState, string>> = {
  done: '✓',
  confirmed: '✋',
  asserted: '“',
  assigned: '→',
  overridden: '≠',
  skipped: '»',
  deferred: '↷',
  'not-applicable': '∅',
  failed: '✗',
  unknown: '?',
  running: '…',
  open: '○',
  raised: '▲',
  clear: '✓',
}

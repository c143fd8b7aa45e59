import type {ItemId, SectionId} from '#src/runbook/types.ts'

/** Where the operator stands: at an item, at the decision of a section, or at the last step of every session. */
export type Here =
  | {readonly kind: 'item'; readonly item: ItemId}
  | {readonly kind: 'decision'; readonly section: SectionId}
  | {readonly kind: 'close-out'}

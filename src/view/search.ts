import type {ItemId, Runbook} from '#src/runbook/types.ts'
import {itemsOf} from '#src/runbook/walk.ts'

/** Items whose title or id holds the text, in the order of the document; none for an empty text. */
export const searchItems = (runbook: Runbook, text: string): readonly ItemId[] => {
  const wanted = folded(text.trim())
  if (wanted === '') return []
  return itemsOf(runbook)
    .filter(item => folded(item.title).includes(wanted) || folded(item.id).includes(wanted))
    .map(item => item.id)
}

// The dotless ı and the dotted İ count as i, so that a Turkish title is found from either keyboard.
const folded = (text: string): string =>
  text.normalize('NFC').toLowerCase().replaceAll('i\u0307', 'i').replaceAll('ı', 'i')

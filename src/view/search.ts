import type {ItemId, Runbook} from '#src/runbook/types.ts'
import {itemsOf} from '#src/runbook/walk.ts'

const fold = (text: string): string => text.normalize('NFC').toLowerCase()

/** Items whose id or title holds the text, whatever its case; those whose id it is come first. */
export const searchItems = (runbook: Runbook, text: string): readonly ItemId[] => {
  const wanted = fold(text.trim())
  if (wanted === '') return []
  const found = itemsOf(runbook).filter(
    item => fold(item.id).includes(wanted) || fold(item.title).includes(wanted),
  )
  const exact = found.filter(item => fold(item.id) === wanted)
  return [...exact, ...found.filter(item => fold(item.id) !== wanted)].map(item => item.id)
}

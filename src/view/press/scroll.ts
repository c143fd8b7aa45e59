import type {Key} from '#src/view/key.ts'
import type {Desk} from '#src/view/press.ts'
import {isCharacter} from './pressed.ts'

/** The last line that may stand at the top. */
export const lastTop = ({page}: Pick<Desk, 'page'>): number => Math.max(0, page.total - page.rows)

export const clampTop = (desk: Pick<Desk, 'page'>, top: number): number =>
  Math.min(Math.max(0, top), lastTop(desk))

/** How far a key moves, in lines; null for a key that does not move. `page`: as many as are seen at once. */
export const stepOf = (key: Key, page: number): number | null => {
  if (isCharacter(key, 'k')) return -1
  if (isCharacter(key, 'j')) return 1
  if (key.kind !== 'named') return null
  switch (key.name) {
    case 'up':
      return -1
    case 'down':
      return 1
    case 'page-up':
      return -page
    case 'page-down':
      return page
    case 'home':
      return Number.NEGATIVE_INFINITY
    case 'end':
      return Number.POSITIVE_INFINITY
    default:
      return null
  }
}

/** A page, less a line that stays in sight. */
export const pageOf = ({page}: Pick<Desk, 'page'>): number => Math.max(1, page.rows - 1)

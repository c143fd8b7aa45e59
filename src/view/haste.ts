import type {ViewState} from './view-state.ts'

/** How long a confirmation has stood on the screen before it takes a key, in milliseconds. */
export const armAfter = 400
/** The silence that has to follow an action before the next one, in milliseconds. */
export const pause = 300

/** Whether what is on the screen may be confirmed: it was painted, and long enough ago to have been read. */
export const isArmed = (view: ViewState, now: number): boolean =>
  view.paintedAt !== null && now >= view.paintedAt + armAfter

/**
 * A view that followed from a key which had to wait: what happened meanwhile does not become earlier by it, or a later
 * key would count as unhurried.
 */
export const inOrder = (before: ViewState, after: ViewState): ViewState => ({
  ...after,
  actedAt: Math.max(before.actedAt, after.actedAt),
  paintedAt:
    before.paintedAt === null || after.paintedAt === null
      ? after.paintedAt
      : Math.max(before.paintedAt, after.paintedAt),
})

/** Whether a key comes so soon behind the last action that it was meant for what stood there before. */
export const isHasty = (view: ViewState, now: number): boolean => now < view.actedAt + pause

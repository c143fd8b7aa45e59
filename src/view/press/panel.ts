import type {Key} from '#src/view/key.ts'
import type {Desk, Pressed} from '#src/view/press.ts'
import type {Mode, ViewState} from '#src/view/view-state.ts'
import {pressContacts} from './contacts.ts'
import {enter, isCharacter, isKey, see} from './pressed.ts'
import {clampTop, pageOf, stepOf} from './scroll.ts'

type PanelMode = Extract<Mode, {readonly kind: 'panel'}>

/** The keys that open the panels, and close them again. */
export const panelKeys = {v: 'evidence', c: 'contacts', t: 'timeline', '?': 'help'} as const

/** What a key does while something is read: it scrolls, closes, or goes over to another panel. */
export const pressPanel = (desk: Desk, view: ViewState, mode: PanelMode, key: Key): Pressed => {
  // What closes it must not go on into the list behind it.
  if (isKey(key, 'enter')) return enter({...view, actedAt: desk.now}, {kind: 'walk'})
  if (isKey(key, 'escape') || isCharacter(key, 'q')) return enter(view, {kind: 'walk'})
  if (isCharacter(key, 'l')) return {view, wish: {kind: 'language'}}
  const called = mode.panel.kind === 'contacts' ? pressContacts(desk, view, mode, key) : null
  if (called !== null) return called
  const step = stepOf(key, pageOf(desk))
  if (step !== null)
    return see({...view, mode: {...mode, scroll: clampTop(desk, clampTop(desk, mode.scroll) + step)}})
  for (const [character, kind] of Object.entries(panelKeys)) {
    if (!isCharacter(key, character)) continue
    return mode.panel.kind === kind ? enter(view, {kind: 'walk'}) : openPanel(view, kind)
  }
  return see(view)
}

/** The timeline is read from its end: what has just happened is what is looked for. */
export const openPanel = (view: ViewState, kind: (typeof panelKeys)[keyof typeof panelKeys]): Pressed =>
  enter(view, {
    kind: 'panel',
    panel: {kind},
    scroll: kind === 'timeline' ? Number.MAX_SAFE_INTEGER : 0,
  })

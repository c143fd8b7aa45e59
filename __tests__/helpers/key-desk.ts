import {en} from '#src/i18n/en.ts'
import type {Runbook} from '#src/runbook/types.ts'
import type {Live, Session} from '#src/session/state.ts'
import {nothingSeen} from '#src/session/state.ts'
import type {Here} from '#src/view/here.ts'
import type {Key, KeyName} from '#src/view/key.ts'
import {type Desk, type Pressed, press} from '#src/view/press.ts'
import {initialView, type ViewState} from '#src/view/view-state.ts'

export const at = (item: string): Here => ({kind: 'item', item})

export const named = (name: KeyName, afterPaste = false): Key => ({kind: 'named', name, afterPaste})
export const typed = (text: string): Key => ({kind: 'character', text})
export const control = (letter: string): Key => ({kind: 'control', letter})
export const pasted = (text: string): Key => ({kind: 'paste', text})

/** The keys that type this text, one by one. */
export const letters = (text: string): readonly Key[] => [...text].map(typed)

export const liveNow = (more: Partial<Live> = {}): Live => ({
  host: 'app-1',
  ...nothingSeen,
  cwd: '/srv',
  valued: new Set(),
  ...more,
})

export const deskOf = (runbook: Runbook, session: Session, more: Partial<Desk> = {}): Desk => ({
  situation: {runbook, session, live: liveNow()},
  halted: null,
  texts: en,
  page: {total: 100, rows: 10},
  matches: [],
  now: 10_000,
  ...more,
})

export const viewAt = (here: Here, more: Partial<ViewState> = {}): ViewState => ({
  ...initialView(here),
  ...more,
})

/** Presses keys one after the other, each a second after the other on a screen that is painted at once. */
export const pressAll = (desk: Desk, view: ViewState, keys: readonly Key[]): Pressed => {
  let pressed: Pressed = {view, wish: null}
  let {now} = desk
  for (const key of keys) {
    const painted = {...pressed.view, paintedAt: pressed.view.paintedAt ?? now}
    now += 1_000
    pressed = press({...desk, now}, painted, key)
  }
  return pressed
}

/** What a card shows beside its command, where a test asks for none of it. */
export const bareCard = {head: [], account: 'ops', sudo: null} as const

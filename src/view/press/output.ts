import {findItem} from '#src/runbook/walk.ts'
import {attemptOf} from '#src/session/state.ts'
import {safe} from '#src/text/safe.ts'
import type {Key} from '#src/view/key.ts'
import type {Desk, KeyDesk, Pressed} from '#src/view/press.ts'
import {edit} from '#src/view/text-field.ts'
import {otherWatch} from '#src/view/two-watches.ts'
import type {Mode, ViewState} from '#src/view/view-state.ts'
import {act, enter, isCharacter, isKey, openForm, see, tell} from './pressed.ts'
import {clampTop, lastTop, pageOf, stepOf} from './scroll.ts'

type OutputMode = Extract<Mode, {readonly kind: 'output'}>

/** Whether it is a watch that still runs: Enter ends it, and the wish to end it ends nothing else. */
export const isLiveWatch = ({situation: {runbook, session}}: KeyDesk, {attempt}: OutputMode): boolean => {
  const shown = attemptOf(session, attempt)
  const item = shown === null ? null : findItem(runbook, shown.item)
  return item?.kind === 'command' && item.watch && (shown?.phase === 'running' || shown?.phase === 'intended')
}

/** Whether it runs and is no watch, which Enter ends. */
export const canBeStopped = (desk: KeyDesk, mode: OutputMode): boolean => {
  const phase = attemptOf(desk.situation.session, mode.attempt)?.phase
  return (phase === 'running' || phase === 'intended') && !isLiveWatch(desk, mode)
}

/** What a key does on a command's output. Nothing here ends a command but Enter on a watch; `s` asks for the word first. */
export const pressOutput = (desk: Desk, view: ViewState, mode: OutputMode, key: Key): Pressed => {
  if (mode.search?.typing) return pressSearch(desk, view, mode, mode.search, key)
  if (isKey(key, 'enter')) {
    const back = enter({...view, actedAt: desk.now}, {kind: 'walk'}).view
    return isLiveWatch(desk, mode) ? act(desk, back, {kind: 'end-watch', attempt: mode.attempt}) : see(back)
  }
  if (isKey(key, 'escape') || isCharacter(key, 'q')) return enter(view, {kind: 'walk'})
  if (isKey(key, 'tab')) {
    const other = otherWatch(desk, mode.attempt)
    return other === null
      ? see(view)
      : enter(view, {kind: 'output', attempt: other, scroll: null, search: null})
  }
  if (isCharacter(key, 'f')) return see({...view, mode: {...mode, scroll: null}})
  if (isCharacter(key, 'p')) return {view, wish: {kind: 'page', attempt: mode.attempt}}
  if (isCharacter(key, 'l')) return {view, wish: {kind: 'language'}}
  if (isCharacter(key, 's')) {
    const shown = attemptOf(desk.situation.session, mode.attempt)
    if (!canBeStopped(desk, mode)) return tell(view, 'refused', desk.texts.refusals['not-running']())
    const signal = shown?.stopping == null ? 'SIGTERM' : 'SIGKILL'
    return openForm(desk, view, {kind: 'stop', attempt: mode.attempt, signal})
  }
  if (isCharacter(key, '/')) {
    return see({...view, mode: {...mode, search: {text: '', caret: 0, typing: true}}})
  }
  if (isCharacter(key, 'n')) return seek(desk, view, mode, 'next')
  if (isCharacter(key, 'N')) return seek(desk, view, mode, 'previous')
  const step = stepOf(key, pageOf(desk))
  return step === null ? see(view) : see({...view, mode: {...mode, scroll: moved(desk, mode, step)}})
}

/** Whoever scrolls down to the end follows it again. */
const moved = (desk: Desk, mode: OutputMode, step: number): number | null => {
  const top = clampTop(desk, (mode.scroll ?? lastTop(desk)) + step)
  return step > 0 && top >= lastTop(desk) ? null : top
}

const pressSearch = (
  desk: Desk,
  view: ViewState,
  mode: OutputMode,
  search: NonNullable<OutputMode['search']>,
  key: Key,
): Pressed => {
  if (isKey(key, 'escape')) return see({...view, mode: {...mode, search: null}})
  if (key.kind === 'named' && key.name === 'enter') {
    if (search.text === '') return see({...view, mode: {...mode, search: null}})
    return seek(desk, view, {...mode, search: {...search, typing: false}}, 'first')
  }
  const edited = edit(search, key)
  return edited === null ? see(view) : see({...view, mode: {...mode, search: edited}})
}

/** To a line that holds what is searched for; past the last one it begins again. */
const seek = (
  desk: Desk,
  view: ViewState,
  mode: OutputMode,
  which: 'first' | 'next' | 'previous',
): Pressed => {
  const there = {...view, mode}
  if (mode.search === null) return see(there)
  const now = mode.scroll ?? lastTop(desk)
  // Those on the last page are all seen from the same line at the top.
  const tops = desk.matches.map(match => clampTop(desk, match))
  const top =
    which === 'previous'
      ? (tops.findLast(each => each < now) ?? tops.at(-1))
      : (tops.find(each => (which === 'first' ? each >= now : each > now)) ?? tops[0])
  if (top === undefined) {
    return tell(there, 'refused', desk.texts.keys['output-search']({text: safe(mode.search.text)}))
  }
  return see({...view, mode: {...mode, scroll: top}})
}

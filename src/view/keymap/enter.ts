import type {KeyTexts} from '#src/i18n/en/keys.ts'
import type {CommandItem, Item, ManualItem, SensedItem} from '#src/runbook/types.ts'
import {findItem} from '#src/runbook/walk.ts'
import {runObstacle} from '#src/session/decide-run.ts'
import {isSettled, itemState} from '#src/session/item-state.ts'
import {decisionOpen} from '#src/session/outcome.ts'
import {factsRequired} from '#src/session/session-facts.ts'
import {hasLostOutcome, isUnverified, lastAttempt, lostMessage, recordOf} from '#src/session/state.ts'
import type {Refusal} from '#src/session/verdict.ts'
import {attention} from '#src/view/attention.ts'
import type {Purpose} from '#src/view/form.ts'
import type {Here} from '#src/view/here.ts'
import {mayDo, someReason} from '#src/view/press/may-do.ts'
import {itemHere, nextHere} from '#src/view/press/move.ts'
import type {KeyDesk} from '#src/view/press.ts'
import type {Mode} from '#src/view/view-state.ts'
import type {Wish} from '#src/view/wish.ts'

/** The sentence that says what Enter does. */
export type EnterWord = Exclude<Extract<keyof KeyTexts, `enter-${string}`>, 'enter-blocked'>

/** What Enter does with what the operator stands at. Only `move` is never held back. */
export type EnterDeed =
  | {readonly kind: 'form'; readonly word: EnterWord; readonly purpose: Purpose}
  | {readonly kind: 'wish'; readonly word: EnterWord; readonly wish: Wish}
  /** `refusal`: why it does that instead of what one would expect. */
  | {readonly kind: 'move'; readonly word: EnterWord; readonly here: Here; readonly refusal: Refusal | null}
  | {readonly kind: 'mode'; readonly word: EnterWord; readonly mode: Mode; readonly refusal: Refusal | null}
  | {readonly kind: 'refuse'; readonly refusal: Refusal}
  | {readonly kind: 'nothing'}

/** The one table of what Enter does for each kind and state. */
export const enterDeed = (desk: KeyDesk, here: Here): EnterDeed => {
  if (desk.halted !== null) return form('enter-continue', {kind: 'continue'})
  if (desk.situation.session.phase !== 'open') return {kind: 'refuse', refusal: {code: 'session-over'}}
  switch (here.kind) {
    case 'close-out':
      return atCloseOut(desk)
    case 'decision':
      return decisionOpen(desk.situation.runbook, desk.situation.session)
        ? form('enter-decide', {kind: 'decide'})
        : next(desk, here)
    case 'item': {
      const item = itemHere(desk, here)
      return item === null ? {kind: 'nothing'} : atItem(desk, here, item)
    }
  }
}

const form = (word: EnterWord, purpose: Purpose): EnterDeed => ({kind: 'form', word, purpose})
const wish = (word: EnterWord, of: Wish): EnterDeed => ({kind: 'wish', word, wish: of})
const mode = (word: EnterWord, of: Mode, refusal: Refusal | null = null): EnterDeed => ({
  kind: 'mode',
  word,
  mode: of,
  refusal,
})
const next = (desk: KeyDesk, here: Here): EnterDeed => ({
  kind: 'move',
  word: 'enter-next',
  here: nextHere(desk, here),
  refusal: null,
})
const evidence = mode('enter-evidence', {kind: 'panel', panel: {kind: 'evidence'}, scroll: 0})

const atCloseOut = (desk: KeyDesk): EnterDeed => {
  const {runbook, session} = desk.situation
  const refusal = mayDo(desk, {type: 'close', signedBy: someReason})
  if (refusal === null) return form('enter-close-out', {kind: 'close-out'})
  if (attention(runbook, session).length > 0) {
    return mode('enter-attention', {kind: 'attention', index: 0}, refusal)
  }
  const decision = runbook.sections.find(section => section.mode === 'decision')
  const here: Here =
    refusal.code === 'decision-open' && decision !== undefined
      ? {kind: 'decision', section: decision.id}
      : nextHere(desk, {kind: 'close-out'})
  return {kind: 'move', word: 'enter-next', here, refusal}
}

const atItem = (desk: KeyDesk, here: Here, item: Item): EnterDeed => {
  const {runbook, session} = desk.situation
  const state = itemState(runbook, session, item)
  if (item.kind === 'criterion') {
    const asked = decisionOpen(runbook, session) && recordOf(session, item.id).answer === null
    return asked ? form('enter-answer', {kind: 'answer', item: item.id}) : next(desk, here)
  }
  if (item.kind === 'manual' && item.children.length > 0) return atGroup(desk, here, item)
  if (item.kind === 'command') return atCommand(desk, here, item)
  if (item.kind === 'manual' && lostMessage(session, item.id) !== null)
    return form('enter-assert-message', {kind: 'assert-message', item: item.id})
  if (state === 'running') return {kind: 'refuse', refusal: {code: 'already-sending'}}
  if (isSettled(state) && state !== 'deferred') return next(desk, here)
  switch (item.kind) {
    case 'manual':
      return item.ask.length > 0
        ? form('enter-done-asks', {kind: 'done', item: item.id})
        : wish('enter-done', done(item))
    case 'link':
      return wish('enter-looked', done(item))
    case 'follow-up':
      return form('enter-assign', {kind: 'assign', item: item.id})
    case 'sensed':
      return atSensed(desk, here, item)
  }
}

/** A tick, where nothing has to be answered first. */
export const done = (item: Item): Wish => ({
  kind: 'say',
  intent: {type: 'done', item: item.id, answers: {}, remark: ''},
})

const atGroup = (desk: KeyDesk, here: Here, group: ManualItem): EnterDeed => {
  const {runbook, session} = desk.situation
  for (const id of group.children) {
    const child = findItem(runbook, id)
    if (child === null) continue
    const state = itemState(runbook, session, child)
    if (!isSettled(state) || state === 'deferred') {
      return {kind: 'move', word: 'enter-into', here: {kind: 'item', item: id}, refusal: null}
    }
  }
  return next(desk, here)
}

const atSensed = (desk: KeyDesk, here: Here, item: SensedItem): EnterDeed => {
  const {runbook, session, live} = desk.situation
  const record = recordOf(session, item.id)
  if (factsRequired(runbook, item.probe).length > 0) return evidence
  if (live.touching.has(item.probe) && record.sensed?.outcome !== 'pass') {
    const refusal = mayDo(desk, {type: 'look', item: item.id})
    return refusal === null ? form('enter-look', {kind: 'look', item: item.id}) : {kind: 'refuse', refusal}
  }
  switch (record.sensed?.outcome) {
    case undefined:
      return wish(live.readings.has(item.probe) ? 'enter-recheck' : 'enter-first-look', {kind: 'recheck'})
    case 'unknown':
      return form('enter-by-hand', {kind: 'confirm-by-hand', item: item.id})
    case 'fail':
      return evidence
    case 'pass':
      return item.killer && record.acknowledged === null
        ? wish('enter-acknowledge', {kind: 'say', intent: {type: 'acknowledge', item: item.id}})
        : next(desk, here)
  }
}

const atCommand = (desk: KeyDesk, here: Here, item: CommandItem): EnterDeed => {
  const {runbook, session} = desk.situation
  const attempt = lastAttempt(session, item.id)
  const state = itemState(runbook, session, item)
  if (state === 'running' && attempt !== null) {
    return mode('enter-output', {kind: 'output', attempt: attempt.number, scroll: null, search: null})
  }
  if (isSettled(state) && state !== 'deferred') return next(desk, here)
  if (hasLostOutcome(session, item)) return form('enter-assert', {kind: 'assert', item: item.id})
  if (isUnverified(session, item)) return form('enter-by-hand', {kind: 'confirm-by-hand', item: item.id})
  if (state === 'failed') return form('enter-failed', {kind: 'failed', item: item.id})
  const obstacle = cardObstacle(desk, item)
  return obstacle === null
    ? wish('enter-card', {kind: 'open-card', item: item.id})
    : {kind: 'refuse', refusal: obstacle}
}

/** Why the command's card need not be opened at all: a value that is missing is asked for on it. */
export const cardObstacle = (desk: KeyDesk, item: CommandItem): Refusal | null => {
  const obstacle = runObstacle(desk.situation, item)
  return obstacle?.code === 'input-missing' ? null : obstacle
}

/** What Space does: it says that something is done, where only the operator can say that. */
export const tickDeed = (desk: KeyDesk, here: Here): EnterDeed => {
  const item = itemHere(desk, here)
  if (item === null) return {kind: 'nothing'}
  const asks = item.kind === 'manual' ? item.ask : []
  const answers = Object.fromEntries(asks.map(question => [question, someReason]))
  const refusal = mayDo(desk, {type: 'done', item: item.id, answers, remark: ''})
  if (refusal !== null) return {kind: 'refuse', refusal}
  return asks.length > 0
    ? form('enter-done-asks', {kind: 'done', item: item.id})
    : wish('enter-done', done(item))
}

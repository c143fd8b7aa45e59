import type {ItemId} from '#src/runbook/types.ts'
import {reduceAttempt} from './attempts.ts'
import {type Draft, draftOf, finish, settle, touch} from './draft.ts'
import type {SessionEvent} from './events.ts'
import type {Session} from './state.ts'
import {reduceTelling} from './telling.ts'

/** The session after one more event. Pure and total: an event it has no use for changes nothing but `seq`. */
export const reduce = (session: Session, event: SessionEvent): Session => {
  const draft = draftOf(session)
  apply(draft, event)
  return finish(draft)
}

/** Folds many events at once; the same as `reduce` one by one, without the copies in between. */
export const replay = (session: Session, events: readonly SessionEvent[]): Session => {
  const draft = draftOf(session)
  for (const event of events) apply(draft, event)
  return finish(draft)
}

const apply = (draft: Draft, event: SessionEvent): void => {
  draft.seq += 1
  const said = {by: event.by, at: event.at}
  switch (event.type) {
    case 'session-started':
      // A session starts once. What it was started with cannot be said anew, by whoever can write to its journal.
      if (draft.facts !== null) return
      draft.facts = event.facts
      draft.operator = event.by
      return
    case 'session-resumed':
      draft.operator = event.by
      draft.holds = [...draft.holds, ...event.changes.filter(change => change.holds)]
      return
    case 'session-suspended':
      draft.left = {...said, item: event.item, cause: event.cause}
      if (event.item !== null) draft.here = event.item
      return
    case 'changes-confirmed':
      draft.holds = []
      return
    case 'session-shared':
    case 'journal-repaired':
      return
    case 'journal-continued':
      draft.before = [
        ...draft.before,
        {upTo: draft.attempts.length, upToMessage: draft.messages.length, dir: event.from},
      ]
      return
    case 'runbook-adopted':
      adopt(draft, event)
      return
    case 'session-aborted':
      draft.phase = 'aborted'
      draft.ended = {...said, reason: event.reason, signedBy: null}
      return
    case 'session-closed':
      draft.phase = 'closed'
      draft.ended = {...said, reason: '', signedBy: event.signedBy ?? null}
      return
    case 'item-done':
      settle(draft, event.item, {...said, state: 'done', answers: event.answers, remark: event.remark})
      return
    case 'item-confirmed':
      settle(draft, event.item, {...said, state: 'confirmed', how: event.how})
      return
    case 'item-acknowledged':
      touch(draft, event.item, {acknowledged: {...said, reading: event.reading}})
      return
    case 'item-overridden':
      settle(draft, event.item, {...said, state: 'overridden', reason: event.reason})
      return
    case 'item-skipped':
      settle(draft, event.item, {...said, state: 'skipped', reason: event.reason})
      return
    case 'item-not-applicable':
      settle(draft, event.item, {...said, state: 'not-applicable', reason: event.reason})
      return
    case 'item-deferred':
      settle(draft, event.item, {...said, state: 'deferred', to: event.to, reason: event.reason})
      touch(draft, event.item, {deferral: {...said, to: event.to, reason: event.reason}})
      return
    case 'item-taken-back':
      touch(draft, event.item, {
        settlement: null,
        acknowledged: null,
        answer: null,
        deferral: null,
        elsewhere: null,
      })
      return
    case 'follow-up-assigned':
      settle(draft, event.item, {...said, state: 'assigned', owner: event.owner, due: event.due})
      return
    case 'note-added':
      draft.notes.push({...said, item: event.item, text: event.text, mark: event.mark})
      if (event.item !== null) draft.here = event.item
      return
    case 'criterion-answered':
      touch(draft, event.item, {answer: {...said, answer: event.answer, remark: event.remark}})
      return
    case 'decision-made':
      draft.decision = {...said, choice: event.choice, sentence: event.sentence, criteria: event.criteria}
      return
    case 'input-set':
      draft.inputs.set(event.name, {...said, value: event.value, secret: event.secret})
      return
    case 'sensed':
      sense(draft, event.item, event)
      return
    case 'command-elsewhere': {
      const {text, where, outcome, how} = event
      touch(draft, event.item, {
        elsewhere: {...said, text, where, outcome, how},
        settlement: null,
        // What was seen before is about another state of the system.
        sensed: null,
      })
      return
    }
    case 'baseline-taken':
      for (const reading of event.readings) {
        // What could not be taken does not replace what was.
        if (reading.outcome === 'pass') draft.baseline.set(reading.probe, {at: event.at, reading})
      }
      return
    case 'look-confirmed':
      touch(draft, event.item, {look: said, sensed: null})
      return
    case 'failure-answered':
      return
    case 'command-confirmed':
    case 'command-intended':
    case 'command-running':
    case 'command-ended':
    case 'command-not-started':
    case 'command-unknown':
    case 'command-asserted':
    case 'command-stopping':
      reduceAttempt(draft, event)
      return
    case 'message-confirmed':
    case 'message-intended':
    case 'message-sent':
    case 'message-failed':
    case 'message-unknown':
    case 'message-asserted':
    case 'contact-tried':
    case 'update-promised':
    case 'update-given':
    case 'handed-over':
      reduceTelling(draft, event)
      return
    default:
      // A journal that was written by hand may hold anything; it must not bring the reader down.
      event satisfies never
  }
}

const sense = (draft: Draft, item: ItemId, event: Extract<SessionEvent, {type: 'sensed'}>): void => {
  const settlement = draft.items.get(item)?.settlement ?? null
  // A reading replaces what was only said by hand; an override is lifted when what it overrode is well again.
  const replaced =
    (settlement?.state === 'confirmed' && event.reading.outcome !== 'unknown') ||
    (settlement?.state === 'overridden' && event.reading.outcome === 'pass')
  const here = draft.here
  touch(draft, item, {
    sensed: event.reading,
    look: null,
    settlement: replaced ? null : settlement,
    ...(event.reading.outcome === 'pass' ? {passedAt: event.reading.beganAt} : {}),
    ...(event.reading.outcome === 'pass' ? {} : {acknowledged: null}),
  })
  // A probe is not the operator: it does not move the place where a resume goes on.
  draft.here = here
}

const adopt = (draft: Draft, event: Extract<SessionEvent, {type: 'runbook-adopted'}>): void => {
  if (draft.facts !== null) draft.facts = {...draft.facts, runbook: event.runbook, probes: event.probes}
  for (const [id, record] of draft.items) draft.items.set(id, {...record, sensed: null})
}

import type {Item} from '#src/runbook/types.ts'
import type {EventOf} from '#src/session/events.ts'
import type {ItemState} from '#src/session/item-state.ts'
import type {Attempt, Decision, ItemRecord, Message, Settlement} from '#src/session/state.ts'

interface Told {
  readonly by: string | null
  readonly at: string | null
  readonly reason: string | null
}

interface Subject {
  readonly item: Item
  readonly state: ItemState
  readonly record: ItemRecord
  readonly attempts: readonly Attempt[]
  readonly messages: readonly Message[]
  readonly readings: readonly EventOf<'sensed'>[]
  readonly decision: Decision | null
}

const nobody: Told = {by: null, at: null, reason: null}

/** Who brought the item into its state, when, and with what reason. */
export const settledBy = (subject: Subject): Told => {
  const {item, state, record, attempts, decision} = subject
  if (item.kind === 'manual' && item.children.length > 0) return nobody
  if (item.kind === 'criterion') return criterionSettledBy(subject)
  const telling = settlingMessage(subject)
  if (telling !== null) return messageSettledBy(telling)
  if (record.settlement !== null) return {...saidBy(record.settlement), reason: reasonOf(record.settlement)}
  if (record.elsewhere !== null) return {...saidBy(record.elsewhere), reason: record.elsewhere.how}
  const attempt = attempts.at(-1)
  if (item.kind === 'command' && attempt !== undefined) {
    // What a watch command ended with settles nothing: only the operator can say what was seen.
    return item.watch && state !== 'running' ? nobody : attemptSettledBy(attempt)
  }
  // Only the decision not to roll back makes an item not applicable without a word on the item itself.
  if (state === 'not-applicable' && decision !== null) return {...saidBy(decision), reason: decision.sentence}
  if (item.kind !== 'sensed' || record.sensed === null) return nobody
  if (state === 'done' && record.acknowledged !== null) return {...saidBy(record.acknowledged), reason: null}
  return {by: null, at: subject.readings.at(-1)?.at ?? null, reason: record.sensed.reason}
}

const saidBy = ({by, at}: {readonly by: string; readonly at: string}) => ({by, at})

const reasonOf = (settlement: Settlement): string | null => {
  switch (settlement.state) {
    case 'done':
    case 'assigned':
      return null
    case 'confirmed':
      return settlement.how
    default:
      return settlement.reason
  }
}

const criterionSettledBy = ({record, readings}: Subject): Told => {
  const seen = record.sensed
  const looked = readings.at(-1)
  if (seen !== null && seen.outcome !== 'unknown')
    return {by: null, at: looked?.at ?? null, reason: seen.reason}
  if (record.answer !== null) return {...saidBy(record.answer), reason: record.answer.remark || null}
  return {by: null, at: looked?.at ?? null, reason: seen?.reason ?? null}
}

/** The message that the item's state rests on; null where it rests on something else. */
export const settlingMessage = ({
  state,
  record,
  messages,
}: Pick<Subject, 'state' | 'record' | 'messages'>): Message | null => {
  const last = (test: (message: Message) => boolean): Message | null => messages.findLast(test) ?? null
  // While it is open whether somebody was told, that comes before whatever was said of the item.
  if (state === 'running') return last(({phase}) => phase === 'intended')
  if (state === 'unknown') return last(({phase}) => phase === 'unknown')
  if (record.settlement !== null) return null
  if (state === 'done') return messages.find(({phase}) => phase === 'sent') ?? null
  if (state === 'asserted') return last(({asserted}) => asserted?.answer === 'sent')
  return state === 'failed' ? last(({phase}) => phase === 'failed') : null
}

const messageSettledBy = ({by, at, phase, asserted, sentAt, why}: Message): Told => {
  if (phase === 'asserted' && asserted !== null) return {...saidBy(asserted), reason: asserted.how || null}
  return {by, at: sentAt ?? at, reason: why}
}

const attemptSettledBy = (attempt: Attempt): Told => {
  const {by, exit, asserted} = attempt
  if (attempt.phase === 'asserted' && asserted !== null)
    return {...saidBy(asserted), reason: asserted.how || null}
  if (attempt.phase === 'unknown') return {by, at: attempt.at, reason: 'outcome-unknown'}
  if (attempt.phase === 'not-started') return {by, at: attempt.at, reason: attempt.why || null}
  return {by, at: exit?.endedAt ?? attempt.at, reason: exit?.cause ?? null}
}

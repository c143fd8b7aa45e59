import type {Draft} from './draft.ts'
import {touch} from './draft.ts'
import type {SessionEvent} from './events.ts'
import type {Attempt} from './state.ts'

type CommandEvent = Extract<
  SessionEvent,
  {
    type:
      | 'command-confirmed'
      | 'command-intended'
      | 'command-running'
      | 'command-ended'
      | 'command-not-started'
      | 'command-unknown'
      | 'command-asserted'
      | 'command-stopping'
  }
>

/** What an event of a command's life does to its attempt. Events of an attempt that was never confirmed are ignored. */
export const reduceAttempt = (draft: Draft, event: CommandEvent): void => {
  if (event.type === 'command-confirmed') {
    confirm(draft, event)
    return
  }
  const attempt = draft.attempts[event.attempt - 1]
  if (attempt === undefined || attempt.item !== event.item) return
  draft.attempts[event.attempt - 1] = {...attempt, ...changeBy(event)}
  // Nothing of the item has changed by it, so what was seen of it before still counts.
  if (event.type === 'command-stopping') return
  const here = draft.here
  touch(draft, event.item, {})
  // Only what the operator says moves the place where a resume goes on.
  if (event.type !== 'command-asserted') draft.here = here
}

const confirm = (draft: Draft, event: Extract<CommandEvent, {type: 'command-confirmed'}>): void => {
  if (event.attempt !== draft.attempts.length + 1) return
  draft.attempts.push({
    number: event.attempt,
    item: event.item,
    phase: 'intended',
    by: event.by,
    at: event.at,
    text: event.text,
    cwd: event.cwd,
    values: event.values,
    script: event.script,
    override: event.override,
    exit: null,
    tail: '',
    seen: null,
    why: '',
    processes: [],
    sameBoot: true,
    asserted: null,
    stopping: null,
  })
  const attempts = [...(draft.items.get(event.item)?.attempts ?? []), event.attempt]
  // What was seen before is about another state of the system.
  touch(draft, event.item, {attempts, settlement: null, elsewhere: null, sensed: null})
}

const changeBy = (event: Exclude<CommandEvent, {type: 'command-confirmed'}>): Partial<Attempt> => {
  switch (event.type) {
    case 'command-intended':
      return {phase: 'intended'}
    case 'command-running':
      return {phase: 'running'}
    case 'command-ended':
      return {phase: 'ended', exit: event.exit, tail: event.tail, seen: event.seen}
    case 'command-not-started':
      return {phase: 'not-started', why: event.why}
    case 'command-unknown':
      return {phase: 'unknown', tail: event.tail, processes: event.processes, sameBoot: event.sameBoot}
    case 'command-stopping':
      return {stopping: {by: event.by, at: event.at, signal: event.signal}}
    case 'command-asserted': {
      const asserted = {by: event.by, at: event.at, answer: event.answer, how: event.how}
      return event.answer === 'later' ? {asserted} : {phase: 'asserted', asserted}
    }
  }
}

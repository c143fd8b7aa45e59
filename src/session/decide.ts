import type {CommandItem, Runbook} from '#src/runbook/types.ts'
import {findItem} from '#src/runbook/walk.ts'
import {safe} from '#src/text/safe.ts'
import {decideAttempt} from './decide-attempt.ts'
import {decideElsewhere, decideFailure, decideStop} from './decide-command.ts'
import {decideItem} from './decide-item.ts'
import {decideBaseline, decideLook, decideReading} from './decide-reading.ts'
import {decideRun} from './decide-run.ts'
import {decideSession} from './decide-session.ts'
import {decideMessageReport, decideSend, decideTelling} from './decide-telling.ts'
import type {Intent, Stamp} from './intents.ts'
import type {Live, Session} from './state.ts'
import {refuse, type Verdict} from './verdict.ts'

export interface Situation {
  readonly runbook: Runbook
  readonly session: Session
  readonly live: Live
}

/**
 * May this become a fact, and if not, why not? Pure and total. The events it answers with are the only way in which a
 * session changes; nothing is shown as done before they are on disk.
 */
export const decide = (situation: Situation, intent: Intent, stamp: Stamp): Verdict => {
  const {session} = situation
  if (intent.type === 'start') {
    return session.facts === null
      ? {ok: true, events: [{...stamp, type: 'session-started', facts: intent.facts}]}
      : refuse({code: 'started-already'})
  }
  if (session.facts === null) return refuse({code: 'not-started'})
  switch (intent.type) {
    // What a runner or a lock reports is a fact, also after the session has ended.
    case 'running':
    case 'ended':
    case 'not-started':
    case 'outcome-unknown':
      return decideAttempt(session, intent, stamp)
    case 'message-sent':
    case 'message-failed':
    case 'message-unknown':
      return decideMessageReport(session, intent, stamp)
    case 'repaired':
      return {ok: true, events: [{...stamp, type: 'journal-repaired', bytes: intent.bytes}]}
  }
  if (session.phase !== 'open') return refuse({code: 'session-over'})
  switch (intent.type) {
    case 'resume':
    case 'suspend':
    case 'confirm-changes':
    case 'adopt':
    case 'abort':
    case 'close':
    case 'decide':
    case 'set-input':
      return decideSession(situation, intent, stamp)
    case 'reading':
      return decideReading(situation, intent, stamp)
    case 'send':
      return decideSend(situation, intent, stamp)
    case 'assert-message':
    case 'contact-tried':
    case 'promise-update':
    case 'update-given':
    case 'hand-over':
      return decideTelling(situation, intent, stamp)
    case 'stop':
      return decideStop(session, intent, stamp)
    case 'baseline':
      return decideBaseline(situation, intent, stamp)
    case 'note':
      return decideNote(situation, intent, stamp)
    case 'run':
    case 'run-elsewhere':
    case 'answer-failure':
    case 'assert': {
      const item = findItem(situation.runbook, intent.item)
      if (item === null) return refuse({code: 'no-such-item', item: safe(intent.item)})
      if (item.kind !== 'command') return refuse({code: 'not-a-command'})
      return decideCommand(situation, item, intent, stamp)
    }
    default: {
      const item = findItem(situation.runbook, intent.item)
      if (item === null) return refuse({code: 'no-such-item', item: safe(intent.item)})
      return intent.type === 'look'
        ? decideLook(situation, item, stamp)
        : decideItem(situation, item, intent, stamp)
    }
  }
}

const decideCommand = (
  situation: Situation,
  item: CommandItem,
  intent: Extract<Intent, {type: 'run' | 'run-elsewhere' | 'answer-failure' | 'assert'}>,
  stamp: Stamp,
): Verdict => {
  switch (intent.type) {
    case 'run':
      return decideRun(situation, item, intent, stamp)
    case 'run-elsewhere':
      return decideElsewhere(situation, item, intent, stamp)
    case 'answer-failure':
      return decideFailure(situation, item, intent, stamp)
    case 'assert':
      return decideAttempt(situation.session, intent, stamp)
  }
}

const decideNote = ({runbook}: Situation, intent: Extract<Intent, {type: 'note'}>, stamp: Stamp): Verdict => {
  if (intent.item !== null && findItem(runbook, intent.item) === null) {
    return refuse({code: 'no-such-item', item: safe(intent.item)})
  }
  if (intent.text.trim() === '') return refuse({code: 'reason-missing'})
  return {
    ok: true,
    events: [{...stamp, type: 'note-added', item: intent.item, text: intent.text, mark: intent.mark}],
  }
}

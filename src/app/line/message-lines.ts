import {clockTime} from '#src/app/clock-time.ts'
import type {Message} from '#src/session/state.ts'
import {type Safe, safe, safeBlock} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {messageOutcome} from '#src/view/message-words.ts'
import type {Desk} from './desk.ts'
import {recipientsOf} from './message.ts'

/** A message and what became of it; `whole`: with its text. */
export const messageLines = (
  {open, texts}: Pick<Desk, 'open' | 'texts'>,
  message: Message,
  how: 'brief' | 'whole',
): readonly Safe[] => {
  const zone = open.store.state().session.facts?.timeZone ?? 'UTC'
  const facts = {
    message: message.number,
    at: safe(clockTime(message.at, zone)),
    by: safe(message.by),
    to: recipientsOf(message),
  }
  return [
    texts.telling['message-shown'](facts),
    ...(how === 'whole'
      ? safeBlock(message.text)
          .split('\n')
          .map(line => say`    ${safe(line)}`)
      : []),
    messageOutcome(texts, message),
    ...(message.phase === 'unknown' ? [texts.telling['unknown-answers']()] : []),
  ]
}

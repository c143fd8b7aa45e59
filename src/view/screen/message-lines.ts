import type {Message} from '#src/session/state.ts'
import {joinSafe, type Safe, safe, safeBlock} from '#src/text/safe.ts'
import type {MessageCard} from '#src/view/form.ts'
import type {Line} from '#src/view/line.ts'
import type {Tone} from '#src/view/look.ts'
import {messageOutcome} from '#src/view/message-words.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'
import {blank, wrap} from './draw.ts'
import {foreign} from './foreign.ts'
import {clock} from './time.ts'

/** The text line by line, as it goes out; what is too long is broken, never cut. */
const textLines = (input: ScreenInput, text: string, width: number): readonly Line[] =>
  safeBlock(input.redact(text))
    .split('\n')
    .flatMap(line => (line === '' ? [blank] : wrap(safe(line), width)))

/** A draft: subject and text, and which ways lack a value. */
export const messageCardLines = (
  input: ScreenInput,
  {audience, subject, text, ways, missing}: MessageCard,
  width: number,
): readonly Line[] => {
  const {telling} = input.texts
  return [
    ...wrap(telling['draft-for']({audience: safe(audience)}), width, 'dim'),
    ...(subject === '' ? [] : wrap(telling.subject({subject: foreign(input, subject)}), width, 'strong')),
    ...textLines(input, text, width),
    ...missing.flatMap(({way, names}) =>
      wrap(
        telling['way-missing']({way: telling[`way-${way}`](), names: safe(names.join(', '))}),
        width,
        'warn',
      ),
    ),
    ...(ways.length === 0 && missing.length === 0 ? wrap(telling['no-way'](), width, 'dim') : []),
  ]
}

const tones: Readonly<Record<Message['phase'], Tone>> = {
  intended: 'running',
  sent: 'good',
  failed: 'bad',
  unknown: 'bad',
  asserted: 'warn',
}

/** A message and what became of it; `whole`: with its text. */
export const messageLines = (
  input: ScreenInput,
  message: Message,
  width: number,
  how: 'brief' | 'whole',
): readonly Line[] => {
  const {telling} = input.texts
  const to: Safe = joinSafe(
    message.recipients.map(each => foreign(input, each)),
    ', ',
  )
  const facts = {
    message: message.number,
    at: clock(input, message.at),
    by: foreign(input, message.by),
    to,
  }
  const outcome = wrap(safe(input.redact(messageOutcome(input.texts, message))), width, tones[message.phase])
  const confirmed = wrap(telling['message-shown'](facts), width, 'dim')
  if (how === 'brief') return [...outcome, ...confirmed]
  return [blank, ...confirmed, ...outcome, ...textLines(input, message.text, width)]
}

import {sentence} from '#src/i18n/code.ts'
import type {Texts} from '#src/i18n/texts.ts'
import {findItem} from '#src/runbook/walk.ts'
import {type AlarmMode, alarmMode, alarmText} from '#src/terminal/alarm.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {alarmFor, quiet} from '#src/view/alarm.ts'
import type {Context} from './context.ts'
import type {OpenSession} from './held-session.ts'

export const alarmModeOf = ({env, stdout, options}: Context): AlarmMode =>
  alarmMode({env, isTTY: stdout.isTTY === true, bell: options.bell !== false})

/** Calls the operator through the terminal when something turns red or a long command ends, until it is stopped. */
export const callOperator = (
  open: OpenSession,
  {
    mode,
    texts,
    write,
    steady,
  }: {
    readonly mode: AlarmMode
    readonly texts: () => Texts
    /** The one gate to the terminal: between two frames, and nowhere while another program has it. */
    readonly write: (text: string) => void
    readonly steady: () => number
  },
): (() => void) => {
  if (!mode.bell) return () => undefined
  let memory = quiet
  return open.store.subscribe((state, events) => {
    if (events.length === 0) return
    const next = alarmFor(state, events, {memory, now: steady()})
    memory = next.memory
    if (next.alarm === null) return
    const title = findItem(state.runbook, next.alarm.item)?.title ?? safe(next.alarm.item)
    const message: Safe = sentence(texts().alarm, {code: next.alarm.why, title})
    write(alarmText(mode, safe(open.redact(message))))
  })
}

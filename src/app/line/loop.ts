import type {OpenSession} from '#src/app/held-session.ts'
import type {Commands} from '#src/app/commands.ts'
import {type ExitCode, exitCodes} from '#src/errors.ts'
import {sentence} from '#src/i18n/code.ts'
import type {Texts} from '#src/i18n/texts.ts'
import type {Item, ItemId} from '#src/runbook/types.ts'
import {findItem, itemsOf} from '#src/runbook/walk.ts'
import {nextAfterDeferral, nextOpen, sectionMet} from '#src/session/cursor.ts'
import type {SuspendCause} from '#src/session/events.ts'
import type {Intent} from '#src/session/intents.ts'
import {lastAttempt} from '#src/session/state.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {currentLines, sectionLine} from './item-lines.ts'
import type {LineReader} from './reader.ts'
import {actOn} from './act.ts'
import {isHarmless, readWords, type Word} from './words.ts'

/** What the words of line mode act on. */
export interface Desk {
  readonly open: OpenSession
  readonly commands: Commands
  readonly texts: Texts
  readonly now: () => Date
  readonly reader: LineReader
  readonly print: (...lines: readonly Safe[]) => void
  /** Asks on a line of its own; null when there is no answer because the input has ended or somebody wants us to leave. */
  readonly ask: (question: Safe) => Promise<string | null>
  /** The current item; null where the runbook has none. */
  here: ItemId | null
}

export interface LineModeOptions {
  readonly open: OpenSession
  readonly commands: Commands
  readonly texts: Texts
  readonly now: () => Date
  readonly reader: LineReader
  readonly write: (text: string) => void
  readonly start: Item | null
  /** Aborted when the session is to be left: a signal, or another process that asks for it. */
  readonly leave: AbortSignal
}

/** How the session was left: its exit code is the process's. */
export interface Left {
  readonly exitCode: ExitCode
}

/** Walks the session by lines until it is left, closed or aborted. The session is suspended in every other case. */
export const runLineMode = async (options: LineModeOptions): Promise<Left> => {
  const {open, commands, texts, reader, write, leave} = options
  const print = (...lines: readonly Safe[]): void => {
    for (const line of lines) write(`${open.redact(line)}\n`)
  }
  const desk: Desk = {
    open,
    commands,
    texts,
    reader,
    print,
    now: options.now,
    here: options.start?.id ?? null,
    ask: async question => {
      write(`${open.redact(question)} `)
      const line = await reader.nextUnless(leave)
      return line === 'aborted' ? null : line
    },
  }
  let shown: ItemId | null = null
  for (;;) {
    if (desk.here !== shown) showCurrent(desk, shown)
    shown = desk.here
    await settleRunning(desk, leave)
    write('rollcall> ')
    const line = await reader.nextUnless(leave)
    if (line === 'aborted') return suspend(desk, leaveCause(leave))
    if (line === null) return suspend(desk, 'end-of-input')
    commands.endWatches()
    const done = await handle(desk, line)
    if (done !== null) return done
    if (line.trim() === '') shown = null
  }
}

const leaveCause = (leave: AbortSignal): SuspendCause => (leave.reason === 'taken-over' ? 'taken-over' : 'signal')

const showCurrent = (desk: Desk, before: ItemId | null): void => {
  const {runbook, session} = desk.open.store.state()
  const item = desk.here === null ? null : findItem(runbook, desk.here)
  if (item === null) return
  const section = sectionMet(runbook, session, item.id)
  const previous = before === null ? null : sectionMet(runbook, session, before)
  if (section !== null && section !== previous) desk.print(safe(''), sectionLine(section, desk.texts), ...section.context)
  desk.print(...currentLines(desk.open, item, desk.now(), desk.texts))
}

import type {Commands} from '#src/app/commands.ts'
import type {OpenSession} from '#src/app/held-session.ts'
import {scriptOf} from '#src/app/script.ts'
import {type ExitCode, exitCodes} from '#src/errors.ts'
import type {Texts} from '#src/i18n/texts.ts'
import type {CommandItem, Item, ItemId, Runbook, Section} from '#src/runbook/types.ts'
import {findItem, findSection} from '#src/runbook/walk.ts'
import {nextOpen, sectionMet} from '#src/session/cursor.ts'
import type {AttemptNumber, ScriptFact, SessionEvent, SuspendCause} from '#src/session/events.ts'
import {itemState} from '#src/session/item-state.ts'
import {attemptOf, lastAttempt} from '#src/session/state.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {actOn} from './act.ts'
import {
  currentLines,
  endedLine,
  failedLines,
  itemLine,
  notStartedLine,
  sectionLine,
  unknownLines,
} from './item-lines.ts'
import type {LineReader} from './reader.ts'
import {isHarmless, readWords} from './words.ts'

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
  /** Looks again with every probe. */
  readonly recheck: () => void
  /** Goes on in a new journal below that directory; null where it worked, else why not. */
  readonly continueIn: (directory: string) => Promise<readonly Safe[] | null>
  /** The current item; null where the runbook has none. */
  here: ItemId | null
  /** The attempt that the prompt waits for. */
  following: AttemptNumber | null
  /** The script on the card that was shown last: what is approved is what was seen. */
  shownScript: ScriptFact | null
}

export interface LineModeOptions {
  readonly open: OpenSession
  readonly commands: Commands
  readonly texts: Texts
  readonly now: () => Date
  readonly reader: LineReader
  readonly write: (text: string) => void
  readonly print: Desk['print']
  readonly start: Item | null
  readonly recheck: () => void
  readonly continueIn: Desk['continueIn']
  /** Aborted when the session is to be left: a signal, or another process that asks for it. */
  readonly leave: AbortSignal
}

/** How the session was left: its exit code is the process's. */
export interface Left {
  readonly exitCode: ExitCode
}

/** Walks the session by lines until it is left, closed or aborted. The session is suspended in every other case. */
export const runLineMode = async (options: LineModeOptions): Promise<Left> => {
  const desk = createDesk(options)
  const stopTelling = options.open.store.subscribe((state, events) => {
    tellOf(desk, events)
    if (events.length > 0 && state.writeMs > slowWrite) {
      desk.print(desk.texts.lines['disk-slow']({ms: state.writeMs}))
    }
  })
  try {
    return await converse(desk, options)
  } finally {
    stopTelling()
  }
}

/** From here on an operator feels it, in milliseconds. */
const slowWrite = 200

const createDesk = (options: LineModeOptions): Desk => {
  const {open, commands, texts, reader, write, print, leave} = options
  return {
    open,
    commands,
    texts,
    reader,
    print,
    now: options.now,
    recheck: options.recheck,
    continueIn: options.continueIn,
    here: options.start?.id ?? null,
    following: underWay(options.open, options.start),
    shownScript: null,
    ask: async question => {
      write(`${open.redact(question)} `)
      const line = await reader.nextUnless(leave)
      return line === 'aborted' ? null : line
    },
  }
}

/** What happens by itself is told as it happens: readings that change, commands that end. */
const tellOf = (desk: Desk, events: readonly SessionEvent[]): void => {
  for (const event of events) {
    if (!('item' in event) || event.item === null || !toldByThemselves.has(event.type)) continue
    // That nothing is known yet is no news.
    if (event.type === 'sensed' && event.reading.reason === 'not-configured') continue
    const item = findItem(desk.open.store.state().runbook, event.item)
    if (item === null) continue
    desk.print(itemLine(desk.open, item, desk.texts))
    if (event.type === 'command-ended') desk.print(endedLine(event, desk.texts))
    if (event.type === 'command-not-started') desk.print(notStartedLine(event, desk.texts))
  }
}

const toldByThemselves: ReadonlySet<SessionEvent['type']> = new Set([
  'sensed',
  'command-ended',
  'command-not-started',
  'command-unknown',
])

const converse = async (desk: Desk, {leave, write}: LineModeOptions): Promise<Left> => {
  const {reader, commands} = desk
  let shown: ItemId | null = null
  for (;;) {
    await settleRunning(desk, leave)
    if (desk.here !== shown) showCurrent(desk, shown)
    shown = desk.here
    write('rollcall> ')
    const line = await reader.nextUnless(leave)
    if (line === 'aborted') return suspend(desk, leaveCause(leave))
    if (line === null) return suspend(desk, 'end-of-input')
    // A watch that does not end must not keep anybody here.
    await Promise.race([commands.endWatches(), aborted(leave)])
    const done = await handle(desk, line)
    if (done !== null) return done
    if (line.trim() === '') shown = null
  }
}

const leaveCause = (leave: AbortSignal): SuspendCause =>
  leave.reason === 'taken-over' ? 'taken-over' : 'signal'

const showCurrent = (desk: Desk, before: ItemId | null): void => {
  const {runbook, session} = desk.open.store.state()
  const item = desk.here === null ? null : findItem(runbook, desk.here)
  if (item === null) return
  const section = sectionMet(runbook, session, item.id)
  const known = new Set(pathTo(runbook, before === null ? null : sectionMet(runbook, session, before)))
  for (const entered of pathTo(runbook, section)) {
    if (!known.has(entered)) desk.print(safe(''), sectionLine(entered, desk.texts), ...entered.context)
  }
  showItem(desk, item)
}

/** The item with its card; of a command, the script that is shown here is the one that may start. */
export const showItem = (desk: Desk, item: Item): void => {
  desk.shownScript = item.kind === 'command' ? scriptNow(desk, item) : null
  desk.print(...currentLines(desk.open, item, desk.now(), desk.texts))
}

/** The script that the command names, as it is on disk just now. */
export const scriptNow = (desk: Desk, item: CommandItem): ScriptFact | null =>
  scriptOf(item.shell.text, desk.open.store.state().session.facts?.cwd ?? '.')

/** The section with those it is nested in, the outermost first. */
const pathTo = (runbook: Runbook, section: Section | null): readonly Section[] => {
  if (section === null) return []
  const parent = section.parent === null ? null : findSection(runbook, section.parent)
  return [...pathTo(runbook, parent), section]
}

/**
 * While a command that was started or found running here goes on, no prompt is printed: what only looks is done at once,
 * everything else waits in its place. Leaving is possible at any moment and never ends the command.
 */
const settleRunning = async (desk: Desk, leave: AbortSignal): Promise<void> => {
  const {following} = desk
  if (following === null) return
  const over = desk.commands.whenOver(following)
  const either = new AbortController()
  const stop = (): void => either.abort()
  leave.addEventListener('abort', stop, {once: true})
  void over.then(stop)
  for (;;) {
    const line = await desk.reader.nextUnless(either.signal)
    if (line === 'aborted' || line === null) break
    const typed = readWords(line)
    if (typed.kind === 'word' && isHarmless(typed.word) && typed.word !== 'quit') {
      await handle(desk, line)
      continue
    }
    desk.reader.unread(line)
    if (typed.kind === 'word' && typed.word === 'quit') break
    desk.print(desk.texts.lines['held-line']({verb: safe(line.trim())}))
    await Promise.race([over, aborted(leave)])
    break
  }
  leave.removeEventListener('abort', stop)
  if (isUnderWay(desk, following)) return
  desk.following = null
  moveOnAfter(desk, following)
}

const isUnderWay = (desk: Desk, attempt: AttemptNumber): boolean => {
  const phase = attemptOf(desk.open.store.state().session, attempt)?.phase
  return phase === 'running' || phase === 'intended'
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), {once: true})
  })

/** The item's attempt that goes on just now; a watch is nothing to wait for. */
const underWay = (open: OpenSession, item: Item | null): AttemptNumber | null => {
  if (item?.kind !== 'command' || item.watch) return null
  const attempt = lastAttempt(open.store.state().session, item.id)
  return attempt?.phase === 'running' || attempt?.phase === 'intended' ? attempt.number : null
}

/** After a command has ended: on to the next item where all went well; where not, the operator stays with it. */
const moveOnAfter = (desk: Desk, attempt: AttemptNumber): void => {
  const {runbook, session} = desk.open.store.state()
  const id = attemptOf(session, attempt)?.item
  const item = id === undefined ? null : findItem(runbook, id)
  if (item?.kind !== 'command') return
  const state = itemState(runbook, session, item)
  desk.here = state === 'done' ? (nextOpen(runbook, session, item.id)?.id ?? item.id) : item.id
  if (state === 'failed') desk.print(...failedLines(item, desk.texts))
  if (state === 'unknown') desk.print(...unknownLines(desk.open, item, desk.texts))
}

/** Does what a line says; answers with how the session was left, or null where it goes on. */
const handle = async (desk: Desk, line: string): Promise<Left | null> => {
  const typed = readWords(line)
  if (typed.kind === 'nothing') return null
  const {lines} = desk.texts
  if (typed.kind === 'unknown') {
    const word = safe(typed.word)
    const {meant} = typed
    desk.print(
      meant === null
        ? lines['unknown-word']({word})
        : lines['unknown-word-meant']({word, meant: safe(meant)}),
    )
    return null
  }
  if (typed.word === 'quit') return suspend(desk, 'operator')
  return actOn(desk, typed.word, typed.rest)
}

const suspend = async (desk: Desk, cause: SuspendCause): Promise<Left> => {
  const {open, texts, print} = desk
  void desk.commands.endWatches()
  await open.store.dispatch({type: 'suspend', cause, item: desk.here})
  const {runbook, session} = open.store.state()
  for (const attempt of session.attempts) {
    if (attempt.phase !== 'running' && attempt.phase !== 'intended') continue
    const item = findItem(runbook, attempt.item)
    // A watch ends with its watcher.
    if (item?.kind === 'command' && !item.watch) print(texts.lines['running-goes-on']({item: item.title}))
  }
  print(safe(''), texts.lines.suspended({id: safe(open.id), hash: safe(open.headHash())}))
  return {exitCode: exitCodes.suspended}
}

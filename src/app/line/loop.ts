import type {Commands} from '#src/app/commands.ts'
import type {OpenSession} from '#src/app/held-session.ts'
import {sectionsAround} from '#src/app/probing/scope.ts'
import type {Texts} from '#src/i18n/texts.ts'
import type {Item, ItemId} from '#src/runbook/types.ts'
import {findItem} from '#src/runbook/walk.ts'
import {sectionMet} from '#src/session/cursor.ts'
import type {SuspendCause} from '#src/session/events.ts'
import {safe} from '#src/text/safe.ts'
import {slowWrite} from '#src/view/slow-write.ts'
import {actOn} from './act.ts'
import type {Desk, Left} from './desk.ts'
import {suspend} from './ending.ts'
import {followRunning, underWay} from './follow.ts'
import {tellNews} from './news.ts'
import {createUpdateReminder} from './people.ts'
import type {LineReader} from './reader.ts'
import {showCurrent} from './show.ts'
import {isLooking, readWords} from './words.ts'

export interface LineModeOptions {
  readonly open: OpenSession
  readonly commands: Commands
  readonly messages: Desk['messages']
  readonly texts: Texts
  readonly now: () => Date
  readonly reader: LineReader
  readonly write: (text: string) => void
  readonly print: Desk['print']
  readonly start: Item | null
  readonly probing: Desk['probing']
  readonly continueIn: Desk['continueIn']
  readonly lend: Desk['lend']
  readonly clipboard: Desk['clipboard']
  /** Aborted when the session is to be left: a signal, or another process that asks for it. */
  readonly leave: AbortSignal
}

/** Walks the session by lines until it is left, closed or aborted. The session is suspended in every other case. */
export const runLineMode = async (options: LineModeOptions): Promise<Left> => {
  const desk = createDesk(options)
  const stopTelling = options.open.store.subscribe((state, events) => {
    tellNews(desk, events)
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

const createDesk = (options: LineModeOptions): Desk => {
  const {open, commands, texts, reader, write, print, leave} = options
  return {
    open,
    commands,
    messages: options.messages,
    lend: options.lend,
    clipboard: options.clipboard,
    texts,
    reader,
    print,
    left: new Promise(resolve => leave.addEventListener('abort', () => resolve(), {once: true})),
    now: options.now,
    probing: options.probing,
    continueIn: options.continueIn,
    here: options.start?.id ?? null,
    following: underWay(options.open, options.start),
    shownScript: null,
    draft: null,
    ask: async question => {
      write(`${open.redact(question)} `)
      const line = await reader.nextUnless(leave)
      return line === 'aborted' ? null : line
    },
  }
}

const converse = async (desk: Desk, {leave, write}: LineModeOptions): Promise<Left> => {
  const {reader, commands} = desk
  let shown: ItemId | null = null
  const remind = createUpdateReminder(desk)
  for (;;) {
    lookAround(desk)
    await followRunning(desk, leave, line => handle(desk, line))
    lookAround(desk)
    if (desk.here !== shown) showCurrent(desk, shown)
    shown = desk.here
    remind()
    write(promptOf(desk))
    const line = await reader.nextUnless(leave)
    if (line === 'aborted') return suspend(desk, leaveCause(leave))
    if (line === null) return suspend(desk, 'end-of-input')
    // A watch that does not end must not keep anybody here.
    if (!leavesWatches(desk, line)) await Promise.race([commands.endWatches(), desk.left])
    const done = await handle(desk, line)
    if (done !== null) return done
    if (line.trim() === '') shown = null
  }
}

/** A rehearsal says so at every prompt. */
const promptOf = ({open, texts}: Desk): string => {
  const prompt = texts.spoken === true ? texts.speech.prompt() : 'rollcall> '
  return open.store.state().session.facts?.drill === undefined ? prompt : `${texts.drill.mark()} ${prompt}`
}

/** What only looks or moves leaves a watch running, and so does the next watch: two logs are watched at once. */
const leavesWatches = ({here, open}: Desk, line: string): boolean => {
  const typed = readWords(line)
  if (typed.kind !== 'word') return false
  if (typed.word !== 'run') return isLooking(typed.word)
  const item = here === null ? null : findItem(open.store.state().runbook, here)
  return item?.kind === 'command' && item.watch
}

/** Keeps looking with what stands where the operator is. */
const lookAround = ({open, here, probing}: Desk): void => {
  const {runbook, session} = open.store.state()
  const section = here === null ? null : sectionMet(runbook, session, here)
  probing.show(section === null ? [] : sectionsAround(runbook, section.id))
}

const leaveCause = (leave: AbortSignal): SuspendCause =>
  leave.reason === 'taken-over' ? 'taken-over' : 'signal'

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

import type {ExitCode} from '#src/errors.ts'
import {sentence} from '#src/i18n/code.ts'
import {resumeAt} from '#src/session/cursor.ts'
import type {SessionEvent, SuspendCause} from '#src/session/events.ts'
import {attemptOf} from '#src/session/state.ts'
import type {RichMode} from '#src/terminal/capabilities.ts'
import {createTheme} from '#src/terminal/theme.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {armAfter, heldUp, inOrder} from '#src/view/haste.ts'
import {press} from '#src/view/press.ts'
import {sectionOfHere} from '#src/view/screen/list-rows.ts'
import {slowWrite} from '#src/view/slow-write.ts'
import {initialView} from '#src/view/view-state.ts'
import {alarmModeOf, callOperator} from './alarm.ts'
import type {Arrival} from './arrival.ts'
import {createCommands} from './commands.ts'
import type {Context} from './context.ts'
import type {Opening, OpenSession} from './held-session.ts'
import type {Left} from './leave-session.ts'
import {onLeavingSignals} from './leaving-signals.ts'
import {sectionsAround} from './probing/scope.ts'
import {probeSession} from './probing/session-probing.ts'
import {fulfil, suspend} from './screen/fulfil.ts'
import {createKeyQueue} from './screen/key-queue.ts'
import {tellEvents, tellSilence, tellStubborn} from './screen/news.ts'
import {createOutputs} from './screen/outputs.ts'
import {contactLines, cueLines, timelineLines} from './screen/panels.ts'
import {createPulse} from './screen/pulse.ts'
import {createRecorder} from './screen/recorder.ts'
import type {ScreenDesk} from './screen/screen-desk.ts'
import {createScreenStore} from './screen/screen-store.ts'
import {createStage} from './screen/stage.ts'
import {createMessages} from './telling/messages.ts'

export interface ScreenSession {
  readonly open: OpenSession
  readonly opening: Opening
  readonly mode: RichMode
  readonly arrival: Arrival
  /** What is to be told before the first item. */
  readonly notices: readonly Safe[]
  readonly leave: AbortController
  readonly ready?: Promise<void>
  readonly onShown?: () => void
}

/** Walks an opened session on the screen until it is left, and lets go of it. */
export const walkOnScreen = async (context: Context, walk: ScreenSession): Promise<ExitCode> => {
  const {open, opening, mode, arrival, leave} = walk
  const {stdin, stdout, now} = context
  const {store} = open
  const look = {symbols: mode.symbols}
  const outputs = createOutputs(open)
  const steady = (): number => performance.now()
  const keys = createKeyQueue(steady)
  const away: SessionEvent[] = []
  const cue = {
    resumed: arrival.kind === 'resumed' ? {changes: arrival.changes, away} : null,
    notices: [
      ...opening.home.warnings.map(warning => sentence(context.texts.home, warning)),
      ...walk.notices,
    ],
  }
  const probing = probeSession(context, open, context.texts, walk.ready)
  const first = resumeAt(store.state().runbook, store.state().session)
  const screen = createScreenStore({
    open,
    outputs,
    evidence: probing.evidence,
    view: initialView(first === null ? {kind: 'close-out'} : {kind: 'item', item: first.id}),
    texts: context.texts,
    look,
    size: {columns: stdout.columns, rows: stdout.rows},
    now,
    steady,
    congested: () => stage.congested(),
    panels: {
      cue: texts => cueLines(open, cue, texts),
      timeline: texts => timelineLines(open, texts),
      contacts: (texts, chosen) => contactLines(open, texts, chosen),
    },
  })
  const commands = createCommands({
    open,
    ...probing.around,
    onOutput: (attempt, news) => {
      outputs.add(attempt.number, news)
      screen.touch()
    },
    onSilent: (attempt, forMs) => tellSilence(desk, attempt, forMs),
    onStubborn: () => tellStubborn(desk),
  })
  const messages = createMessages(open)
  const restoreSignals = onLeavingSignals(leave, () => stage.isLent())
  const stage = createStage({
    stdin,
    stdout,
    source: screen,
    theme: createTheme(mode.color),
    onKey: key => {
      // Leaving waits for nothing, not even for what another key has asked for.
      if (key.kind === 'control' && key.letter === 'c') leave.abort('operator')
      else keys.add(key)
    },
    onGone: () => leave.abort('end-of-input'),
    onPainted: () => {
      const view = screen.view()
      if (view.paintedAt === null) screen.setView({...view, paintedAt: performance.now()})
    },
    onSize: screen.setSize,
    onTakenDown: screen.recordPrinted,
  })
  const desk: ScreenDesk = {
    context,
    open,
    commands,
    messages,
    drafts: new Map(),
    screen,
    outputs,
    stage,
    probing,
    leave: leave.signal,
  }
  const isRunning = (): boolean =>
    store.state().session.attempts.some(({phase}) => phase === 'running' || phase === 'intended') ||
    store.state().session.messages.some(({phase}) => phase === 'intended')
  const pulse = createPulse(screen, {armAfter, isRunning})
  const stopPulse = screen.subscribe(pulse.viewChanged)
  const stopLooking = screen.subscribe(lookAround(desk))
  const record = createRecorder(open, screen, look)
  if (arrival.kind === 'resumed') {
    const before = store.events().length
    const impossible = (await commands.recover()) ?? (await messages.recover())
    if (impossible !== null) {
      cue.notices.push(context.texts.lines['recover-impossible']({cause: safe(impossible)}))
    }
    away.push(...store.events().slice(before))
  }
  const stopNews = store.subscribe((state, events) => {
    record(events)
    tellEvents(desk, events)
    if (events.length > 0 && state.writeMs > slowWrite) screen.setView(heldUp(screen.view(), steady()))
    screen.touch()
  })
  const stopCalling = callOperator(open, {
    mode: alarmModeOf(context),
    texts: screen.texts,
    write: stage.write,
    steady,
  })
  if (arrival.kind === 'resumed' || cueLines(open, cue, context.texts).length > 0) {
    screen.setView({...screen.view(), mode: {kind: 'panel', panel: {kind: 'cue'}, scroll: 0}})
  }
  let lines: readonly Safe[] = []
  try {
    await stage.show()
    walk.onShown?.()
    const left = await converse(desk, keys, leave.signal)
    lines = left.lines.map(line => safe(open.redact(line)))
    return left.exitCode
  } finally {
    stopNews()
    stopCalling()
    stopPulse()
    stopLooking()
    pulse.stop()
    commands.leave()
    messages.leave()
    await stage.close(lines)
    await probing.stop()
    restoreSignals()
    await open.close()
  }
}

/** One key after the other, each on the state as it is at that moment, until the session is left. */
const converse = async (
  desk: ScreenDesk,
  keys: ReturnType<typeof createKeyQueue>,
  leave: AbortSignal,
): Promise<Left> => {
  const gone = aborted(leave)
  for (;;) {
    const timed = await keys.next(leave)
    if (timed === null) return suspend(desk, leave.reason as SuspendCause)
    const {screen} = desk
    const before = screen.view()
    const {view, wish} = press({...screen.desk(), now: timed.at}, before, timed.key)
    screen.setView(inOrder(before, view))
    await showEarlierOutput(desk)
    if (wish === null) continue
    const left = await Promise.race([fulfil(desk, wish, before), gone])
    if (left === 'aborted') return suspend(desk, leave.reason as SuspendCause)
    if (left !== null) return left
    // On a slow disk this is long after the key; what was pressed meanwhile was meant for what stood there before.
    screen.setView({...screen.view(), actedAt: screen.desk().now})
  }
}

/** Keeps looking with what stands where the cursor is. */
const lookAround = ({open, screen, probing}: ScreenDesk): (() => void) => {
  let around: string | null = null
  const follow = (): void => {
    const {runbook, session} = open.store.state()
    const section = sectionOfHere(runbook, session, screen.view().here)?.id ?? null
    if (section === around) return
    around = section
    probing.show(section === null ? [] : sectionsAround(runbook, section))
  }
  follow()
  return follow
}

/** What an attempt wrote in an earlier process is on disk only; one that still runs is followed from its beginning. */
const showEarlierOutput = async ({open, outputs, screen}: ScreenDesk): Promise<void> => {
  const {mode} = screen.view()
  if (mode.kind !== 'output') return
  const phase = attemptOf(open.store.state().session, mode.attempt)?.phase
  if (phase === 'running' || phase === 'intended') return
  if (await outputs.load(mode.attempt)) screen.draw()
}

const aborted = (signal: AbortSignal): Promise<'aborted'> =>
  new Promise(resolve => {
    if (signal.aborted) resolve('aborted')
    signal.addEventListener('abort', () => resolve('aborted'), {once: true})
  })

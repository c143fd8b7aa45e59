import type {ExitCode} from '#src/errors.ts'
import {sentence} from '#src/i18n/code.ts'
import {resumeAt} from '#src/session/cursor.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {withoutIndent, wrapLine} from '#src/text/wrap.ts'
import {alarmModeOf, callOperator} from './alarm.ts'
import type {Arrival} from './arrival.ts'
import {createCommands} from './commands.ts'
import type {Context} from './context.ts'
import {continueSession} from './continue-session.ts'
import type {Opening, OpenSession} from './held-session.ts'
import {onLeavingSignals} from './leaving-signals.ts'
import {commandNews} from './line/command-news.ts'
import {tellImpossible} from './line/desk.ts'
import {runLineMode} from './line/loop.ts'
import type {LineReader} from './line/reader.ts'
import {awayLines, greeting, openingNotices, resumeCue} from './opening-lines.ts'
import {probeSession} from './probing/session-probing.ts'
import {editorOf, letProgramRun} from './screen/other-program.ts'
import {createMessages} from './telling/messages.ts'

export interface LineSession {
  readonly open: OpenSession
  readonly opening: Opening
  readonly reader: LineReader
  readonly arrival: Arrival
  /** What else is to be told before the first item. */
  readonly notices: readonly Safe[]
  readonly leave: AbortController
  readonly ready?: Promise<void>
  readonly onShown?: () => void
}

/** Walks an opened session by lines, from its greeting until it is left, and lets go of it. */
export const walkByLines = async (context: Context, walk: LineSession): Promise<ExitCode> => {
  const {open, opening, reader, arrival, leave} = walk
  const {texts} = context
  const write = writerTo(context.stdout)
  const print = createPrinter(open, write, context)
  const probing = probeSession(context, open, texts, walk.ready)
  const commands = createCommands({
    open,
    ...probing.around,
    ...commandNews(open, print, texts),
  })
  const messages = createMessages(open)
  const restoreSignals = onLeavingSignals(leave)
  let lent = false
  print(
    ...greeting(open, texts, arrival.kind === 'resumed'),
    ...openingNotices(open, texts),
    texts.lines['how-to-leave'](),
    ...walk.notices,
    ...opening.home.warnings.map(warning => sentence(texts.home, warning)),
  )
  walk.onShown?.()
  if (arrival.kind === 'resumed') {
    const before = open.store.events().length
    tellImpossible({print, texts}, (await commands.recover()) ?? (await messages.recover()))
    print(
      ...resumeCue(open, arrival.changes, texts),
      ...(open.store.state().session.holds.length > 0 ? [texts.lines['holds-danger']()] : []),
      ...awayLines(open, open.store.events().slice(before), texts),
    )
  }
  const {runbook, session, halted} = open.store.state()
  if (halted !== null) print(sentence(texts.refusals, {code: 'journal-halted', why: safe(halted)}))
  const stopCalling = callOperator(open, {
    mode: alarmModeOf(context),
    texts: () => texts,
    write: text => {
      if (!lent) write(text)
    },
    steady: () => performance.now(),
  })
  try {
    const left = await runLineMode({
      open,
      commands,
      messages,
      // What is typed meanwhile is the other program's.
      lend: async (name, text) => {
        context.stdin.pause()
        lent = true
        const wanted = {program: editorOf(context), directory: open.dir, name, text, leave: leave.signal}
        try {
          return await letProgramRun(context, wanted)
        } finally {
          lent = false
          context.stdin.resume()
        }
      },
      clipboard: context.stdout.isTTY ? write : null,
      texts,
      now: context.now,
      reader,
      write,
      print,
      start: resumeAt(runbook, session),
      leave: leave.signal,
      probing,
      continueIn: directory => continueSession(context, open, directory),
    })
    return left.exitCode
  } finally {
    stopCalling()
    commands.leave()
    messages.leave()
    await probing.stop()
    restoreSignals()
    await open.close()
  }
}

/** Prints lines with every secret masked; on a terminal they break between words, unless they are read out. */
const createPrinter =
  (open: OpenSession, write: (text: string) => void, {stdout, texts}: Context) =>
  (...lines: readonly Safe[]): void => {
    for (const line of lines) {
      const masked = safe(open.redact(line))
      const wraps = stdout.isTTY && texts.spoken !== true
      for (const part of wraps ? wrapLine(masked, stdout.columns) : [masked])
        write(`${texts.spoken === true ? withoutIndent(part) : part}\n`)
    }
  }

/** A terminal that hung up takes no more; what is on disk is what counts then. */
const writerTo = (stream: NodeJS.WriteStream): ((text: string) => void) => {
  let gone = false
  stream.on('error', () => {
    gone = true
  })
  return text => {
    if (!gone) stream.write(text)
  }
}

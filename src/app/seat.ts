import {exitCodes, OperatorError} from '#src/errors.ts'
import {prepareEnvironment, type RichMode, screenMode} from '#src/terminal/capabilities.ts'
import type {Safe} from '#src/text/safe.ts'
import type {Arrival} from './arrival.ts'
import type {Context} from './context.ts'
import type {Opening, OpenSession} from './held-session.ts'
import {createLineReader, type LineReader} from './line/reader.ts'

/** How the operator sits before us: at a terminal that takes the screen, or at one that speaks lines. */
export type Seat =
  | {readonly kind: 'lines'; readonly reader: LineReader}
  | {readonly kind: 'screen'; readonly mode: RichMode}

export interface Walk {
  readonly open: OpenSession
  readonly opening: Opening
  readonly arrival: Arrival
  /** What is to be told before the first item. */
  readonly notices: readonly Safe[]
  /** Aborted when the session is to be left: a signal, or another process that asks for it. */
  readonly leave: AbortController
  /** Until then no probe looks: there is nothing to look at yet. */
  readonly ready?: Promise<void>
  /** Called when the operator sees the session: from here on other work may take the machine's time. */
  readonly onShown?: () => void
}

/**
 * Decides how to speak with the operator, and does so for as long as `use` takes. No terminal never means yes: without
 * one, lines have to be asked for.
 */
export const withSeat = async <T>(context: Context, use: (seat: Seat) => Promise<T>): Promise<T> => {
  const {env, stdin, stdout, options} = context
  if (!options.plain && !stdin.isTTY) {
    throw new OperatorError([context.texts.cli['need-person']()], exitCodes.personNeeded)
  }
  // Ink would erase and write anew what a screen reader has just read; lines stay, and each is read once.
  const plain = options.plain === true || context.texts.spoken === true
  const mode = screenMode({env, stdin, stdout, plain, color: options.color !== false})
  if (mode.kind === 'rich') {
    // Before the screen's libraries are loaded, which read these; commands get the environment as it was.
    prepareEnvironment(process.env, mode)
    return use({kind: 'screen', mode})
  }
  const reader = createLineReader(stdin)
  try {
    return await use({kind: 'lines', reader})
  } finally {
    // However that ended: an input that is still read would keep the process alive.
    reader.stop()
  }
}

/** Walks an opened session until it is left, and lets go of it. */
export const walkSession = async (context: Context, seat: Seat, walk: Walk) => {
  if (seat.kind === 'screen') {
    const {walkOnScreen} = await import('./screen-session.ts')
    return walkOnScreen(context, {...walk, mode: seat.mode})
  }
  const {walkByLines} = await import('./line-session.ts')
  return walkByLines(context, {...walk, reader: seat.reader})
}

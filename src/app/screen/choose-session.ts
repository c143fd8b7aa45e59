import type {Offer} from '#src/app/choose-session.ts'
import type {Context} from '#src/app/context.ts'
import {onLeavingSignals} from '#src/app/leaving-signals.ts'
import {exitCodes, OperatorError} from '#src/errors.ts'
import type {RichMode} from '#src/terminal/capabilities.ts'
import {createTheme} from '#src/terminal/theme.ts'
import {chooseScreen} from '#src/view/choose-screen.ts'
import type {Key} from '#src/view/key.ts'
import type {Size} from '#src/view/look.ts'
import {createKeyQueue} from './key-queue.ts'
import {createStage} from './stage.ts'

/** Asks on the screen which open session to go on with; null: a new one. Leaving changes nothing. */
export const chooseOnScreen = async (
  {stdin, stdout, texts}: Context,
  mode: RichMode,
  offers: readonly Offer[],
): Promise<string | null> => {
  const words = texts.desk
  const options = [...offers.map(offer => words['choose-line'](offer)), words['choose-new']()]
  const keys = createKeyQueue(() => performance.now())
  const leave = new AbortController()
  const listeners = new Set<() => void>()
  let size: Size = {columns: stdout.columns, rows: stdout.rows}
  let index = 0
  let frame: ReturnType<typeof chooseScreen> | null = null
  const draw = (): void => {
    frame = null
    for (const listener of listeners) listener()
  }
  const stage = createStage({
    stdin,
    stdout,
    theme: createTheme(mode.color),
    source: {
      subscribe: listener => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      screen: () => {
        frame ??= chooseScreen({texts, look: {symbols: mode.symbols}, size, options, index})
        return frame
      },
      record: () => noRecord,
    },
    onKey: key => {
      if (key.kind === 'control' && key.letter === 'c') leave.abort('operator')
      else keys.add(key)
    },
    onGone: () => leave.abort('end-of-input'),
    onPainted: () => undefined,
    onSize: next => {
      size = next
      frame = null
    },
    onTakenDown: () => undefined,
  })
  const restoreSignals = onLeavingSignals(leave)
  try {
    await stage.show()
    for (;;) {
      const timed = await keys.next(leave.signal)
      if (timed === null || isLeave(timed.key))
        throw new OperatorError([words['nothing-chosen']()], exitCodes.suspended)
      const {key} = timed
      if (key.kind === 'named' && key.name === 'enter' && !key.afterPaste) return offers[index]?.id ?? null
      index = Math.min(Math.max(0, index + stepOf(key)), options.length - 1)
      draw()
    }
  } finally {
    await stage.close([])
    restoreSignals()
  }
}

const noRecord = [] as const

const isLeave = (key: Key): boolean =>
  (key.kind === 'named' && key.name === 'escape') || (key.kind === 'character' && key.text === 'q')

const stepOf = (key: Key): number => {
  if (key.kind === 'named') return key.name === 'down' ? 1 : key.name === 'up' ? -1 : 0
  if (key.kind === 'character') return key.text === 'j' ? 1 : key.text === 'k' ? -1 : 0
  return 0
}

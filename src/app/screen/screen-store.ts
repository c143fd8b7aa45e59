import type {OpenSession} from '#src/app/held-session.ts'
import type {Texts} from '#src/i18n/texts.ts'
import type {Safe} from '#src/text/safe.ts'
import {buildScreen} from '#src/view/build-screen.ts'
import type {Look, Size} from '#src/view/look.ts'
import type {Desk} from '#src/view/press.ts'
import type {ContactLines, RecordLine, ScreenInput} from '#src/view/screen-input.ts'
import type {ScreenModel} from '#src/view/screen-model.ts'
import type {ViewState} from '#src/view/view-state.ts'
import type {Outputs} from './outputs.ts'

/** What is on the screen: the session's store and the view state, seen as one, for components and keys alike. */
export interface ScreenStore {
  readonly view: () => ViewState
  /** Changes the view and draws at once: the operator has caused it. */
  readonly setView: (view: ViewState) => void
  readonly texts: () => Texts
  readonly setTexts: (texts: Texts) => void
  readonly size: () => Size
  readonly setSize: (size: Size) => void
  /** What a key acts on, read at this very moment. */
  readonly desk: () => Desk
  readonly screen: () => ScreenModel
  /** Lines for the scrollback that were not printed yet when the screen was mounted. */
  readonly record: () => readonly RecordLine[]
  readonly addRecord: (lines: readonly RecordLine[]) => void
  /** What was printed is not printed again when the screen comes back. */
  readonly recordPrinted: () => void
  /** Draws at once. */
  readonly draw: () => void
  /** Something has changed that the operator did not cause: drawn soon, together with what else changes until then. */
  readonly touch: () => void
  readonly subscribe: (listener: () => void) => () => void
}

export interface ScreenStoreOptions {
  readonly open: OpenSession
  readonly outputs: Outputs
  readonly evidence: ScreenInput['evidence']
  readonly view: ViewState
  readonly texts: Texts
  readonly look: Look
  readonly size: Size
  readonly now: () => Date
  /** Milliseconds of a clock that nobody sets. */
  readonly steady: () => number
  /** Whether the terminal takes nothing just now: then what nobody caused can wait. */
  readonly congested: () => boolean
  readonly panels: {
    readonly cue: (texts: Texts) => readonly Safe[]
    readonly timeline: (texts: Texts) => readonly Safe[]
    readonly contacts: (texts: Texts, chosen: number) => ContactLines
  }
}

// Five times a second: more than that over what the operator causes is unrest, and bytes on a slow line.
const gatherFor = 200

export const createScreenStore = (options: ScreenStoreOptions): ScreenStore => {
  const {open, outputs, look, now, steady, panels} = options
  let {view, texts, size} = options
  let drawn: ScreenModel | null = null
  let record: readonly RecordLine[] = []
  let soon: NodeJS.Timeout | null = null
  const listeners = new Set<() => void>()
  const startedAt = open.store.events()[0]?.at ?? now().toISOString()

  const input = (): ScreenInput => {
    const state = open.store.state()
    return {
      situation: state,
      halted: state.halted,
      writeMs: state.writeMs,
      view,
      texts,
      look,
      size,
      now: now(),
      steady: steady(),
      session: {id: open.id, operator: open.operator, startedAt},
      redact: open.redact,
      evidence: options.evidence,
      output: outputs.of,
      panels: {
        cue: () => panels.cue(texts),
        timeline: () => panels.timeline(texts),
        contacts: chosen => panels.contacts(texts, chosen),
      },
    }
  }
  const screen = (): ScreenModel => {
    drawn ??= buildScreen(input())
    return drawn
  }
  const draw = (): void => {
    drawn = null
    if (soon !== null) clearTimeout(soon)
    soon = null
    for (const listener of [...listeners]) listener()
  }

  const touch = (): void => {
    soon ??= setTimeout(() => {
      soon = null
      if (options.congested()) touch()
      else draw()
    }, gatherFor)
  }

  return {
    view: () => view,
    setView(next) {
      if (next === view) return
      view = next
      draw()
    },
    texts: () => texts,
    setTexts(next) {
      texts = next
      draw()
    },
    size: () => size,
    setSize(next) {
      size = next
      drawn = null
    },
    desk() {
      const state = open.store.state()
      const {page, matches} = screen()
      return {situation: state, halted: state.halted, texts, page, matches, now: steady()}
    },
    screen,
    record: () => record,
    addRecord(lines) {
      record = [...record, ...lines]
      draw()
    },
    recordPrinted() {
      record = []
    },
    draw,
    touch,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

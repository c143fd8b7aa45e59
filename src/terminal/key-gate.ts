import type {Key} from '#src/view/key.ts'
import {createBursts} from './bursts.ts'
import {type Begun, createTokenizer, type Token} from './tokens.ts'

/** Stands in front of the program: what a terminal sends becomes single keys, and nothing else gets through. */
export interface KeyGate {
  /** What one read brought. */
  readonly feed: (chunk: Uint8Array) => void
  /** Nothing more will come: gives out what was held back. */
  readonly end: () => void
}

export interface KeyGateOptions {
  readonly onKey: (key: Key) => void
  /** Milliseconds of a steady clock. */
  readonly now: () => number
  /** After how many milliseconds an ESC that nothing follows is the key of that name. */
  readonly escapeWait?: number
}

const defaultEscapeWait = 30
// Nobody types the beginning of a sequence, so there is more time for a slow line to bring the rest.
const sequenceWaits = 10
// A paste whose end was lost must not keep the keyboard for itself.
const pasteWait = 1000

/** Never throws, whatever it is fed. What belongs together may come in any number of reads. */
export const createKeyGate = ({onKey, now, escapeWait = defaultEscapeWait}: KeyGateOptions): KeyGate => {
  const bursts = createBursts(onKey)
  let tokens: Token[] = []
  const tokenizer = createTokenizer(token => tokens.push(token))
  let timer: NodeJS.Timeout | null = null
  let turn: NodeJS.Immediate | null = null
  let waitingFor: Begun = 'nothing'

  const stopWaiting = (): void => {
    if (timer !== null) clearTimeout(timer)
    if (turn !== null) clearImmediate(turn)
    timer = null
    turn = null
    waitingFor = 'nothing'
  }
  const give = (): void => {
    const read = tokens
    tokens = []
    bursts.read(read, now())
  }
  const giveUp = (): void => {
    stopWaiting()
    tokenizer.giveUp()
    give()
  }
  const wait = (): void => {
    const begun = tokenizer.begun()
    // A sequence has its time as a whole, or keys that look like its continuation would be swallowed for ever.
    if (begun === waitingFor && begun === 'sequence') return
    stopWaiting()
    waitingFor = begun
    if (begun === 'nothing') return
    const patience = {escape: escapeWait, sequence: escapeWait * sequenceWaits, paste: pasteWait}[begun]
    // Where we were held up, the rest may lie in the kernel: it is read before the turn ends.
    timer = setTimeout(() => {
      turn = setImmediate(giveUp)
    }, patience)
  }
  return {
    feed: chunk => {
      for (const byte of chunk) tokenizer.add(byte)
      give()
      wait()
    },
    end: giveUp,
  }
}

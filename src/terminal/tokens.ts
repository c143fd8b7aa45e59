import type {KeyName} from '#src/view/key.ts'
import {createPasted, type Pasted} from './pasted.ts'
import {keyOfControlSequence, keyOfSingleShift, pasteBegins} from './sequences.ts'
import {createUtf8} from './utf8.ts'

/** What the bytes of a terminal stand for, before it is known whether a person typed them. */
export type Token =
  /** One code point, which may be a combining mark. */
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'named'; readonly name: KeyName}
  | {readonly kind: 'control'; readonly letter: string}
  | {readonly kind: 'paste'; readonly text: string}

/** What is begun and not ended; `escape` may be the key of that name. */
export type Begun = 'nothing' | 'escape' | 'sequence' | 'paste'

/** Takes bytes apart into tokens, over any number of reads. Whatever is no key of ours is swallowed whole. */
export interface Tokenizer {
  readonly add: (byte: number) => void
  readonly begun: () => Begun
  /** Ends what is begun: nothing more of it will come. */
  readonly giveUp: () => void
}

type State = 'ground' | 'escape' | 'alt' | 'csi' | 'ss3' | 'string' | 'paste' | 'skip'

const ESC = 0x1b
const BEL = 0x07
const LF = 0x0a
const CR = 0x0d
const DEL = 0x7f
const ETX = 0x03
const longestString = 4096
const stringIntroducers: ReadonlySet<string> = new Set(['P', 'X', ']', '^', '_'])
/** A report of the mouse in its oldest form: three bytes follow that may be anything. */
const oldMouseReport = 'M'
const oldMouseBytes = 3

const controlKeys: ReadonlyMap<number, KeyName> = new Map([
  [0x08, 'backspace'],
  [0x09, 'tab'],
  [LF, 'enter'],
  [CR, 'enter'],
  [DEL, 'backspace'],
])

const isControl = (byte: number): boolean => byte < 0x20 || byte === DEL
const isFinal = (byte: number): boolean => byte >= 0x40 && byte <= 0x7e

export const createTokenizer = (onToken: (token: Token) => void): Tokenizer => {
  const utf8 = createUtf8()
  let state: State = 'ground'
  let sequence = ''
  let length = 0
  let skipped = 0
  let inString = false
  let pasted: Pasted | null = null
  let pasteGiven = false
  let afterReturn = false

  const enter = (next: State): void => {
    state = next
    sequence = ''
    length = 0
  }
  const named = (name: KeyName | null): void => {
    if (name !== null) onToken({kind: 'named', name})
  }
  const skip = (count: number): void => {
    enter('skip')
    skipped = count
  }
  const givePaste = (): void => {
    if (pasted !== null && !pasteGiven) onToken({kind: 'paste', text: pasted.text()})
    pasteGiven = true
  }
  const endPaste = (): void => {
    givePaste()
    pasted = null
    enter('ground')
  }

  const ground = (byte: number): void => {
    if (!isControl(byte)) {
      afterReturn = false
      const text = utf8.add(byte)
      if (text !== null) onToken({kind: 'text', text})
      return
    }
    utf8.reset()
    // One Enter that is sent as two bytes.
    const isSecondHalf = afterReturn && byte === LF
    afterReturn = byte === CR
    if (isSecondHalf) return
    if (byte === ESC) {
      inString = false
      enter('escape')
      return
    }
    const name = controlKeys.get(byte)
    if (name !== undefined) named(name)
    else if (byte >= 1 && byte <= 26) onToken({kind: 'control', letter: String.fromCharCode(byte + 0x60)})
  }

  /** A byte that has no place in what was begun: that is given up, and the byte is taken for itself. */
  const anew = (byte: number): void => {
    enter('ground')
    ground(byte)
  }

  const afterEscape = (byte: number): void => {
    if (byte === ESC) {
      if (!inString) named('escape')
      inString = false
      return
    }
    const character = String.fromCharCode(byte)
    if (character === '[') enter('csi')
    else if (character === 'O') enter('ss3')
    else if (stringIntroducers.has(character)) enter('string')
    // Whatever hangs, Ctrl+C gets through.
    else if (byte === ETX) anew(byte)
    else if (byte < 0x80) enter('ground')
    else {
      enter('alt')
      alt(byte)
    }
  }
  /** The character of an Alt key, of more than one byte. */
  const alt = (byte: number): void => {
    if (byte < 0x80) anew(byte)
    else if (utf8.add(byte) !== null) enter('ground')
  }

  const controlSequence = (byte: number): void => {
    const character = String.fromCharCode(byte)
    if (byte < 0x20 || byte > 0x7e || length > longestString) anew(byte)
    // The function keys of the Linux console: one more byte follows.
    else if (length === 0 && character === '[') skip(1)
    else if (length === 0 && character === oldMouseReport) skip(oldMouseBytes)
    else if (!isFinal(byte)) {
      length += 1
      if (length <= 32) sequence += character
    } else if (sequence + character === pasteBegins) {
      enter('paste')
      pasted = createPasted()
      pasteGiven = false
    } else {
      const whole = length === sequence.length ? sequence + character : ''
      enter('ground')
      named(keyOfControlSequence(whole))
    }
  }

  const singleShift = (byte: number): void => {
    const character = String.fromCharCode(byte)
    if (byte < 0x20 || byte > 0x7e || length > longestString) anew(byte)
    else if (byte >= 0x30 && byte <= 0x3b) {
      sequence = '?'
      length += 1
    } else {
      const whole = sequence + character
      enter('ground')
      named(keyOfSingleShift(whole))
    }
  }

  /** What a terminal answers: up to BEL or `ESC \`, the latter being swallowed as any Alt key is. */
  const string = (byte: number): void => {
    length += 1
    if (byte === ESC) {
      enter('escape')
      inString = true
    } else if (byte === BEL) enter('ground')
    else if (isControl(byte) || length > longestString) anew(byte)
  }

  const paste = (byte: number): void => {
    const outcome = pasted?.add(byte)
    if (outcome === 'ended') endPaste()
    else if (outcome === 'full') givePaste()
  }

  const skipping = (byte: number): void => {
    if (byte === ESC || byte === ETX) {
      anew(byte)
      return
    }
    skipped -= 1
    if (skipped === 0) enter('ground')
  }

  const act: Readonly<Record<State, (byte: number) => void>> = {
    ground,
    escape: afterEscape,
    alt,
    csi: controlSequence,
    ss3: singleShift,
    string,
    paste,
    skip: skipping,
  }
  return {
    add: byte => act[state](byte),
    begun: () => {
      if (state === 'ground') return 'nothing'
      if (state === 'paste') return 'paste'
      return state === 'escape' && !inString ? 'escape' : 'sequence'
    },
    giveUp: () => {
      if (state === 'paste') endPaste()
      else if (state === 'escape' && !inString) {
        enter('ground')
        named('escape')
      } else if (state !== 'ground') enter('ground')
      utf8.reset()
    },
  }
}

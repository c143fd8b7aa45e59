import fc from 'fast-check'
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest'
import {createKeyGate} from '#src/terminal/key-gate.ts'
import type {Key, KeyName} from '#src/view/key.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A gate whose clock is the test's own. */
const gateAt = () => {
  const keys: Key[] = []
  const clock = {now: 0}
  const gate = createKeyGate({onKey: key => keys.push(key), now: () => clock.now})
  return {
    keys,
    clock,
    gate,
    feed: (text: string | Uint8Array) => gate.feed(typeof text === 'string' ? bytesOf(text) : text),
  }
}

/** The keys of reads that come one second apart. */
const keysOf = (...reads: readonly (string | Uint8Array)[]): readonly Key[] => {
  const {keys, clock, gate, feed} = gateAt()
  for (const read of reads) {
    clock.now += 1000
    feed(read)
  }
  gate.end()
  return keys
}

const named = (name: KeyName, afterPaste = false): Key => ({kind: 'named', name, afterPaste})
const character = (text: string): Key => ({kind: 'character', text})
const control = (letter: string): Key => ({kind: 'control', letter})
const paste = (text: string): Key => ({kind: 'paste', text})

const known: readonly (readonly [string, Key])[] = [
  ['\u001B[A', named('up')],
  ['\u001B[B', named('down')],
  ['\u001B[C', named('right')],
  ['\u001B[D', named('left')],
  ['\u001BOA', named('up')],
  ['\u001BOD', named('left')],
  ['\u001B[1;1B', named('down')],
  ['\u001B[H', named('home')],
  ['\u001BOH', named('home')],
  ['\u001B[1~', named('home')],
  ['\u001B[7~', named('home')],
  ['\u001B[F', named('end')],
  ['\u001BOF', named('end')],
  ['\u001B[4~', named('end')],
  ['\u001B[8~', named('end')],
  ['\u001B[5~', named('page-up')],
  ['\u001B[6~', named('page-down')],
  ['\u001B[3~', named('delete')],
  ['\u001B[Z', named('shift-tab')],
  ['\u001BOM', named('enter')],
  ['\r', named('enter')],
  ['\n', named('enter')],
  ['\t', named('tab')],
  ['\u007F', named('backspace')],
  ['\b', named('backspace')],
  ['\u0003', control('c')],
  ['\u001A', control('z')],
  ['\u0005', control('e')],
  ['\u000C', control('l')],
  ['a', character('a')],
  [' ', character(' ')],
  ['ş', character('ş')],
  ['€', character('€')],
  ['🚒', character('🚒')],
]

const foreign: readonly (readonly [string, string])[] = [
  ['Ctrl+F1', '\u001B[1;5P'],
  ['focus gained', '\u001B[I'],
  ['focus lost', '\u001B[O'],
  ['Ctrl+Up', '\u001B[1;5A'],
  ['F5', '\u001B[15~'],
  ['F1', '\u001BOP'],
  ['F1 with a modifier, old form', '\u001BO5P'],
  ['F1 of the Linux console', '\u001B[[A'],
  ['Insert', '\u001B[2~'],
  ['a mouse report', '\u001B[<0;12;7M'],
  ['an old mouse report', '\u001B[M !y'],
  ['kitty: Ctrl+y', '\u001B[121;5u'],
  ['device attributes', '\u001B[?62;4c'],
  ['the cursor position', '\u001B[12;40R'],
  ['a clipboard', '\u001B]52;c;eWVz\u0007'],
  ['a background colour', '\u001B]11;rgb:0000/0000/0000\u001B\\'],
  ['a terminfo answer', '\u001BP1+r544E=79\u001B\\'],
  ['an application program command', '\u001B_yes\u001B\\'],
  ['a privacy message', '\u001B^yes\u001B\\'],
  ['Alt+y', '\u001By'],
  ['Alt+Enter', '\u001B\r'],
  ['Alt+ş', '\u001Bş'],
  ['the end of a paste that never began', '\u001B[201~'],
  ['NUL', '\u0000'],
  ['a C1 control', '\u009B'],
  ['a bidirectional control', '\u202E'],
  ['a zero-width joiner', '\u200D'],
]

describe('a single read', () => {
  test.each(known)('%j is one key', (bytes, key) => {
    expect(keysOf(bytes)).toEqual([key])
  })

  test.each(foreign)('%s is swallowed whole, and the next key arrives', (_, bytes) => {
    expect(keysOf(`${bytes}n`)).toEqual([character('n')])
    expect(keysOf(bytes, 'n')).toEqual([character('n')])
  })

  test('is taken apart into its keys', () => {
    expect(keysOf('y\r')).toEqual([character('y'), named('enter')])
    expect(keysOf('\u001B[B\r')).toEqual([named('down'), named('enter')])
  })

  test('of an Enter that is sent as two bytes is one Enter', () => {
    expect(keysOf('\r\n')).toEqual([named('enter')])
    expect(keysOf('\r', '\n')).toEqual([named('enter')])
    expect(keysOf('\r\r')).toEqual([named('enter'), named('enter')])
  })

  test('joins a combining mark to its letter', () => {
    expect(keysOf('s\u0327')).toEqual([character('ş')])
    expect(keysOf('I\u0307')).toEqual([character('İ')])
  })

  test('drops what is no UTF-8', () => {
    expect(keysOf(Uint8Array.of(0xff, 0xc0, 0x80, 0x79))).toEqual([character('y')])
    expect(keysOf(Uint8Array.of(0xed, 0xa0, 0x80, 0x79))).toEqual([character('y')])
    expect(keysOf(Uint8Array.of(0xc5, 0x79))).toEqual([character('y')])
  })
})

describe('reads that cut', () => {
  const cut = (bytes: Uint8Array, at: number): readonly Uint8Array[] => [bytes.slice(0, at), bytes.slice(at)]

  test.each([...known, ...foreign.map(([, bytes]) => [bytes, null] as const)])(
    '%j anywhere change nothing',
    text => {
      const bytes = bytesOf(text)
      for (let at = 1; at < bytes.length; at += 1) {
        expect(keysOf(...cut(bytes, at), 'n')).toEqual(keysOf(bytes, 'n'))
      }
    },
  )

  test('any stream of keys anywhere bring the same keys', () => {
    const key = fc.constantFrom(...known.map(([bytes]) => bytes), ...foreign.map(([, bytes]) => bytes))
    const stream = fc.array(key, {maxLength: 12}).map(keys => bytesOf(keys.join('\u0001')))
    fc.assert(
      fc.property(stream, fc.array(fc.nat()), (bytes, cuts) => {
        // So few characters in one read that none of them is a burst.
        fc.pre(keysOf(bytes).every(({kind}) => kind !== 'paste'))
        const places = [...new Set([0, ...cuts.map(each => each % (bytes.length + 1)), bytes.length])]
        places.sort((a, b) => a - b)
        const reads = places.slice(1).map((place, index) => bytes.slice(places[index], place))
        expect(keysOf(...reads)).toEqual(keysOf(bytes))
      }),
    )
  })

  test('a bracketed paste anywhere leave it one paste', () => {
    const bytes = bytesOf('\u001B[200~çalış\r\n\u001B[31mtır\u001B[201~')
    for (let at = 1; at < bytes.length; at += 1) {
      expect(keysOf(...cut(bytes, at), 'n')).toEqual([paste('çalış\n[31mtır'), character('n')])
    }
  })
})

describe('garbage', () => {
  test('never throws, and lets nothing through that acts on a terminal', () => {
    const piece = fc.oneof(
      fc.uint8Array({maxLength: 12}),
      fc
        .constantFrom('\u001B', '[', 'O', ']', '200~', '\u001B[201~', '\u001B\\', 'M', '\r', 'y')
        .map(bytesOf),
    )
    fc.assert(
      fc.property(fc.array(piece), reads => {
        for (const key of keysOf(...reads)) {
          if (key.kind === 'character') expect(key.text).not.toMatch(/\p{Cc}|^\p{M}/u)
          if (key.kind === 'paste') expect(key.text).not.toMatch(/[^\P{Cc}\n\t]/u)
          if (key.kind === 'control') expect(key.letter).toMatch(/^[a-z]$/)
        }
      }),
      {numRuns: 1000},
    )
  })

  test('does not keep Ctrl+C back, but within a paste', () => {
    for (const begun of ['\u001B', '\u001B[', '\u001B[12', '\u001BO', '\u001B]52;', '\u001BP', '\u001B[M']) {
      expect(keysOf(`${begun}\u0003`)).toContainEqual(control('c'))
    }
  })

  test('that pretends to be an answer is given up after a while', () => {
    expect(keysOf(`\u001B]${'x'.repeat(5000)}`, 'y').at(-1)).toEqual(character('y'))
  })
})

describe('a bracketed paste', () => {
  const pasted = (text: string): string => `\u001B[200~${text}\u001B[201~`

  test('is one key, however short', () => {
    expect(keysOf(pasted('y'))).toEqual([paste('y')])
    expect(keysOf(pasted(''))).toEqual([])
  })

  test('keeps its lines and tabs and loses all that would act', () => {
    expect(keysOf(pasted('a\r\nb\rc\nd\te\u0000\u0003\u001Bf\u202Eg'))).toEqual([paste('a\nb\nc\nd\tefg')])
  })

  test('arrives in NFC', () => {
    expect(keysOf(pasted('s\u0327'))).toEqual([paste('ş')])
  })

  test('that holds the beginning of its end marker goes on', () => {
    expect(keysOf(pasted('a\u001B[20\u001B\u001B[201'))).toEqual([paste('a[20[201')])
  })

  test('is bounded, and the keys behind it are keys again', () => {
    const [first, ...rest] = keysOf(pasted('x'.repeat(200_000)), 'y')
    expect(first).toEqual(paste('x'.repeat(64 * 1024)))
    expect(rest).toEqual([character('y')])
  })

  test('that never ends is given out at the end', () => {
    expect(keysOf('\u001B[200~lost')).toEqual([paste('lost')])
  })

  test('is no Enter, and an Enter right behind it is known as such', () => {
    expect(keysOf(`${pasted('yes\r')}\r`)).toEqual([paste('yes\n'), named('enter', true)])
    expect(keysOf(pasted('yes'), '\r')).toEqual([paste('yes'), named('enter')])
  })
})

describe('a burst without markers', () => {
  test('is a paste where more than three characters come at once', () => {
    expect(keysOf('abc')).toEqual([character('a'), character('b'), character('c')])
    expect(keysOf('abcd')).toEqual([paste('abcd')])
  })

  test('holds its lines; the Enter behind it is a key of its own', () => {
    expect(keysOf('rm x\rls\r')).toEqual([paste('rm x\nls'), named('enter', true)])
    expect(keysOf('a\rb\r\nc\td\r\r')).toEqual([
      paste('a\nb\nc\td'),
      named('enter', true),
      named('enter', true),
    ])
  })

  test('is not made by arrows that are held down', () => {
    expect(keysOf('\u001B[B'.repeat(50))).toEqual(Array.from({length: 50}, () => named('down')))
  })

  test('is told by time too: from the fourth character on', () => {
    const {keys, clock, feed} = gateAt()
    for (const letter of 'abcdef') {
      feed(letter)
      clock.now += 5
    }
    expect(keys).toEqual([character('a'), character('b'), character('c'), paste('d'), paste('e'), paste('f')])
    feed('\r')
    clock.now += 40
    feed('\r')
    expect(keys.slice(6)).toEqual([named('enter', true), named('enter')])
  })

  test('is not made by somebody who types fast', () => {
    const {keys, clock, feed} = gateAt()
    for (const letter of 'rollback') {
      feed(letter)
      clock.now += 12
    }
    expect(keys).toEqual([...'rollback'].map(character))
  })

  test('goes on over reads', () => {
    const {keys, clock, feed} = gateAt()
    feed('x'.repeat(4096))
    clock.now += 2
    feed('y\r')
    expect(keys).toEqual([paste('x'.repeat(4096)), paste('y'), named('enter', true)])
  })

  test('lets no control letter act that stands within it', () => {
    expect(keysOf('abc\u001Adef')).toEqual([paste('abcdef')])
    expect(keysOf('abcd\u001A')).toEqual([paste('abcd'), control('z')])
    expect(keysOf('\u001Aabcd')).toEqual([control('z'), paste('abcd')])
  })

  test('does not keep Ctrl+C back', () => {
    expect(keysOf('ab\u0003cd')).toEqual([paste('ab'), control('c'), paste('cd')])
  })
})

describe('what is begun and not ended', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('a lone ESC is the key after its wait, and not before', () => {
    const {keys, feed} = gateAt()
    feed('\u001B')
    vi.advanceTimersByTime(29)
    expect(keys).toEqual([])
    vi.advanceTimersByTime(10)
    expect(keys).toEqual([named('escape')])
    feed('[A')
    expect(keys.slice(1)).toEqual([character('['), character('A')])
  })

  test('an ESC that another one follows is the key at once', () => {
    const {keys, feed} = gateAt()
    feed('\u001B\u001B')
    expect(keys).toEqual([named('escape')])
    vi.advanceTimersByTime(40)
    expect(keys).toEqual([named('escape'), named('escape')])
  })

  test('a sequence waits longer for a slow line, but not for ever', () => {
    const {keys, feed} = gateAt()
    feed('\u001B[')
    vi.advanceTimersByTime(200)
    feed('A')
    expect(keys).toEqual([named('up')])
    feed('\u001B]')
    vi.advanceTimersByTime(200)
    feed('a')
    vi.advanceTimersByTime(200)
    feed('y')
    expect(keys).toEqual([named('up'), character('y')])
  })

  test('a paste whose end was lost gives the keyboard back', () => {
    const {keys, feed} = gateAt()
    feed('\u001B[200~lost')
    vi.advanceTimersByTime(900)
    expect(keys).toEqual([])
    vi.advanceTimersByTime(200)
    feed('\u0003')
    expect(keys).toEqual([paste('lost'), control('c')])
  })
})

import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {Key} from '#src/view/key.ts'
import {edit, type Typing} from '#src/view/text-field.ts'
import {hostileText} from '../helpers/hostile-text.ts'
import {control, letters, named, pasted, typed} from '../helpers/key-desk.ts'

const empty: Typing = {text: '', caret: 0}
const typeAll = (keys: readonly Key[], from: Typing = empty): Typing =>
  keys.reduce((typing, key) => edit(typing, key) ?? typing, from)

test('Turkish letters are whole characters, in whichever form they come', () => {
  expect(typeAll(letters('çalıştır'))).toEqual({text: 'çalıştır', caret: 8})
  expect(typeAll([pasted('c\u0327ag\u0306')])).toEqual({text: 'çağ', caret: 3})
  expect(typeAll([...letters('ağ'), named('backspace')])).toEqual({text: 'a', caret: 1})
  expect(typeAll([typed('g'), typed('\u0306')])).toEqual({text: 'ğ', caret: 1})
})

test('the caret moves and takes away by what a person sees as one character', () => {
  const family = '👩‍👩‍👧'
  const typing = typeAll([typed('a'), typed(family), typed('b'), named('left'), named('left')])
  expect(typing).toEqual({text: `a${family}b`, caret: 1})
  expect(typeAll([named('delete')], typing)).toEqual({text: 'ab', caret: 1})
  expect(typeAll([named('right'), named('backspace')], typing)).toEqual({text: 'ab', caret: 1})
})

test('words and lines go at once', () => {
  expect(typeAll([...letters('bir iki  üç'), control('w')]).text).toBe('bir iki  ')
  expect(typeAll([...letters('bir iki '), control('w')]).text).toBe('bir ')
  expect(typeAll([...letters('bir'), named('left'), control('u')])).toEqual(empty)
  expect(typeAll([...letters('bc'), named('home'), typed('a'), named('end'), typed('d')]).text).toBe('abcd')
})

test('a word as long as the field goes at once', () => {
  const typing = typeAll([pasted(`${'x'.repeat(60_000)} ${'y'.repeat(5_000)}`), control('w')])
  expect(typing.text).toBe(`${'x'.repeat(60_000)} `)
  expect(typeAll([control('w')], typing)).toEqual(empty)
})

test('a pasted line break is a space, but in a note it stays', () => {
  expect(edit(empty, pasted('a\r\nb\nc'))?.text).toBe('a b c')
  expect(edit(empty, pasted('20261124_0300\n'))?.text).toBe('20261124_0300')
  expect(edit(empty, pasted('a\r\nb'), true)?.text).toBe('a\nb')
})

test('what is pasted beyond the bound is left out in whole characters', () => {
  const full = typeAll([pasted('x'.repeat(70_000))])
  expect(full.text).toHaveLength(65_536)
  expect(typeAll([typed('y')], full).text).toHaveLength(65_536)
  const nearly = typeAll([pasted('x'.repeat(65_535)), typed('👩')])
  expect(nearly.text).toHaveLength(65_535)
})

test('whatever is typed, the text stays NFC and the caret never stands inside a character', () => {
  const key = fc.oneof(
    hostileText().map(pasted),
    fc.string({unit: 'grapheme', minLength: 1, maxLength: 1}).map(typed),
    fc.constantFrom('left', 'right', 'home', 'end', 'backspace', 'delete' as const).map(name => named(name)),
    fc.constantFrom('u', 'w').map(control),
  )
  fc.assert(
    fc.property(fc.array(key, {maxLength: 30}), keys => {
      const {text, caret} = typeAll(keys)
      expect(text).toBe(text.normalize('NFC'))
      const starts = Array.from(new Intl.Segmenter('und').segment(text), part => part.index)
      expect([...starts, text.length]).toContain(caret)
    }),
    {numRuns: 200},
  )
})

import {expect, test} from 'vitest'
import {armAfter, heldUp, isArmed, isHasty, pause} from '#src/view/haste.ts'
import {viewAt} from '../helpers/key-desk.ts'

const here = {kind: 'close-out'} as const

test('what stood on the screen while the disk was slow is confirmed only after it stood there once more', () => {
  const armed = viewAt(here, {paintedAt: 0})
  expect(isArmed(armed, 1000)).toBe(true)
  const after = heldUp(armed, 1000)
  expect(isArmed(after, 1000 + armAfter - 1)).toBe(false)
  expect(isArmed(after, 1000 + armAfter)).toBe(true)
  expect(isHasty(after, 1000 + pause - 1)).toBe(true)
})

test('what was not painted yet still counts from when it is', () => {
  expect(heldUp(viewAt(here, {paintedAt: null}), 1000).paintedAt).toBeNull()
})

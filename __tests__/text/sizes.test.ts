import {expect, it} from 'vitest'
import {formatBytes} from '#src/text/sizes.ts'

it.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1 KiB'],
  [1536, '1.5 KiB'],
  [1024 ** 2 - 1, '1023 KiB'],
  [32 * 1024 ** 2, '32 MiB'],
  [9.99 * 1024 ** 3, '9.9 GiB'],
  [1024 ** 6, '1024 PiB'],
  [-1, '?'],
  [Number.NaN, '?'],
])('formatBytes(%d) is %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

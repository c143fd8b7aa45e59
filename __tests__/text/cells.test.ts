import fc from 'fast-check'
import {expect, test} from 'vitest'
import {cellWidth, fitCells, headOf, inPieces} from '#src/text/cells.ts'
import {safe} from '#src/text/safe.ts'
import {hostileText} from '../helpers/hostile-text.ts'

test.each([
  ['plain', 5],
  ['çığır', 5],
  ['漢字', 4],
  ['👍', 2],
  ['e\u0301', 1],
  ['', 0],
])('%s takes %i cells', (text, cells) => {
  expect(cellWidth(safe(text))).toBe(cells)
})

test('a cut text is no wider than its place and says that something is missing', () => {
  expect(fitCells(safe('management'), 6, safe('…'))).toBe('manag…')
  expect(fitCells(safe('漢字漢字'), 5, safe('…'))).toBe('漢字…')
  expect(fitCells(safe('fits'), 4, safe('…'))).toBe('fits')
})

const widest = 40

test('whatever the text, what is cut fits, and the pieces are the text', () => {
  fc.assert(
    fc.property(hostileText(), fc.integer({min: 2, max: widest}), (raw, cells) => {
      const text = safe(raw)
      expect(cellWidth(headOf(text, cells))).toBeLessThanOrEqual(cells)
      expect(cellWidth(fitCells(text, cells, safe('~')))).toBeLessThanOrEqual(cells)
      const pieces = inPieces(text, cells)
      expect(pieces.join('')).toBe(text)
      for (const piece of pieces) expect(cellWidth(piece)).toBeLessThanOrEqual(cells)
    }),
  )
})

import fc from 'fast-check'
import {expect, test} from 'vitest'
import {safe} from '#src/text/safe.ts'
import {wrapLine} from '#src/text/wrap.ts'

test('breaks at spaces, under the beginning', () => {
  expect(wrapLine(safe('  one two three four five'), 14)).toEqual(['  one two', '  three four', '  five'])
})

test('a command and a word that is too long are never broken', () => {
  const command = safe('          ./scripts/rollback.sh "$INPUT_BACKUP" "$SLACK_WEBHOOK_URL"')
  expect(wrapLine(command, 40)).toEqual([command])
  const hash = 'a'.repeat(64)
  expect(wrapLine(safe(`head ${hash} end`), 40)).toEqual(['head', hash, 'end'])
})

test('loses and adds no word, and keeps to the width where every word fits', () => {
  const words = fc.array(fc.stringMatching(/^[a-zçğıöşü]{1,9}$/), {minLength: 1, maxLength: 40})
  fc.assert(
    fc.property(words, fc.integer({min: 20, max: 100}), (list, columns) => {
      const parts = wrapLine(safe(list.join(' ')), columns)
      expect(parts.join(' ').split(' ')).toEqual(list)
      for (const part of parts) expect([...part].length).toBeLessThanOrEqual(columns)
    }),
  )
})

import {afterEach, expect, test} from 'vitest'
import {App, type Source} from '#components/App.tsx'
import {Frame} from '#components/Frame.tsx'
import {createTheme} from '#src/terminal/theme.ts'
import {safe} from '#src/text/safe.ts'
import type {Line} from '#src/view/line.ts'
import type {RecordLine} from '#src/view/screen-input.ts'
import type {Block, ScreenModel} from '#src/view/screen-model.ts'
import {type InkStage, openInkStage} from '../helpers/ink-stage.ts'

const size = {columns: 40, rows: 12}
const theme = createTheme(0)
const line = (text: string): Line => [{text: safe(text), tone: 'plain'}]

/** A frame of the height that frames have, filled up with empty rows. */
const screenOf = (...blocks: readonly Block[]): ScreenModel => {
  const used = blocks.reduce(
    (sum, block) =>
      sum +
      (block.kind === 'lines'
        ? block.lines.length
        : block.kind === 'choice'
          ? block.rows
          : (block.columns[0]?.lines.length ?? 0)),
    0,
  )
  const rest: Block = {kind: 'lines', lines: Array.from({length: size.rows - 1 - used}, () => [])}
  return {size, cursor: safe('>'), blocks: [...blocks, rest], page: {total: 0, rows: 0}, matches: []}
}

const lines = (...texts: readonly string[]): Block => ({kind: 'lines', lines: texts.map(line)})

let stage: InkStage
afterEach(() => stage.close())

test('a frame stands as its model says, row by row', async () => {
  stage = openInkStage(size)
  stage.show(<Frame screen={screenOf(lines('one', 'two'), lines('three'))} theme={theme} />)
  await expect.poll(() => stage.rows().slice(0, 4)).toEqual(['one', 'two', 'three', ''])
})

test('columns stand side by side, each in its width', async () => {
  stage = openInkStage(size)
  const columns = [
    {width: 10, lines: [line('a'), line('b')]},
    {width: 30, lines: [line('right'), line('below')]},
  ]
  stage.show(<Frame screen={screenOf({kind: 'columns', columns})} theme={theme} />)
  await expect.poll(() => stage.rows().slice(0, 2)).toEqual(['a         right', 'b         below'])
})

test('a row that is too wide takes one row, whatever it holds', async () => {
  stage = openInkStage(size)
  const wide = '漢字'.repeat(40)
  stage.show(<Frame screen={screenOf(lines(wide, 'below', '👩‍👩‍👧‍👦 family', 'last'))} theme={theme} />)
  await expect.poll(() => [stage.rows()[1], stage.rows()[3]]).toEqual(['below', 'last'])
})

test('what changes in a frame is written where it stands, and little else', async () => {
  stage = openInkStage(size)
  const texts = Array.from({length: size.rows - 1}, (_, row) => `row ${row}`)
  stage.show(<Frame screen={screenOf(lines(...texts))} theme={theme} />)
  await expect.poll(() => stage.rows().slice(0, size.rows - 1)).toEqual(texts)
  const before = stage.bytes()
  for (const row of [0, 5, size.rows - 2]) {
    texts[row] = `changed ${row}`
    stage.show(<Frame screen={screenOf(lines(...texts))} theme={theme} />)
    await expect.poll(() => stage.rows().slice(0, size.rows - 1)).toEqual(texts)
  }
  expect(stage.bytes() - before).toBeLessThan(600)
  expect(stage.scrollback().filter(text => text.startsWith('row 0'))).toEqual([])
})

const choice = (index: number | null, ...options: readonly string[]): ScreenModel =>
  screenOf({kind: 'choice', options: options.map(safe), index, rows: 4})

test.each([
  [null, ['  first', '  second', '  third']],
  [0, ['> first', '  second', '  third']],
  [2, ['  first', '  second', '> third']],
])('a choice shows the chosen row and no other (%s)', async (index, expected) => {
  stage = openInkStage(size)
  // Another row before: the list must not keep a row of its own.
  stage.show(<Frame screen={choice(1, 'first', 'second', 'third')} theme={theme} />)
  stage.show(<Frame screen={choice(index, 'first', 'second', 'third')} theme={theme} />)
  await expect.poll(() => stage.rows().slice(0, 3)).toEqual(expected)
})

test('finished sections flow into the scrollback once, above a frame that stays whole', async () => {
  stage = openInkStage(size)
  const listeners = new Set<() => void>()
  let record: readonly RecordLine[] = []
  const screen = screenOf(
    lines('the frame', ...Array.from({length: size.rows - 2}, (_, row) => `row ${row}`)),
  )
  const source: Source = {
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    screen: () => screen,
    record: () => record,
  }
  stage.show(<App source={source} theme={theme} />)
  const expected = ['the frame', ...Array.from({length: size.rows - 2}, (_, row) => `row ${row}`)]
  for (const name of ['section two', 'section one'] as const) {
    record = [...record, {key: name, line: line(name)}]
    for (const listener of listeners) listener()
    expected.splice(expected.indexOf('the frame'), 0, name)
    await expect.poll(() => stage.scrollback().filter(text => text !== '')).toEqual(expected)
  }
})

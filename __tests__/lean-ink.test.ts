import {readFileSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {join, resolve} from 'node:path'
import {pathToFileURL} from 'node:url'
import {build} from 'esbuild'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {scratch} from './helpers/scratch.ts'

interface Output {
  readonly write: (
    x: number,
    y: number,
    text: string,
    options: {readonly transformers: readonly unknown[]},
  ) => void
  readonly clip: (clip: Readonly<Record<string, number>>) => void
  readonly unclip: () => void
  readonly get: () => unknown
}

type OutputClass = new (size: {readonly width: number; readonly height: number}) => Output

const root = resolve(import.meta.dirname, '..')
const ink = join(createRequire(import.meta.url).resolve('ink'), '..')
const lean: {
  readonly rowsKept: (text: string) => string
  readonly measuresBounded: (text: string) => string
} = await import(join(root, 'scripts', 'lean-ink.mjs'))

/** What a file of Ink exports, as it is or as it is bundled. */
const load = async (file: string, change: (text: string) => string) => {
  const {outputFiles} = await build({
    stdin: {contents: change(readFileSync(join(ink, file), 'utf8')), resolveDir: ink},
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  })
  const path = join(scratch(), 'loaded.mjs')
  writeFileSync(path, outputFiles[0]?.text ?? '')
  return (await import(pathToFileURL(path).href)).default
}

const styled = fc.constantFrom(
  '\u001B[1mbold\u001B[22m',
  '\u001B[31mred \u001B[2mdim\u001B[22m\u001B[39m',
  '',
)
const piece = fc.oneof(
  styled,
  fc.constantFrom('a b', 'ığüşç', '日本', 'é', '👩‍🚒', '› [x] done  ', '\n', '   '),
)
const text = fc.array(piece, {minLength: 1, maxLength: 6}).map(pieces => pieces.join(''))
const act = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({x: fc.integer({min: 0, max: 14}), y: fc.integer({min: -1, max: 6}), text}),
  },
  fc.constant({x1: 2, x2: 12, y1: 1, y2: 4}),
  fc.constant('unclip' as const),
)

test('rows that are kept from frame to frame are those that Ink would have drawn', async () => {
  const Stock: OutputClass = await load('output.js', as => as)
  const Kept: OutputClass = await load('output.js', lean.rowsKept)
  fc.assert(
    // Each list of acts is a frame, drawn twice: what was kept of the first serves the second.
    fc.property(fc.array(act, {maxLength: 12}), fc.integer({min: 1, max: 20}), (acts, width) => {
      const draw = (Class: OutputClass): unknown => {
        const frame = new Class({width, height: 5})
        for (const each of acts) {
          if (each === 'unclip') frame.unclip()
          else if ('text' in each) frame.write(each.x, each.y, each.text, {transformers: []})
          else frame.clip(each)
        }
        return frame.get()
      }
      const stock = draw(Stock)
      expect(draw(Kept)).toEqual(stock)
      expect(draw(Kept)).toEqual(stock)
    }),
    {numRuns: 400},
  )
})

test('a text that was on the screen long ago is not kept for ever', async () => {
  const measure: (text: string) => object = await load('measure-text.js', lean.measuresBounded)
  const first = measure('20:57:41')
  expect(measure('20:57:41')).toBe(first)
  for (let at = 0; at < 5000; at++) measure(`reading ${at}`)
  expect(measure('20:57:41')).not.toBe(first)
  expect(measure('20:57:41')).toEqual(first)
})

import {execFileSync} from 'node:child_process'
import {join, resolve} from 'node:path'
import {build, type Plugin} from 'esbuild'
import {expect, test} from 'vitest'
import {scratch} from '../helpers/scratch.ts'

const root = resolve(import.meta.dirname, '..', '..')
const {leanParts}: {readonly leanParts: Plugin} = await import(join(root, 'scripts', 'lean-parts.mjs'))

/** Draws frames one after the other, with wide letters, columns and a shrinking row, and prints all that Ink wrote. */
const program = `
import {EventEmitter} from 'node:events'
import {PassThrough} from 'node:stream'
import {Box, render, Text} from 'ink'
import {createElement as h} from 'react'

let written = ''
const stream = columns => Object.assign(new EventEmitter(), {
  isTTY: true, columns, rows: 24,
  write: (text, done) => { written += text; setImmediate(() => done?.()); return true },
})
const frame = (name, rows) => h(Box, {flexDirection: 'column', height: 8},
  h(Text, {bold: true, color: 'green'}, name),
  h(Box, {flexDirection: 'row', columnGap: 2},
    h(Box, {width: 12, flexShrink: 0}, h(Text, {wrap: 'truncate'}, '漢字漢字漢字漢字 yoklama')),
    h(Box, {flexGrow: 1, borderStyle: 'round'}, h(Text, {wrap: 'wrap'}, '👩‍👩‍👧‍👦 çalışma kılavuzu '.repeat(4)))),
  ...Array.from({length: rows}, (_, row) => h(Text, {key: row, inverse: row === 1}, 'row ' + row)))
const options = {stdout: stream(60), stdin: Object.assign(new PassThrough(), {isTTY: false}), patchConsole: false, exitOnCtrlC: false, incrementalRendering: true, maxFps: 120}
const shown = render(frame('one', 3), options)
for (const [name, rows] of [['two', 3], ['three', 1], ['four', 4]]) {
  shown.rerender(frame(name, rows))
  while (!written.includes(name)) await new Promise(setImmediate)
}
shown.unmount()
process.stdout.write(JSON.stringify(written))
`

// Ink as it comes names it, for DEV=true only; it is not installed.
const withoutDevtools: Plugin = {
  name: 'without-devtools',
  setup: ({onResolve, onLoad}) => {
    onResolve({filter: /^react-devtools-core$/}, ({path}) => ({path, namespace: 'nothing'}))
    onLoad({filter: /./, namespace: 'nothing'}, () => ({contents: 'export default null'}))
  },
}

const writtenBy = async (name: string, plugins: Plugin[]): Promise<string> => {
  const outfile = join(scratch(), `${name}.mjs`)
  await build({
    stdin: {contents: program, resolveDir: root, sourcefile: 'frames.js'},
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    define: {'process.env.NODE_ENV': '"production"'},
    banner: {js: "import {createRequire} from 'node:module';const require=createRequire(import.meta.url);"},
    plugins: [...plugins, withoutDevtools],
    logLevel: 'warning',
  })
  const env = {PATH: process.env.PATH, FORCE_COLOR: '1'}
  return JSON.parse(
    execFileSync(process.execPath, [outfile], {encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore']}),
  ) as string
}

test('Ink and Yoga as they are built in draw, byte for byte, what they draw as they come', async () => {
  const stock = await writtenBy('stock', [])
  expect(stock).toContain('four')
  expect(await writtenBy('tuned', [leanParts])).toBe(stock)
})

import {execFileSync} from 'node:child_process'
import {resolve} from 'node:path'
import type {Metafile} from 'esbuild'
import {expect, test} from 'vitest'
import {scratch} from './helpers/scratch.ts'

const bundler: {readonly bundleInto: (directory: string) => Promise<{readonly metafile: Metafile}>} =
  await import(resolve(import.meta.dirname, '../scripts/bundle.mjs'))

const dist = resolve(import.meta.dirname, '../dist')

/** The packages in what is loaded with the chunk of this source, before anything is imported on demand. */
const packagesWith = async (source: string): Promise<readonly string[]> => {
  const {metafile} = await bundler.bundleInto(scratch())
  const loaded = new Set<string>()
  const load = (path: string): void => {
    const output = metafile.outputs[path]
    if (output === undefined || loaded.has(path)) return
    loaded.add(path)
    for (const {kind, path: next} of output.imports) if (kind === 'import-statement') load(next)
  }
  for (const [path, {entryPoint}] of Object.entries(metafile.outputs)) if (entryPoint === source) load(path)
  const inputs = [...loaded].flatMap(path => Object.keys(metafile.outputs[path]?.inputs ?? {}))
  expect(inputs).toContain(source)
  const names = inputs.flatMap(input => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? [])
  return [...new Set(names)]
}

test('a shell’s prompt waits for no parser: status loads no package at all', async () => {
  expect(await packagesWith('src/commands/status.ts')).toEqual([])
})

test('--help loads the command line’s parser alone', async () => {
  expect(await packagesWith('src/commands/command-line.ts')).toEqual(['commander'])
})

test('what a night loads is there as compiled code, and V8 takes it', () => {
  const program = `
    const {load, scripts} = require(${JSON.stringify(resolve(import.meta.dirname, '../bin/load.cjs'))})
    const {readdirSync} = require('node:fs')
    const wanted = ${JSON.stringify(['command-line', 'line-session', 'screen-session', 'check', 'http', 'postgres'])}
    for (const name of readdirSync(${JSON.stringify(dist)}))
      if (name.endsWith('.cjs') && wanted.some(each => name.startsWith(each + '-'))) load(name)
    const refused = [...scripts].filter(([, script]) => script.cachedDataRejected !== false)
    process.stdout.write(JSON.stringify([scripts.size, refused.map(([path]) => path)]))
  `
  const [loaded, refused] = JSON.parse(execFileSync(process.execPath, ['-e', program], {encoding: 'utf8'}))
  expect(loaded).toBeGreaterThan(50)
  expect(refused).toEqual([])
})

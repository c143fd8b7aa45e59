// Writes what of docs/ is generated. __tests__/docs/probes.test.ts holds that it is current.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {build} from 'esbuild'
import {root} from './bundle.mjs'

const beside = mkdtempSync(join(root, '.dist-'))
try {
  const outfile = join(beside, 'reference.mjs')
  await build({
    absWorkingDir: root,
    entryPoints: ['scripts/docs/probe-reference.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  })
  const {probeReference} = await import(pathToFileURL(outfile).href)
  writeFileSync(join(root, 'docs', 'probes.md'), probeReference())
} finally {
  rmSync(beside, {recursive: true, force: true})
}

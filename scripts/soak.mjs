// Kills the program, its runner and its line at random moments and compares what it claims afterwards with what was so.
// npm run soak -- --kills 300 --seed 7
import {cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {parseArgs} from 'node:util'
import {build} from 'esbuild'
import {bundleInto, root} from './bundle.mjs'

const number = (name, text) => {
  if (!/^\d{1,9}$/.test(text)) {
    console.error(`--${name} takes a number`)
    process.exit(2)
  }
  return Number(text)
}

const {values} = parseArgs({
  options: {
    kills: {type: 'string', default: '300'},
    seed: {type: 'string', default: String(Date.now() % 1_000_000)},
  },
})
const kills = number('kills', values.kills)
const seed = number('seed', values.seed)

const base = mkdtempSync(join(realpathSync(tmpdir()), 'rollcall-soak-'))
// Beside node_modules, where the bundle finds what it imports.
const bundled = mkdtempSync(join(root, '.dist-soak-'))
try {
  // A copy of the program of its own: nobody replaces it while it is being killed.
  const program = join(base, 'program')
  for (const name of ['bin', 'checklists', 'package.json']) {
    cpSync(join(root, name), join(program, name), {recursive: true})
  }
  symlinkSync(join(root, 'node_modules'), join(program, 'node_modules'))
  await bundleInto(join(program, 'dist'))
  await build({
    absWorkingDir: root,
    entryPoints: ['__tests__/helpers/soak.ts'],
    outfile: join(bundled, 'soak.mjs'),
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  })
  const {isSound, soak, tableOf} = await import(pathToFileURL(join(bundled, 'soak.mjs')))
  console.log(`seed ${seed}`)
  const site = join(base, 'soak')
  mkdirSync(site)
  const began = performance.now()
  const report = await soak({
    program: join(program, 'bin', 'rollcall.cjs'),
    base: site,
    kills,
    seed,
    tell: line => console.log(line),
  })
  console.log(tableOf(report))
  console.log(`seed ${seed}, ${Math.round((performance.now() - began) / 1000)} s`)
  process.exitCode = isSound(report) ? 0 : 1
} finally {
  rmSync(bundled, {recursive: true, force: true})
  rmSync(base, {recursive: true, force: true})
}

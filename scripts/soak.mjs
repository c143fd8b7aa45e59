// Kills the program, its runner and its line at random moments and compares what it claims afterwards with what was so.
// npm run soak -- --kills 300 --seed 7 --kills-per-session 100
// The seed fixes what is done and when it is struck, not how fast this machine is: a run is alike, not the same.
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
    'kills-per-session': {type: 'string', default: '100'},
    seed: {type: 'string', default: String(Date.now() % 1_000_000)},
  },
})
const kills = number('kills', values.kills)
const seed = number('seed', values.seed)
const killsPerSession = number('kills-per-session', values['kills-per-session'])

// Ctrl+C ends it after the kill that is under way, so that nothing is left behind.
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop.abort())

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
    entryPoints: ['soak', 'soak-report'].map(name => `__tests__/helpers/${name}.ts`),
    outdir: bundled,
    outExtension: {'.js': '.mjs'},
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  })
  const load = name => import(pathToFileURL(join(bundled, `${name}.mjs`)).href)
  const {soak} = await load('soak')
  const {isSound, tableOf} = await load('soak-report')
  console.log(`seed ${seed}`)
  const site = join(base, 'soak')
  mkdirSync(site)
  const began = performance.now()
  const report = await soak({
    program: join(program, 'bin', 'rollcall.cjs'),
    base: site,
    kills,
    killsPerSession,
    seed,
    signal: stop.signal,
    tell: line => console.log(line),
  })
  console.log(tableOf(report))
  console.log(`seed ${seed}, ${Math.round((performance.now() - began) / 1000)} s`)
  process.exitCode = isSound(report) ? 0 : 1
} finally {
  rmSync(bundled, {recursive: true, force: true})
  rmSync(base, {recursive: true, force: true})
}

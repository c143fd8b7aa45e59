// Measures the built program beside what it is compared with, both in one run, and says which demands are met.
// npm run bench -- --runs 9 --row check --row start --minutes 60 --markdown
import {mkdtempSync, realpathSync, rmSync} from 'node:fs'
import {cpus, loadavg, tmpdir} from 'node:os'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {parseArgs} from 'node:util'
import {build} from 'esbuild'
import {root} from './bundle.mjs'

const {values} = parseArgs({
  options: {
    runs: {type: 'string', default: '7'},
    row: {type: 'string', multiple: true},
    /** How long memory is watched. */
    minutes: {type: 'string', default: '1'},
    /** Tables for docs/benchmarks.md instead of lines. */
    markdown: {type: 'boolean', default: false},
  },
})
if (!/^[1-9]\d{0,2}$/.test(values.runs)) {
  console.error('--runs takes a number from 1 to 999')
  process.exit(2)
}
if (!(Number(values.minutes) > 0)) {
  console.error('--minutes takes a number')
  process.exit(2)
}
// It costs every start of node more than some of what is measured.
delete process.env.NODE_EXTRA_CA_CERTS

const directory = mkdtempSync(join(realpathSync(tmpdir()), 'rollcall-bench-'))
// Beside node_modules, where the bundle finds what it imports.
const bundled = mkdtempSync(join(root, '.dist-bench-'))
try {
  await build({
    absWorkingDir: root,
    entryPoints: ['rows', 'tasks'].map(name => `__tests__/helpers/bench/${name}.ts`),
    outdir: bundled,
    outExtension: {'.js': '.mjs'},
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  })
  const {benchRows, isMet, lineOf, tableOf} = await import(pathToFileURL(join(bundled, 'rows.mjs')).href)
  const rows = benchRows.filter(row => values.row === undefined || values.row.includes(row.name))
  if (rows.length === 0) {
    console.error(`--row takes one of: ${benchRows.map(row => row.name).join(', ')}`)
    process.exitCode = 2
  }
  const load = loadavg()[0]?.toFixed(1)
  console.log(`Node ${process.version}, ${cpus().length} CPUs, load ${load}, ${values.runs} runs, medians`)
  const missed = []
  for (const row of rows) {
    const figures = await row.measure({
      program: join(root, 'bin', 'rollcall.cjs'),
      tasks: join(bundled, 'tasks.mjs'),
      directory,
      runs: Number(values.runs),
      minutes: Number(values.minutes),
    })
    if (values.markdown) console.log(`\n## ${row.name}\n\n${tableOf(figures)}`)
    else {
      console.log(row.name)
      for (const figure of figures) console.log(lineOf(figure))
    }
    missed.push(...figures.filter(figure => !isMet(figure)))
  }
  if (missed.length > 0) process.exitCode = 1
} finally {
  rmSync(bundled, {recursive: true, force: true})
  rmSync(directory, {recursive: true, force: true})
}

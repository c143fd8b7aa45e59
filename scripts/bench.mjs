// Measures the built program beside what it is compared with, both in one run, and says which demands are met.
// npm run bench -- --runs 9 --row check
import {mkdtempSync, realpathSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {parseArgs} from 'node:util'
import {build} from 'esbuild'
import {root} from './bundle.mjs'

const {values} = parseArgs({
  options: {runs: {type: 'string', default: '7'}, row: {type: 'string', multiple: true}},
})
if (!/^[1-9]\d{0,2}$/.test(values.runs)) {
  console.error('--runs takes a number from 1 to 999')
  process.exit(2)
}
// It costs every start of node more than some of what is measured.
delete process.env.NODE_EXTRA_CA_CERTS

const directory = mkdtempSync(join(realpathSync(tmpdir()), 'rollcall-bench-'))
// Beside node_modules, where the bundle finds what it imports.
const bundled = mkdtempSync(join(root, '.dist-bench-'))
try {
  const outfile = join(bundled, 'rows.mjs')
  await build({
    absWorkingDir: root,
    entryPoints: ['__tests__/helpers/bench/rows.ts'],
    outfile,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  })
  const {benchRows, isMet, lineOf} = await import(pathToFileURL(outfile).href)
  const rows = benchRows.filter(row => values.row === undefined || values.row.includes(row.name))
  if (rows.length === 0) {
    console.error(`--row takes one of: ${benchRows.map(row => row.name).join(', ')}`)
    process.exitCode = 2
  }
  console.log(`node ${process.version}, ${values.runs} runs, medians`)
  for (const row of rows) {
    const figures = await row.measure({
      program: join(root, 'bin', 'rollcall.cjs'),
      directory,
      runs: Number(values.runs),
    })
    console.log(row.name)
    for (const figure of figures) console.log(lineOf(figure))
    if (!figures.every(isMet)) process.exitCode = 1
  }
} finally {
  rmSync(bundled, {recursive: true, force: true})
  rmSync(directory, {recursive: true, force: true})
}

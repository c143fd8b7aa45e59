// What is promised, which tests hold it, how often each attacked, and what came of it.
// npm run promises [-- --short] [--only 7]
// The full form takes some minutes: hundreds of kills, closed terminals and swapped scripts. The short one is what the
// ordinary suite does of the same tests.
import {spawn} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {availableParallelism, tmpdir} from 'node:os'
import {join, relative} from 'node:path'
import {pathToFileURL} from 'node:url'
import {parseArgs} from 'node:util'
import {build} from 'esbuild'
import {root} from './bundle.mjs'

const {values} = parseArgs({options: {short: {type: 'boolean'}, only: {type: 'string'}}})
const base = mkdtempSync(join(tmpdir(), 'rollcall-promises-'))

const registerOf = async () => {
  const outfile = join(base, 'register.mjs')
  const entryPoints = [join(root, '__tests__/promises/register.ts')]
  await build({entryPoints, outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'warning'})
  return import(pathToFileURL(outfile).href)
}

/** Runs exactly these tests; answers with vitest's report on them. */
const play = (files, pattern) =>
  new Promise((resolve, reject) => {
    const outputFile = join(base, 'report.json')
    const args = ['run', ...files, '-t', pattern]
    const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${outputFile}`]
    const child = spawn(
      process.execPath,
      [join(root, 'node_modules/vitest/vitest.mjs'), ...args, ...reporters],
      {
        cwd: root,
        env: {...process.env, ROLLCALL_TRIES: values.short ? 'short' : 'full'},
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    )
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
    child.on('error', reject)
    child.on('close', code => {
      try {
        resolve({...JSON.parse(readFileSync(outputFile, 'utf8')), code})
      } catch (error) {
        reject(error)
      }
    })
  })

try {
  const {promises, titlePattern} = await registerOf()
  const wanted = promises.filter(({number}) => values.only === undefined || String(number) === values.only)
  if (wanted.length === 0) throw new Error(`--only takes a number from 1 to ${promises.length}`)
  const proofs = wanted.flatMap(each => each.proofs)
  const files = [...new Set(proofs.map(({file}) => `__tests__/${file}`))]
  const pattern = `(?:^| )(?:${[...new Set(proofs.map(({test}) => titlePattern(test)))].join('|')})$`
  const began = performance.now()
  const report = await play(files, pattern)
  const results = report.testResults.flatMap(({name, assertionResults}) =>
    assertionResults.map(each => ({...each, file: relative(join(root, '__tests__'), name)})),
  )

  const outcomeOf = proof => {
    const title = new RegExp(`^${titlePattern(proof.test)}$`)
    const own = results.filter(({file, title: name}) => file === proof.file && title.test(name))
    const passed = own.filter(({status}) => status === 'passed')
    const tries = passed.reduce((sum, {meta}) => sum + (meta.tries ?? 1), 0)
    const seconds = own.reduce((sum, {duration}) => sum + (duration ?? 0), 0) / 1000
    const elsewhere = own.find(({meta}) => meta.skipped !== undefined)
    const result = own.some(({status}) => status === 'failed')
      ? 'BROKEN'
      : elsewhere !== undefined
        ? `not here: ${elsewhere.meta.skipped}`
        : passed.length === 0
          ? 'DID NOT RUN'
          : !values.short && tries < proof.full
            ? `TOO FEW (${proof.full})`
            : 'held'
    return {...proof, tries, seconds, result}
  }

  let kept = 0
  let away = 0
  const lines = wanted.flatMap(({number, en, proofs: own}) => {
    const outcomes = own.map(outcomeOf)
    away += outcomes.filter(({result}) => result.startsWith('not here')).length
    const isKept = outcomes.length > 0 && outcomes.every(({result}) => /^(held|not here)/.test(result))
    const isTested = outcomes.some(({result}) => result === 'held')
    if (isKept && isTested) kept += 1
    return [
      `${String(number).padStart(2)}  ${en.promise.replaceAll('`', '')}: ${isKept && isTested ? 'KEPT' : 'NOT KEPT'}`,
      ...outcomes.map(
        ({file, test, tries, seconds, result}) =>
          `${String(tries).padStart(9)} ×  ${result.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s  ${file.replace('.test.ts', '')}: ${test}`,
      ),
    ]
  })
  console.log(`\n    promise\n  tries     result     time    test\n${lines.join('\n')}\n`)
  const minutes = (performance.now() - began) / 60_000
  const form = values.short ? 'short form' : 'full form'
  console.log(
    `${kept} of ${wanted.length} promises kept; ${form}, ${minutes.toFixed(1)} minutes, ${availableParallelism()} cores` +
      (away > 0 ? `; ${away} tests need what is not here` : ''),
  )
  // An error that no test caught is one, too.
  if (report.code !== 0 && kept === wanted.length)
    console.log('but errors were thrown outside the tests: see above')
  process.exitCode = kept === wanted.length && report.code === 0 ? 0 : 1
} finally {
  rmSync(base, {recursive: true, force: true})
}

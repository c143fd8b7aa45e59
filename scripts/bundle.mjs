import {createHash} from 'node:crypto'
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {leanParts} from './lean-parts.mjs'

/** The project's directory, with a slash at its end. */
export const root = fileURLToPath(new URL('..', import.meta.url))

const sha256 = content => createHash('sha256').update(content).digest('hex')
const digestOf = name => sha256(readFileSync(new URL(`../checklists/${name}`, import.meta.url)))

/** The contents that come along, as `contentDigest` in src/app/trust.ts tells them apart. */
const shippedContent = [
  ['finasis-rollback.md', 'finasis-rollback.probes.yaml'],
  ['finasis-rollback.en.md', 'finasis-rollback.probes.yaml'],
  ...['web-release', 'postgres-failover', 'certificate-renewal'].map(name => [
    `${name}.md`,
    `${name}.probes.yaml`,
  ]),
].map(([runbook, probes]) => sha256(`${digestOf(runbook)} ${digestOf(probes)}`))

const processes = ['cli', 'runner', 'sender', 'drill']

/**
 * What a process begins with, by a name that stays: no more than a line that loads the part with its code, whose name
 * comes from its content, so that a text and what was compiled of another can never meet.
 */
const processEntries = {
  name: 'process-entries',
  setup: builder => {
    builder.onResolve({filter: /^process:/}, ({path}) => ({path: path.slice(8), namespace: 'process'}))
    builder.onLoad({filter: /./, namespace: 'process'}, ({path}) => ({
      contents:
        path === 'cli'
          ? "export const main = async (argv, env) => (await import('./src/cli.ts')).main(argv, env)"
          : `void import('./src/${path}/main.ts')`,
      resolveDir: root,
    }))
  },
}

/**
 * Bundles the program into a directory: one small part for each process it starts, the rest in parts that load when they
 * are needed. Only ES modules are split, and only scripts are compiled ahead (bin/load.cjs): so they are split as the
 * ones and written as the others.
 */
export const bundleInto = async directory => {
  const {build, transform} = await loadEsbuild()
  const {outputFiles, metafile} = await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(processes.map(name => [name, `process:${name}`])),
    outdir: directory,
    outExtension: {'.js': '.cjs'},
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    define: {
      'process.env.NODE_ENV': '"production"',
      PACKAGE_FILE: '"../package.json"',
      SHIPPED_CONTENT: JSON.stringify(shippedContent.join(' ')),
    },
    // pg asks for it and does without.
    external: ['pg-native'],
    plugins: [processEntries, leanParts],
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  })
  mkdirSync(directory, {recursive: true})
  for (const {path, text} of outputFiles) {
    const {code} = await transform(text, {
      sourcefile: path,
      format: 'cjs',
      platform: 'node',
      target: 'node20.19',
      // Parts are found by bin/load.cjs, which gives each its own require() and address.
      supported: {'dynamic-import': false},
      define: {'import.meta.url': '__url'},
      minifySyntax: true,
      minifyWhitespace: true,
    })
    // As a function, so that the loader need not copy it all to make it one.
    writeFileSync(path, `(function (exports, require, module, __filename, __url) {${code}\n})`)
  }
  return {metafile, entries: processes.map(name => `${name}.cjs`)}
}

const loadEsbuild = async () => {
  try {
    return await import('esbuild')
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
    // `npm i -g .` on a fresh clone comes here first.
    console.error('rollcall: the tools that build it are not installed. Run "npm ci" here first.')
    process.exit(1)
  }
}

import {createHash} from 'node:crypto'
import {readFileSync} from 'node:fs'
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

/** Bundles the program into a directory: one small entry, the rest in chunks that load when they are needed. */
export const bundleInto = async directory => {
  const {build} = await loadEsbuild()
  return build({
    absWorkingDir: root,
    entryPoints: {
      cli: 'src/cli.ts',
      runner: 'src/runner/main.ts',
      sender: 'src/sender/main.ts',
      drill: 'src/drill/main.ts',
    },
    outdir: directory,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    // Ink looks for React's developer tools where DEV is set; an operator's shell may set it for quite other reasons.
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.DEV': '"false"',
      SHIPPED_CONTENT: JSON.stringify(shippedContent),
    },
    // These load their own parts at run time and break, or grow the start, when bundled. The drivers' libraries are
    // bundled, each in a chunk that its first look loads: from node_modules they would be hundreds of files.
    external: ['pg-native', 'execa', 'conf', 'react-devtools-core'],
    plugins: [leanParts],
    // Some bundled packages are CommonJS and call require() for node's own modules.
    banner: {
      js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);",
    },
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  })
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

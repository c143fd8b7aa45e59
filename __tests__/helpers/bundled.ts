import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {build} from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Bundles TypeScript source, whose imports are resolved as in this project, into a module that a plain node runs. */
export const bundle = async (source: string, into: string): Promise<string> => {
  const outfile = join(into, 'bundled.mjs')
  await build({
    stdin: {contents: source, resolveDir: root, sourcefile: 'bundled.ts', loader: 'ts'},
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  })
  return outfile
}

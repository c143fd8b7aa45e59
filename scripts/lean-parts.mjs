import {readFile} from 'node:fs/promises'
import {dirname} from 'node:path'
import {measuresBounded, rowsKept, widthsKept, wrapsBounded} from './lean-ink.mjs'

// What libraries bring along and we never use, left out of the bundle: it would be read and compiled at each look.
// Versions are pinned; __tests__/story/check-built.test.ts holds that what is left is what we use.

const undici = `
const Dispatcher = require('undici/lib/dispatcher/dispatcher.js')
Dispatcher.prototype.request = require('undici/lib/api/api-request.js')
exports.Agent = require('undici/lib/dispatcher/agent.js')
`

// The original asks whether this is Cloudflare's runtime by means of Response, for which Node 20 loads all of fetch.
const pgStream = `
const net = require('node:net')
const tls = require('node:tls')
exports.getStream = () => new net.Socket()
exports.getSecureStream = options => tls.connect(options)
`

// We speak HTTP/1.1 alone; the original loads node:http2 to be ready.
const undiciHttp2 = `
module.exports = () => {
  throw new Error('HTTP/2 is not spoken here')
}
`

// From each entry ioredis makes two methods and their pipelined twins. Commands are sent by name here, through call().
const ioredisCommands = '{}'

// conf compiles a validator for a schema and compares versions for migrations: settings.ts gives it neither.
const absent = name => `
const absent = () => {
  throw new Error('${name} is not part of this program')
}
export {absent as default, absent as Ajv2020}
`

// Reading its WebAssembly through fetch() would load all of undici, and waiting for it cannot be written as a script.
const yoga = `
import loadYoga from '../binaries/yoga-wasm-base64-esm.js'
import wrapAssembly from './wrapAssembly.js'
const yoga = {
  instantiateWasm: (imports, receive) => {
    const bytes = Buffer.from(loadYoga.wasm, 'base64')
    receive(new WebAssembly.Instance(new WebAssembly.Module(bytes), imports))
    return {}
  },
}
loadYoga(yoga)
export default wrapAssembly(yoga)
export * from './generated/YGEnums.js'
`

/** The file's own loader, with its bytes beside it in base64. */
const yogaBinary = text => {
  const found = /"data:application\/octet-stream;base64,([^"]+)"/.exec(text)
  if (found === null) throw new Error('lean-parts: yoga-layout keeps its WebAssembly in another way now')
  return text
    .replace(found[0], '""')
    .replace('export default loadYoga;', `loadYoga.wasm = "${found[1]}";\nexport default loadYoga;`)
}

// React's developer tools, asked for by a variable that an operator's shell may set for quite other reasons. Ink waits for
// them, and for its own package.json, where a script cannot wait.
const withoutDevtools = text =>
  ["await import('./devtools.js');", 'await loadPackageJson()'].reduce((left, found) => {
    if (!left.includes(found)) throw new Error('lean-parts: ink loads its developer tools in another way now')
    return left.replace(found, 'false')
  }, text)

// undici parses HTTP in WebAssembly. V8 would compile it anew, optimised, while we look, and its exit would wait for that:
// hundreds of milliseconds for the few kilobytes that one look parses.
const baselineHttp = text => {
  const found = 'new WebAssembly.Module('
  if (!text.includes(found)) throw new Error('lean-parts: undici compiles its parser in another way now')
  return `${text.replaceAll(found, 'baselineModule(')}
function baselineModule(bytes) {
  const {setFlagsFromString} = require('node:v8')
  setFlagsFromString('--liftoff-only')
  try {
    return new WebAssembly.Module(bytes)
  } finally {
    setFlagsFromString('--no-liftoff-only')
  }
}`
}

// For verbs that are programs of their own, of which we have none; with it come sockets and what they stand on.
const withoutPrograms = text => {
  const found = "const childProcess = require('node:child_process');"
  if (!text.includes(found)) throw new Error('lean-parts: commander starts programs in another way now')
  return text.replace(
    found,
    "const childProcess = {get spawn() { return require('node:child_process').spawn }};",
  )
}

// Whether it loads them is decided in a file of its own, by a variable that esbuild's `define` does not always reach there.
const neverDev = text => {
  const found = "process.env['DEV'] === 'true'"
  if (!text.includes(found))
    throw new Error('lean-parts: ink asks for its developer tools in another way now')
  return text.replace(found, 'false')
}

const rewritten = (filter, change) => builder =>
  builder.onLoad({filter}, async ({path}) => ({contents: change(await readFile(path, 'utf8'))}))

/**
 * For esbuild: of undici its agent and requests over HTTP/1.1, of pg the streams of Node, of ioredis its connection, of
 * yoga and ink what starts at once, of commander what reads a command line.
 */
export const leanParts = {
  name: 'lean-parts',
  setup: builder => {
    builder.onResolve({filter: /^undici$/}, () => ({path: 'undici', namespace: 'lean-parts'}))
    builder.onLoad({filter: /^undici$/, namespace: 'lean-parts'}, () => ({
      contents: undici,
      resolveDir: builder.initialOptions.absWorkingDir,
    }))
    builder.onLoad({filter: /[\\/]pg[\\/]lib[\\/]stream\.js$/}, () => ({contents: pgStream}))
    builder.onLoad({filter: /[\\/]undici[\\/]lib[\\/]dispatcher[\\/]client-h2\.js$/}, () => ({
      contents: undiciHttp2,
    }))
    builder.onLoad({filter: /[\\/]@ioredis[\\/]commands[\\/]built[\\/]commands\.json$/}, () => ({
      contents: ioredisCommands,
      loader: 'json',
    }))
    builder.onResolve({filter: /^(ajv\/dist\/2020\.js|ajv-formats|semver)$/}, ({path, importer}) =>
      /[\\/]conf[\\/]dist[\\/]/.test(importer) ? {path, namespace: 'absent'} : undefined,
    )
    builder.onLoad({filter: /./, namespace: 'absent'}, ({path}) => ({contents: absent(path)}))
    builder.onLoad({filter: /[\\/]yoga-layout[\\/]dist[\\/]src[\\/]index\.js$/}, ({path}) => ({
      contents: yoga,
      resolveDir: dirname(path),
    }))
    rewritten(/[\\/]yoga-wasm-base64-esm\.js$/, yogaBinary)(builder)
    rewritten(/[\\/]commander[\\/]lib[\\/]command\.js$/, withoutPrograms)(builder)
    rewritten(/[\\/]ink[\\/]build[\\/]reconciler\.js$/, withoutDevtools)(builder)
    rewritten(/[\\/]ink[\\/]build[\\/]utils\.js$/, neverDev)(builder)
    rewritten(/[\\/]ink[\\/]build[\\/]output\.js$/, rowsKept)(builder)
    rewritten(/[\\/]ink[\\/]build[\\/]measure-text\.js$/, measuresBounded)(builder)
    rewritten(/[\\/]ink[\\/]build[\\/]wrap-text\.js$/, wrapsBounded)(builder)
    rewritten(/[\\/]ink[\\/]build[\\/]render-node-to-output\.js$/, widthsKept)(builder)
    rewritten(/[\\/]undici[\\/]lib[\\/]dispatcher[\\/]client-h1\.js$/, baselineHttp)(builder)
  },
}

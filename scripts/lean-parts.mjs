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

/** For esbuild: of undici its agent and requests over HTTP/1.1, of pg the streams of Node, of ioredis its connection. */
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
  },
}

// What libraries bring along and we never use, left out of the bundle: it would be read and compiled at each look.
// Versions are pinned; the tests of the built program (`check` against real servers) hold that what is left works.

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

/** For esbuild: of undici its agent and requests, of pg the streams of Node. */
export const leanParts = {
  name: 'lean-parts',
  setup: builder => {
    builder.onResolve({filter: /^undici$/}, () => ({path: 'undici', namespace: 'lean-parts'}))
    builder.onLoad({filter: /^undici$/, namespace: 'lean-parts'}, () => ({
      contents: undici,
      resolveDir: builder.initialOptions.absWorkingDir,
    }))
    builder.onLoad({filter: /[\\/]pg[\\/]lib[\\/]stream\.js$/}, () => ({contents: pgStream}))
  },
}

// Required before the program by the build's warm-up: keeps, beside each part that ran, what V8 compiled of it.
const {renameSync, writeFileSync} = require('node:fs')
const {setFlagsFromString} = require('node:v8')

process.on('exit', () => {
  // What speaks HTTP has switched these off (scripts/lean-parts.mjs), and V8 refuses code that was made under other flags.
  for (const flag of ['--wasm-tier-up', '--wasm-dynamic-tiering']) setFlagsFromString(flag)
  const loader = require.cache[require.resolve('../bin/load.cjs')]
  for (const [path, script] of loader?.exports.scripts ?? []) {
    // Others of the warm-up write at the same time, and whoever reads must find it whole.
    const beside = `${path}.code.${process.pid}`
    writeFileSync(beside, script.createCachedData())
    renameSync(beside, `${path}.code`)
  }
})

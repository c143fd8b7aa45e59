// Required before the program by the build's warm-up: keeps, beside each part that ran, what V8 compiled of it.
const {renameSync, writeFileSync} = require('node:fs')

process.on('exit', () => {
  const loader = require.cache[require.resolve('../bin/load.cjs')]
  for (const [path, script] of loader?.exports.scripts ?? []) {
    // Others of the warm-up write at the same time, and whoever reads must find it whole.
    const beside = `${path}.code.${process.pid}`
    writeFileSync(beside, script.createCachedData())
    renameSync(beside, `${path}.code`)
  }
})

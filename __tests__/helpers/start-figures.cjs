// Required before the program by start-figures.test.ts: what a start has loaded by its end, into the file that is named.
const {statSync, writeFileSync} = require('node:fs')

const before = new Set(process.moduleLoadList)

process.on('exit', () => {
  const builtIn = process.moduleLoadList.filter(each => !before.has(each) && each.startsWith('NativeModule '))
  const loader = require.cache[require.resolve('../../bin/load.cjs')]
  const parts = [...loader.exports.scripts.keys()]
  const figures = {
    builtIn: builtIn.map(each => each.slice(13)),
    parts: parts.length,
    bytes: parts.reduce((sum, path) => sum + statSync(path).size, 0),
  }
  writeFileSync(process.env.START_FIGURES, JSON.stringify(figures))
})

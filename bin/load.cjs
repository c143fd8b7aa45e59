'use strict'
// Loads the built parts of the program, each with the code that V8 had compiled of it when it was built: without that, a
// third of a start would be spent on compiling the same text again. V8 itself refuses what was compiled for another Node
// or another text, and a part is then compiled as ever. docs/decisions/0013-compiled-code-beside-its-text.md
const {readFileSync} = require('node:fs')
const {join} = require('node:path')
const {pathToFileURL} = require('node:url')
const {Script} = require('node:vm')

const dist = join(__dirname, '..', 'dist')
const made = new Map()

// Only where the name comes from the content: V8 tells a text and what it compiled of another apart by the length alone.
const isNamedByContent = name => /-[A-Z\d]{8}\.cjs$/.test(name)

/** What was compiled of each such part so far, by its path: for the build, which keeps it. */
const scripts = new Map()

/** The exports of a part, run when it is asked for the first time. */
const load = name => {
  const known = made.get(name)
  if (known !== undefined) return known.exports
  // Known before it has run, so that parts that need each other meet what is there already, as with Node's own modules.
  const module = {exports: {}}
  made.set(name, module)
  const path = join(dist, name)
  const script = new Script(readFileSync(path, 'utf8'), {
    filename: path,
    cachedData: isNamedByContent(name) ? compiled(`${path}.code`) : undefined,
  })
  if (isNamedByContent(name)) scripts.set(path, script)
  const requirePart = id => (id.startsWith('./') ? load(id.slice(2)) : require(id))
  script
    .runInThisContext()
    .call(module.exports, module.exports, requirePart, module, path, pathToFileURL(path).href)
  return module.exports
}

const compiled = path => {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}

module.exports = {load, scripts}

// Builds the program beside dist/ and moves it in file by file, so that whoever runs it meanwhile always finds a whole
// one: first the parts, whose names come from their content, then the entries that name them, then the old ones go.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import {join} from 'node:path'
import {bundleInto, root} from './bundle.mjs'
import {warmUp} from './warm-up.mjs'

const dist = join(root, 'dist')
const codeOf = name => join(dist, `${name}.code`)
/** What compiled code fits: V8 refuses that of another Node. */
const compiler = `${process.version} ${process.platform} ${process.arch}\n`
const compilerFile = join(dist, 'compiled-with')

const read = path => (existsSync(path) ? readFileSync(path) : null)
const isSame = (one, other) => one !== null && other !== null && one.equals(other)

const beside = mkdtempSync(join(root, '.dist-'))
try {
  const {entries} = await bundleInto(beside)
  mkdirSync(dist, {recursive: true})
  const before = readdirSync(dist)
  const built = readdirSync(beside).sort((a, b) => entries.indexOf(a) - entries.indexOf(b))
  const isStale = !isSame(read(compilerFile), Buffer.from(compiler))
  let isCompiled = !isStale
  for (const name of built) {
    const stays = isSame(read(join(dist, name)), read(join(beside, name)))
    // What was compiled of another text goes first: V8 would tell the two apart by their length alone.
    if (!stays || isStale) rmSync(codeOf(name), {force: true})
    renameSync(join(beside, name), join(dist, name))
    isCompiled &&= stays
  }
  for (const name of before) {
    if (!built.includes(name.replace(/\.code$/, ''))) rmSync(join(dist, name), {recursive: true, force: true})
  }
  if (!isCompiled) await warmUp()
  writeFileSync(compilerFile, compiler)
} finally {
  rmSync(beside, {recursive: true, force: true})
}

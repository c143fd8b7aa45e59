// Builds the program beside dist/ and moves it in file by file, so that whoever runs it meanwhile always finds a whole
// one: first the chunks, whose names come from their content, then the entries that name them, then the old ones go.
import {mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {bundleInto, root} from './bundle.mjs'

const dist = join(root, 'dist')
const beside = mkdtempSync(join(root, '.dist-'))
try {
  await bundleInto(beside)
  mkdirSync(dist, {recursive: true})
  const before = readdirSync(dist)
  const entries = ['cli.js', 'drill.js', 'runner.js', 'sender.js']
  const built = readdirSync(beside).sort((a, b) => entries.indexOf(a) - entries.indexOf(b))
  for (const name of built) renameSync(join(beside, name), join(dist, name))
  for (const name of before) {
    if (!built.includes(name)) rmSync(join(dist, name), {recursive: true, force: true})
  }
} finally {
  rmSync(beside, {recursive: true, force: true})
}

import {existsSync, mkdirSync, readFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {scratch} from '../helpers/scratch.ts'
import {unusedPort} from '../helpers/tarpit.ts'
import {blocksOf, differsFrom, type Reader, runBlock, saveBlock, walkBlock} from '../helpers/tutorial.ts'

const root = resolve(import.meta.dirname, '..', '..')
const tutorial = readFileSync(join(root, 'docs', 'tutorial.md'), 'utf8')

test('the tutorial, followed word by word', async () => {
  const home = scratch()
  const port = await unusedPort()
  const blocks = blocksOf(tutorial.replaceAll('8080', `${port}`))
  const [setUp, ...rest] = blocks
  if (setUp === undefined) throw new Error('nothing to follow')
  const shop = join(home, 'shop')
  mkdirSync(shop)
  const env = {PATH: process.env.PATH ?? '', HOME: home, LC_ALL: 'C.UTF-8', TZ: 'UTC'}
  // The packages are here already and the program is built; the reader's shell stays, here each block has one of its own.
  expect(setUp.text).toMatch(/^npm ci\n/)
  const prelude = setUp.text.replace('npm ci', '').replace('mkdir ~/shop && ', '')
  const reader: Reader = {env, cwd: root, prelude, shown: text => text.replaceAll(home, '/home/you')}
  onTestFinished(() => {
    if (existsSync(join(shop, 'shop.pid'))) runBlock('kill "$(cat shop.pid)"', reader)
  })
  let output = ''
  for (const block of rest) {
    const where = `docs/tutorial.md, line ${block.line}`
    if (block.how !== null) saveBlock(block, shop)
    else if (block.language === 'sh') output = runBlock(block.text, reader)
    else if (block.language === 'text') expect(differsFrom(block.text, output), where).toBeNull()
    else if (block.language === 'console') await walkBlock(block.text, reader)
    else throw new Error(`${where}: what is to be done with this?`)
  }
  // Nothing is left behind: the last command stopped the shop.
  const answers = `(exec 3<>/dev/tcp/127.0.0.1/${port}) 2>/dev/null`
  expect(runBlock(`while ${answers}; do sleep 0.1; done; echo stopped`, reader)).toBe('stopped\n')
}, 120_000)

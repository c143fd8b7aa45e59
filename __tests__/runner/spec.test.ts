import {spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {existsSync, mkdirSync, symlinkSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {expect, test} from 'vitest'
import {readTail} from '#src/runner/output.ts'
import {plainEnv, specOf} from '../helpers/commands.ts'
import {scratch} from '../helpers/scratch.ts'

const runner = resolve(import.meta.dirname, '..', '..', 'bin', 'runner.cjs')

test('a runner starts the spec that it was told, and no other that lies in its place', () => {
  const cwd = scratch()
  const dir = join(cwd, '0001')
  mkdirSync(dir, {mode: 0o700})
  spawnSync('mkfifo', ['-m', '600', join(dir, 'output.fifo')])
  const confirmed = `${JSON.stringify(specOf(cwd, 'touch confirmed'))}\n`
  const digest = createHash('sha256').update(confirmed).digest('hex')
  const run = () => spawnSync(process.execPath, [runner, 'run', dir, digest], {env: plainEnv()}).status
  writeFileSync(join(dir, 'spec.json'), `${JSON.stringify(specOf(cwd, 'touch swapped'))}\n`)
  expect(run()).toBe(70)
  expect([existsSync(join(cwd, 'swapped')), existsSync(join(dir, 'claim'))]).toEqual([false, false])
  writeFileSync(join(dir, 'spec.json'), confirmed)
  expect(run()).toBe(0)
  expect(existsSync(join(cwd, 'confirmed'))).toBe(true)
})

test('output is not read through a link', async () => {
  const dir = scratch()
  writeFileSync(join(dir, 'secret'), 'for nobody else')
  symlinkSync(join(dir, 'secret'), join(dir, 'output.log'))
  expect(await readTail(dir, 100)).toBe('')
})

import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, it} from 'vitest'
import {claim, readClaim} from '#src/durable/claim.ts'
import {bundle} from '../helpers/bundled.ts'
import {scratch} from '../helpers/scratch.ts'

it('is made once, and whoever comes later learns by whom', () => {
  const dir = scratch()
  expect(readClaim(dir)).toBeNull()
  expect(claim(dir, 'runner')).toBe('ours')
  expect(claim(dir, 'resumer')).toEqual({by: 'runner', pid: process.pid})
  expect(claim(dir, 'runner')).toEqual({by: 'runner', pid: process.pid})
  const other = scratch()
  expect(claim(other, 'resumer')).toBe('ours')
  expect(claim(other, 'runner')).toMatchObject({by: 'resumer'})
})

it('that cannot be read counts as the runner: "not started" is never said without proof', () => {
  for (const content of ['', '{', 'null', '[]', '{"by": "someone"}', '{"by": ["resumer"]}']) {
    const dir = scratch()
    writeFileSync(join(dir, 'claim'), content)
    expect(claim(dir, 'resumer')).toMatchObject({by: 'runner'})
  }
})

it('follows no link', () => {
  const dir = scratch()
  symlinkSync('/nonexistent/claim', join(dir, 'claim'))
  expect(() => claim(dir, 'runner')).toThrow()
})

it('has one winner among processes that race for it', async () => {
  const program = await bundle(
    `import {existsSync} from 'node:fs'
     import {claim} from '#src/durable/claim.ts'
     const [dirs, go, by] = process.argv.slice(2)
     console.log('ready')
     while (!existsSync(go)) {}
     console.log(JSON.stringify(JSON.parse(dirs).map(dir => claim(dir, by) === 'ours')))`,
    scratch(),
  )
  const dirs = Array.from({length: 20}, () => scratch())
  const go = join(scratch(), 'go')
  const racers = ['runner', 'resumer', 'resumer'].map(by => {
    const child = spawn(process.execPath, [program, JSON.stringify(dirs), go, by])
    let out = ''
    child.stdout.setEncoding('utf8').on('data', text => {
      out += text
    })
    return {by, child, closed: once(child, 'close'), output: () => out}
  })
  for (const {child, output} of racers) while (!output().includes('ready')) await once(child.stdout, 'data')
  writeFileSync(go, '')
  await Promise.all(racers.map(racer => racer.closed))
  const won = racers.map(racer => JSON.parse(racer.output().split('\n')[1] ?? '[]') as boolean[])
  for (const [index, dir] of dirs.entries()) {
    const winners = racers.filter((_, racer) => won[racer]?.[index] === true)
    expect(winners.map(racer => racer.by)).toEqual([JSON.parse(readFileSync(join(dir, 'claim'), 'utf8')).by])
  }
})

import {spawnSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {program} from './helpers/operator.ts'
import {scratch} from './helpers/scratch.ts'
import {lookAt} from './helpers/screen-operator.ts'
import {openTerminal} from './helpers/screen-terminal.ts'

// What a start costs, counted instead of timed. A bound that is exceeded says that something is loaded now which was not:
// where it has to be, raise the bound, and look at `npm run bench -- --row start` before and after.

interface Figures {
  readonly builtIn: readonly string[]
  readonly parts: number
  readonly bytes: number
}

const hook = resolve(import.meta.dirname, 'helpers', 'start-figures.cjs')

const place = () => {
  const home = scratch()
  const into = join(home, 'figures.json')
  const env = {PATH: process.env.PATH ?? '', HOME: home, LC_ALL: 'C.UTF-8', START_FIGURES: into}
  return {home, env, figures: (): Figures => JSON.parse(readFileSync(into, 'utf8'))}
}

const started = (args: readonly string[], hasHome: boolean): Figures => {
  const {home, env, figures} = place()
  const said = hasHome ? [...args, '--home', home] : args
  spawnSync(process.execPath, ['--require', hook, '--', program, ...said], {env, cwd: home})
  return figures()
}

interface Bound {
  readonly parts: number
  readonly kilobytes: number
  /** Of Node 20; others cut themselves into other modules. */
  readonly builtIn: number
}

const isNode20 = process.versions.node.startsWith('20.')

const holds = ({parts, bytes, builtIn}: Figures, most: Bound): void => {
  expect(parts).toBeLessThanOrEqual(most.parts)
  expect(bytes / 1000).toBeLessThanOrEqual(most.kilobytes)
  if (isNode20) expect(builtIn.length).toBeLessThanOrEqual(most.builtIn)
}

test.each([
  ['--version', {parts: 2, kilobytes: 5, builtIn: 29}],
  ['--help', {parts: 13, kilobytes: 225, builtIn: 29}],
  ['status --short', {parts: 23, kilobytes: 255, builtIn: 47}],
])('%s loads little, and nothing that starts programs', (line, most) => {
  const figures = started(line.split(' '), line !== '--version')
  holds(figures, most)
  expect(figures.builtIn).not.toContain('child_process')
})

test('the first screen loads what draws it and no library of a probe, and a move writes little', async () => {
  const {home, env, figures} = place()
  writeFileSync(join(home, 'x.md'), '# X\n\n## 1. One\n- [ ] first\n- [ ] second\n')
  const args = ['x.md', '--trust', '--lang', 'en', '--operator', 'Ayşe', '--home', home]
  const terminal = openTerminal(process.execPath, ['--require', hook, '--', program, ...args], {
    cwd: home,
    env: {...env, TERM: 'xterm-256color'},
    columns: 120,
    rows: 40,
  })
  onTestFinished(async () => {
    if (!terminal.hasLeft()) terminal.signal('SIGKILL')
    await terminal.leaves
    terminal.emulator.dispose()
  })
  const operator = lookAt(terminal)
  await operator.sees(/› .*first/)
  await operator.breathes()
  const before = operator.bytes().length
  operator.press('down')
  await operator.sees(/› .*second/)
  // A second may have passed meanwhile: then the clock was drawn too.
  expect(operator.bytes().length - before).toBeLessThanOrEqual(1000)
  operator.press('q')
  await operator.leaves
  const loaded = figures()
  holds(loaded, {parts: 84, kilobytes: 2750, builtIn: 92})
  for (const name of ['http', 'https', 'tls', 'worker_threads', 'internal/deps/undici/undici'])
    expect(loaded.builtIn).not.toContain(name)
})

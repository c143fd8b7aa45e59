import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync} from 'node:fs'
import {join} from 'node:path'
import {type Bench, type BenchRow, type Figure, medianOf, ratioOf} from './row.ts'
import {bigSite, defaultSite, type Site} from './site.ts'
import {cursorBefore, openTty} from './tty.ts'

const shown = {most: 3.2}
const said = {most: 1.25}

interface Started {
  /** Until the first frame had come that shows the first item. */
  readonly frame: number
  /** Until a key that was pressed at that moment was answered. */
  readonly answered: number
}

const startOnScreen = async (program: string, site: Site, home: string): Promise<Started> => {
  const tty = openTty(program, [...site.args, '--home', home], site)
  try {
    const frame = await tty.until(cursorBefore(site.first[0]))
    const from = tty.bytes()
    tty.write('\u001B[B')
    const answered = await tty.until(cursorBefore(site.first[1]), from)
    return {frame: frame - tty.startedAt, answered: answered - tty.startedAt}
  } finally {
    await tty.kill()
  }
}

/** Starts the program by its file, as a shell does, and node with nothing to do, in turns. */
const measure = async ({program, directory, runs}: Bench): Promise<readonly Figure[]> => {
  const place = join(directory, 'start')
  mkdirSync(place)
  const env = {PATH: process.env.PATH ?? '', HOME: place, LC_ALL: 'C.UTF-8'}
  const newHome = (): string => mkdtempSync(join(place, 'home-'))
  const sites = [defaultSite, bigSite].map(make => make({directory: place, program, web: null}))
  const timed = (file: string, args: readonly string[], code = 0): number => {
    const began = performance.now()
    const {status} = spawnSync(file, [...args], {env, cwd: place, stdio: 'ignore'})
    const took = performance.now() - began
    if (status !== code) throw new Error(`${file} ${args.join(' ')}: ${status}`)
    return took
  }
  const empty = newHome()
  const inUse = newHome()
  const [site] = sites
  if (site === undefined) throw new Error('no site')
  spawnSync(program, [...site.args, '--plain', '--home', inUse], {env, cwd: site.cwd, input: 'quit\n'})
  const starts: Readonly<Record<string, () => number>> = {
    '--version': () => timed(program, ['--version']),
    '--help': () => timed(program, ['--help']),
    'status --short, nothing open': () => timed(program, ['status', '--short', '--home', empty]),
    'status --short, a session open': () => timed(program, ['status', '--short', '--home', inUse], 3),
  }
  // Once each before it counts: what is read from the disk is then in memory.
  for (const start of Object.values(starts)) start()
  const bare: number[] = []
  const bareOnTerminal: number[] = []
  const took = new Map<string, number[]>()
  const add = (name: string, ms: number): void => {
    took.set(name, [...(took.get(name) ?? []), ms])
  }
  for (let run = 0; run < runs; run++) {
    bare.push(timed(process.execPath, ['-e', '0']))
    const tty = openTty(process.execPath, ['-e', '0'], {cwd: place, env})
    await tty.left
    bareOnTerminal.push(performance.now() - tty.startedAt)
    for (const [name, start] of Object.entries(starts)) add(name, start())
    for (const each of sites) {
      const {frame, answered} = await startOnScreen(program, each, newHome())
      add(`${each.name} runbook, first frame`, frame)
      add(`${each.name} runbook, first key answered`, answered)
    }
  }
  return [
    {name: 'node -e 0', value: medianOf(bare), unit: 'ms'},
    {name: 'node -e 0, on a terminal', value: medianOf(bareOnTerminal), unit: 'ms'},
    ...[...took].flatMap(([name, values]): readonly Figure[] => {
      const demand = name.endsWith('first frame') ? shown : name.endsWith('answered') ? undefined : said
      return [
        {name, value: medianOf(values), unit: 'ms'},
        {
          name: `${name} / node -e 0`,
          value: ratioOf(values, name.includes('runbook') ? bareOnTerminal : bare),
          unit: '×',
          ...(demand === undefined ? {} : {demand}),
        },
      ]
    }),
  ]
}

export const startRow: BenchRow = {name: 'start', measure}

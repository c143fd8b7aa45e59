import {mkdirSync, mkdtempSync} from 'node:fs'
import {join} from 'node:path'
import {down, pressKeys, sitDown, up} from './keys.ts'
import {type Bench, type BenchRow, type Figure, medianOf, shareOf} from './row.ts'
import {bigSite, defaultSite, type Site} from './site.ts'
import {openEcho, silence, type Tty} from './tty.ts'
import {startWeb} from './web.ts'

const presses = 150
const end = '\u001B[F'
const home = '\u001B[H'

/** While fifty readings a second come: how long a key waits, and how many bytes a second nobody has asked for. */
const underLoad = async (
  program: string,
  {site, home, echo, floods}: {site: Site; home: string; echo: Tty; floods: boolean},
  answered: () => number,
): Promise<readonly Figure[]> => {
  const tty = await sitDown(program, site, home, floods)
  try {
    // Past the first looks, which all come at once.
    await silence(2000)
    const {ours, raw} = await pressKeys(tty, echo, {site, presses})
    const from = tty.bytes()
    const before = answered()
    const began = performance.now()
    await silence(5000)
    const seconds = (performance.now() - began) / 1000
    const of = floods ? `${site.name}, a child writing` : site.name
    return [
      {name: `${of}: key to bytes, p50`, value: medianOf(ours), unit: 'ms', demand: {most: 8}},
      {name: `${of}: key to bytes, p99`, value: shareOf(ours, 0.99), unit: 'ms', demand: {most: 25}},
      {name: `${of}: a raw echo beside it, p50`, value: medianOf(raw), unit: 'ms'},
      {name: `${of}: a raw echo beside it, p99`, value: shareOf(raw, 0.99), unit: 'ms'},
      {name: `${of}: readings a second`, value: (answered() - before) / seconds, unit: ''},
      {
        name: `${of}: bytes a second that nobody caused`,
        value: (tty.bytes() - from) / seconds,
        unit: 'bytes',
        demand: {most: 5000},
      },
    ]
  } finally {
    site.endFlood()
    await tty.kill()
  }
}

/** With nothing else going on: the bytes that one key makes. */
const inSilence = async (program: string, site: Site, homeOfRun: string): Promise<readonly Figure[]> => {
  const tty = await sitDown(program, site, homeOfRun, false)
  const bytesOf = async (keys: readonly string[]): Promise<number> => {
    const counts: number[] = []
    for (const key of keys) {
      const from = tty.bytes()
      tty.write(key)
      await tty.until(text => text.includes('?2026l'), from)
      await silence(100)
      counts.push(tty.bytes() - from)
    }
    return medianOf(counts)
  }
  const pairs = (first: string, second: string): readonly string[] =>
    Array.from({length: 20}, (_, at) => (at % 2 === 0 ? first : second))
  try {
    await silence(1000)
    return [
      {
        name: `${site.name}: bytes a move`,
        value: await bytesOf(pairs(down, up)),
        unit: 'bytes',
        demand: {most: 600},
      },
      {
        name: `${site.name}: bytes a scroll to the other end`,
        value: await bytesOf(pairs(end, home)),
        unit: 'bytes',
        demand: {most: 6000},
      },
    ]
  } finally {
    await tty.kill()
  }
}

const measure = async ({program, directory}: Bench): Promise<readonly Figure[]> => {
  const place = join(directory, 'key')
  mkdirSync(place)
  const newHome = (): string => mkdtempSync(join(place, 'home-'))
  const web = await startWeb()
  const loud = join(place, 'loud')
  const quiet = join(place, 'quiet')
  const echo = await openEcho({cwd: place, env: {PATH: process.env.PATH ?? ''}})
  const figures: Figure[] = []
  try {
    for (const [make, floods] of [
      [defaultSite, false],
      [bigSite, true],
    ] as const) {
      const still = make({directory: quiet, program, web: null})
      figures.push(...(await inSilence(program, still, newHome())))
      const site = make({directory: loud, program, web: web.url, flood: floods})
      figures.push(...(await underLoad(program, {site, home: newHome(), echo, floods}, web.answered)))
    }
    return figures
  } finally {
    await echo.kill()
    await web.stop()
  }
}

export const keyRow: BenchRow = {name: 'key', measure}

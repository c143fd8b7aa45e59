import {mkdirSync, mkdtempSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {sitDown} from './keys.ts'
import {type Bench, type BenchRow, type Figure, medianOf} from './row.ts'
import {bigSite, defaultSite} from './site.ts'
import {silence} from './tty.ts'
import {startWeb} from './web.ts'

const residentMB = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) / 1000

/** The part of the time that is not counted: what is compiled and cached in it is not lost. */
const warmUp = 1 / 5
const flat = {most: 1.1}

/** Two screens that are left alone with their probes, fifty readings a second on each, and how large they stay. */
const measure = async ({program, directory, minutes}: Bench): Promise<readonly Figure[]> => {
  const place = join(directory, 'memory')
  mkdirSync(place)
  const web = await startWeb()
  const sites = [defaultSite, bigSite].map(make => make({directory: place, program, web: web.url}))
  const screens = await Promise.all(
    sites.map(async site => ({
      site,
      tty: await sitDown(program, site, mkdtempSync(join(place, 'home-')), false),
      sizes: [] as number[],
    })),
  )
  try {
    const until = performance.now() + minutes * 60_000
    while (performance.now() < until) {
      for (const {tty, sizes} of screens) sizes.push(residentMB(tty.pid))
      await silence(250)
    }
    return [
      {name: 'watched for, in minutes', value: minutes, unit: ''},
      {name: 'readings taken', value: web.answered(), unit: ''},
      ...screens.flatMap(({site, sizes}): readonly Figure[] => {
        const counted = sizes.slice(Math.floor(sizes.length * warmUp))
        const quarter = Math.floor(counted.length / 4)

        const first = medianOf(counted.slice(0, quarter))
        const last = medianOf(counted.slice(-quarter))
        return [
          {name: `${site.name}: in the first quarter`, value: first, unit: 'MB'},
          {name: `${site.name}: in the last quarter`, value: last, unit: 'MB'},
          {name: `${site.name}: last quarter / first quarter`, value: last / first, unit: '×', demand: flat},
        ]
      }),
    ]
  } finally {
    for (const {tty} of screens) await tty.kill()
    await web.stop()
  }
}

export const memoryRow: BenchRow = {name: 'memory', measure}

import {execFile} from 'node:child_process'
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {promisify} from 'node:util'
import type {CheckReport} from './check-report.ts'
import {type BenchRow, type Figure, medianOf} from './row.ts'
import {startWeb} from './web.ts'

const run = promisify(execFile)

const counts = [
  {probes: 20, most: 1.1},
  {probes: 200, most: 1.2},
  {probes: 1000, most: 1.6},
] as const

/** What the slowest answer waits for. The others are spread over half of that. */
const slowest = 1000

// Required before the program: the longest time that its loop took nothing, from the first connection to the last's end.
const stallWatch = (into: string): string => `
const {subscribe} = require('node:diagnostics_channel')
let began = false
let last = 0
let longest = 0
let counted = 0
const look = () => {
  const now = performance.now()
  if (began) longest = Math.max(longest, now - last - 1)
  last = now
}
setInterval(look, 1).unref()
subscribe('net.client.socket', ({socket}) => {
  if (!began) { last = performance.now(); began = true }
  socket.once('close', () => { look(); counted = longest })
})
process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(into)}, String(counted)))
`

const wait = (at: number, of: number): number =>
  at === 0 ? slowest : Math.round(slowest / 2 + (((at * 7919) % of) / of) * (slowest / 2 - 20))

/** Probes that all look at once: how much longer that takes than the slowest of them, and whether keys would have waited. */
export const probesRow: BenchRow = {
  name: 'probes',
  measure: async ({program, directory, runs}) => {
    const place = join(directory, 'probes')
    mkdirSync(place)
    const stallFile = join(place, 'stall')
    writeFileSync(join(place, 'watch.cjs'), stallWatch(stallFile))
    const web = await startWeb()
    const figures: Figure[] = []
    try {
      for (const {probes, most} of counts) {
        const names = Array.from({length: probes}, (_, at) => `p${at}`)
        writeFileSync(
          join(place, 'bench.md'),
          `# Bench\n\n## 1. All\n${names.map(name => `- [ ] ${name} <!-- {probe: ${name}} -->\n`).join('')}`,
        )
        writeFileSync(
          join(place, 'bench.probes.yaml'),
          `probes:\n${names.map((name, at) => `  ${name}: {type: http, url: '${web.url}/${wait(at, probes)}', timeout: 20s, expect: {status: 200, json: {status: ok}}}\n`).join('')}`,
        )
        const walls: number[] = []
        const stalls: number[] = []
        for (let at = 0; at < Math.min(runs, 5); at++) {
          // A check in which not everything passes ends with another code, and its report says why.
          const {stdout} = await run(
            process.execPath,
            ['--require', join(place, 'watch.cjs'), program, 'check', 'bench.md', '--format', 'json'],
            {
              cwd: place,
              env: {PATH: process.env.PATH ?? '', HOME: place, LC_ALL: 'C.UTF-8'},
              maxBuffer: 64 * 1024 * 1024,
            },
          ).catch((error: {readonly stdout: string}) => error)
          const {durationMs, items} = JSON.parse(stdout) as CheckReport
          const other = items.find(item => item.outcome !== 'pass')
          if (items.length !== probes || other !== undefined)
            throw new Error(`a probe did not pass: ${other?.summary}`)
          walls.push(durationMs)
          stalls.push(Number(readFileSync(stallFile, 'utf8')))
        }
        const name = `${probes.toLocaleString('en-US')} probes`
        figures.push(
          {
            name: `${name}: all of them / the slowest answer (1 s)`,
            value: medianOf(walls) / slowest,
            unit: '×',
            demand: {most},
          },
          {
            name: `${name}: longest stall of the loop`,
            value: medianOf(stalls),
            unit: 'ms',
            demand: {most: 16},
          },
        )
      }
      return figures
    } finally {
      await web.stop()
    }
  },
}

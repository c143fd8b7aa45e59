import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {pressKeys, sitDown} from './keys.ts'
import type {Kept, OutputInput} from './output-task.ts'
import {type Bench, type BenchRow, type Figure, medianOf, ratioOf, shareOf} from './row.ts'
import {runTask} from './run-task.ts'
import {defaultSite} from './site.ts'
import {openEcho} from './tty.ts'

const mega = 1_000_000
const times = 8
const secrets = {
  DB_PASSWORD: 'hunter2-of-the-bench',
  HOOK: 'https://hooks.example.org/T0/B1/xyz',
  TOKEN: 'tops3cret!',
}

/** Some 32 MB of what a server writes; a secret stands in one line of a thousand. */
const log = (): string => {
  const lines = Array.from({length: 1000}, (_, at) =>
    at === 500
      ? `Nov 24 03:12:55 app-1 web[811]: connecting with ${secrets.DB_PASSWORD}\n`
      : `Nov 24 03:12:55 app-1 web[811]: GET /invoices/${4000 + at}?page=${at % 9} 200 in ${at % 70} ms\n`,
  ).join('')
  return lines.repeat(Math.ceil((32 * mega) / lines.length))
}

const keysMeanwhile = async (program: string, place: string): Promise<readonly Figure[]> => {
  const site = defaultSite({directory: place, program, web: null, flood: true})
  const echo = await openEcho({cwd: place, env: {PATH: process.env.PATH ?? ''}})
  const tty = await sitDown(program, site, mkdtempSync(join(place, 'home-')), true)
  try {
    const {ours, raw} = await pressKeys(tty, echo, {site, presses: 100})
    return [
      {name: 'keys answered meanwhile, p50', value: medianOf(ours), unit: 'ms', demand: {most: 8}},
      {name: 'keys answered meanwhile, p99', value: shareOf(ours, 0.99), unit: 'ms', demand: {most: 25}},
      {name: 'a raw echo beside them, p50', value: medianOf(raw), unit: 'ms'},
      {name: 'a raw echo beside them, p99', value: shareOf(raw, 0.99), unit: 'ms'},
    ]
  } finally {
    site.endFlood()
    await tty.kill()
    await echo.kill()
  }
}

const measure = async ({program, tasks, directory, runs}: Bench): Promise<readonly Figure[]> => {
  const place = join(directory, 'output')
  mkdirSync(place)
  const source = join(place, 'server.log')
  writeFileSync(source, log())
  const text = `cat ${Array.from({length: times}, () => `'${source}'`).join(' ')}`
  const kept: Kept[] = []
  const ours: number[] = []
  const bare: number[] = []
  for (let run = 0; run < Math.min(runs, 3); run++) {
    const directoryOfRun = join(place, `run-${run}`)
    const input: OutputInput = {directory: directoryOfRun, text, secrets}
    const one = await runTask<Kept>(tasks, 'output', input)
    kept.push(one)
    ours.push(one.bytes / mega / (one.ms / 1000))
    rmSync(directoryOfRun, {recursive: true})
    const copy = join(place, 'copy')
    const began = performance.now()
    spawnSync('bash', ['-c', `${text} > '${copy}'`])
    bare.push(one.bytes / mega / ((performance.now() - began) / 1000))
    rmSync(copy)
  }
  const keys = await keysMeanwhile(program, place)
  return [
    {name: 'through the runner, redacted', value: medianOf(ours), unit: 'MB/s', demand: {least: 100}},
    {name: 'cat > file', value: medianOf(bare), unit: 'MB/s'},
    {name: 'cat > file / through the runner', value: ratioOf(bare, ours), unit: '×'},
    {
      name: `the runner’s growth over ${Math.round((kept[0]?.bytes ?? 0) / mega)} MB`,
      value: medianOf(kept.map(each => each.growth)),
      unit: 'MB',
      demand: {most: 50},
    },
    ...keys,
  ]
}

export const outputRow: BenchRow = {name: 'output', measure}

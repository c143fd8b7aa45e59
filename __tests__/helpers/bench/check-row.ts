import {execFile} from 'node:child_process'
import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {promisify} from 'node:util'
import type {CheckReport} from './check-report.ts'
import {distance} from './far.ts'
import {type Bench, type BenchRow, type Figure, medianOf, ratioOf} from './row.ts'
import {putStackFarAway, startStack} from './stack.ts'

const run = promisify(execFile)

const probeNeeds: Readonly<Record<string, readonly string[]>> = {
  database: [],
  redis: [],
  health: [],
  certificate: [],
  celery: ['redis'],
}

const probesFile = `probes:
  database: {type: postgres, host: '\${DB_HOST}', port: '\${DB_PORT}', database: '\${DB_NAME}', user: '\${DB_USER}', password: '\${DB_PASSWORD}'}
  redis: {type: redis, url: '\${REDIS_URL}'}
  health: {type: http, url: '\${HEALTH_URL}', expect: {status: 200, json: {status: ok}}}
  certificate: {type: tls, host: localhost, port: '\${TLS_PORT}', ca: '\${CA_FILE}'}
  celery: {type: celery, broker: '\${CELERY_BROKER_URL}', workers: {min: 1}, needs: redis}
`

const runbook = `# Bench\n\n## 1. All\n${Object.keys(probeNeeds)
  .map(name => `- [ ] ${name} <!-- {id: ${name}, probe: ${name}} -->`)
  .join('\n')}\n`

/** What an operator types instead, one after the other; each line fails where the thing is not well. */
const byHand = `set -e -o pipefail
PGPASSWORD="$DB_PASSWORD" psql -h "$DB_HOST" -p "$DB_PORT" -U "$DB_USER" -d "$DB_NAME" -XAtc 'select 1' | grep -qx 1
redis-cli -p "$REDIS_PORT" ping | grep -qx PONG
curl -fsS "$HEALTH_URL" | grep '"status": "ok"' >/dev/null
openssl s_client -connect "localhost:$TLS_PORT" -servername localhost -verify_hostname localhost \\
  -CAfile "$CA_FILE" -verify_return_error </dev/null 2>/dev/null | openssl x509 -noout -checkend 1209600 >/dev/null
/usr/bin/python3 -m celery -b "$CELERY_BROKER_URL" inspect ping | grep pong >/dev/null
`

/** The longest way through the probes, each after what it needs. */
const longestChain = ({items}: CheckReport): number => {
  const took = new Map(items.map(({probe, durationMs}) => [probe, durationMs ?? 0]))
  const chain = (name: string): number =>
    (took.get(name) ?? 0) + Math.max(0, ...(probeNeeds[name] ?? []).map(chain))
  return Math.max(...Object.keys(probeNeeds).map(chain))
}

const timed = async <T>(act: () => Promise<T>): Promise<{readonly took: number; readonly value: T}> => {
  const began = performance.now()
  const value = await act()
  return {took: performance.now() - began, value}
}

interface Servers {
  readonly of: string
  readonly env: Readonly<Record<string, string>>
}

const figuresOf = async (
  {of, env}: Servers,
  {program, place, runs}: {readonly program: string; readonly place: string; readonly runs: number},
): Promise<readonly Figure[]> => {
  const options = {
    cwd: place,
    env: {PATH: process.env.PATH ?? '', HOME: place, LC_ALL: 'C.UTF-8', ...env},
  }
  const node = process.execPath
  const check = async (): Promise<CheckReport> => {
    const {stdout} = await run(node, [program, 'check', 'bench.md', '--format', 'json'], options)
    return JSON.parse(stdout) as CheckReport
  }
  // Once each before it counts: what both read from the disk is then in memory for both.
  await check()
  await run('bash', ['by-hand.sh'], options)
  const ours: {wall: number; chain: number; inside: number}[] = []
  const theirs: number[] = []
  const bare: number[] = []
  for (let at = 0; at < runs; at++) {
    const {took, value} = await timed(check)
    ours.push({wall: took, chain: longestChain(value), inside: value.durationMs})
    theirs.push((await timed(() => run('bash', ['by-hand.sh'], options))).took)
    bare.push((await timed(() => run(node, ['-e', '0'], options))).took)
  }
  const walls = ours.map(each => each.wall)
  return [
    {name: `${of}: rollcall check, from start to exit`, value: medianOf(walls), unit: 'ms'},
    {
      name: `${of}: the longest chain of its probes`,
      value: medianOf(ours.map(each => each.chain)),
      unit: 'ms',
    },
    {name: `${of}: a shell script, one after the other`, value: medianOf(theirs), unit: 'ms'},
    {name: `${of}: node -e 0`, value: medianOf(bare), unit: 'ms'},
    {
      name: `${of}: its looks alone / longest chain`,
      value: medianOf(ours.map(({inside, chain}) => inside / chain)),
      unit: '×',
    },
    {
      name: `${of}: check / longest chain`,
      value: medianOf(ours.map(({wall, chain}) => wall / chain)),
      unit: '×',
      demand: {most: 1.3},
    },
    {name: `${of}: shell script / check`, value: ratioOf(theirs, walls), unit: '×', demand: {least: 5}},
  ]
}

const measure = async ({program, directory, runs}: Bench): Promise<readonly Figure[]> => {
  const place = join(directory, 'check')
  mkdirSync(place)
  writeFileSync(join(place, 'bench.md'), runbook)
  writeFileSync(join(place, 'bench.probes.yaml'), probesFile)
  writeFileSync(join(place, 'by-hand.sh'), byHand)
  const stack = await startStack(place)
  try {
    const far = await putStackFarAway(stack)
    try {
      return [
        ...(await figuresOf({of: 'on this host', env: stack.env}, {program, place, runs})),
        ...(await figuresOf({of: `${distance} ms away`, env: far.env}, {program, place, runs})),
      ]
    } finally {
      await far.stop()
    }
  } finally {
    await stack.stop()
  }
}

export const checkRow: BenchRow = {name: 'check', measure}

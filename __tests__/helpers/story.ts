import {chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {hostname} from 'node:os'
import {dirname, join} from 'node:path'
import {onTestFinished} from 'vitest'
import {readJournal} from '#src/durable/journal.ts'
import type {EventOf, EventType, SessionEvent} from '#src/session/events.ts'
import {type Account, type Operator, runOnce, sitDown} from './operator.ts'
import {scratch} from './scratch.ts'

interface Circumstances {
  readonly home?: string
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  readonly account?: Account
  readonly trusting?: boolean
}

/** A directory with a runbook, scripts that record their own runs, and a home of its own for rollcall. */
export interface Place {
  readonly dir: string
  readonly home: string
  readonly runbook: string
  readonly write: (name: string, text: string | Uint8Array) => string
  /** A bash script below the directory that first records its name and arguments. */
  readonly script: (name: string, body: string) => void
  /** Shell text that waits until there is a file `gate` in the directory, or no directory any more. */
  readonly waitsForGate: string
  /** What was run, in order, one line each: the name, how many arguments, and those. */
  readonly runs: () => readonly string[]
  /** Starts a session on the runbook and waits for the first prompt. */
  readonly start: (args?: readonly string[], other?: Circumstances) => Promise<Started>
  /** Sits down at the program, with `--plain`; in English unless told otherwise. */
  readonly sit: (args: readonly string[], other?: Circumstances) => Operator
  readonly once: (args: readonly string[], other?: Circumstances) => ReturnType<typeof runOnce>
  readonly session: (id: string) => string
  readonly journal: (id: string) => string
  readonly events: (id: string) => readonly SessionEvent[]
  readonly happened: <T extends EventType>(id: string, type: T) => readonly EventOf<T>[]
}

export interface Started {
  readonly operator: Operator
  readonly id: string
  /** Everything up to the first prompt. */
  readonly greeting: string
}

export const sessionId = (printed: string): string => {
  const id = /\b\d{8}-\d{4}-[0-9a-z]{4}\b/.exec(printed)?.[0]
  if (id === undefined) throw new Error(`no session is named in:\n${printed}`)
  return id
}

/** The head that was printed when a session was left or ended. */
export const headHash = (printed: string): string => {
  const hash = printed.match(/\b[0-9a-f]{64}\b/g)?.at(-1)
  if (hash === undefined) throw new Error(`no head hash in:\n${printed}`)
  return hash
}

export const setUpPlace = (
  runbook: string | Uint8Array,
  probes: string | null = null,
  env: Readonly<Record<string, string>> = {},
): Place => {
  const dir = scratch()
  const home = join(scratch(), 'home')
  const write = (name: string, text: string | Uint8Array): string => {
    const path = join(dir, name)
    mkdirSync(dirname(path), {recursive: true})
    writeFileSync(path, text)
    return path
  }
  const path = write('night.md', runbook)
  if (probes !== null) write('night.probes.yaml', probes)
  const optionsOf = (other: Circumstances) => ({
    cwd: other.cwd ?? dir,
    home: other.home ?? home,
    ...(other.account === undefined ? {} : {account: other.account}),
    ...(other.trusting === undefined ? {} : {trusting: other.trusting}),
    env: {PATH: `${join(dir, 'bin')}:${process.env.PATH ?? ''}`, TZ: 'UTC', ...env, ...other.env},
  })
  const sit: Place['sit'] = (args, other = {}) => {
    const operator = sitDown([...args, '--plain'], optionsOf(other))
    onTestFinished(async () => {
      operator.kill('SIGKILL')
      await operator.leaves
    })
    return operator
  }
  const events = (id: string): readonly SessionEvent[] =>
    readJournal(join(home, 'sessions', id, 'journal.jsonl')).events as readonly SessionEvent[]
  return {
    dir,
    home,
    runbook: path,
    write,
    waitsForGate: `while [ -d '${dir}' ] && [ ! -e '${dir}/gate' ]; do sleep 0.05; done`,
    script: (name, body) => {
      const record = `printf '%s\\n' "$(basename "$0") [$#] $*" >> '${dir}/runs'`
      chmodSync(write(name, `#!/bin/bash\n${record}\n${body}\n`), 0o755)
    },
    runs: () =>
      existsSync(join(dir, 'runs'))
        ? readFileSync(join(dir, 'runs'), 'utf8').replace(/\n$/, '').split('\n')
        : [],
    start: async (args = [], other = {}) => {
      const operator = sit([path, ...args], other)
      const greeting = await operator.sees('rollcall> ')
      return {operator, greeting, id: sessionId(greeting)}
    },
    sit,
    once: (args, other = {}) => runOnce(args, optionsOf(other)),
    session: id => join(home, 'sessions', id),
    journal: id => join(home, 'sessions', id, 'journal.jsonl'),
    events,
    happened: <T extends EventType>(id: string, type: T) =>
      events(id).filter((event): event is EventOf<T> => event.type === type),
  }
}

/** The name that a dangerous command wants typed where no target is named. */
export const thisHost = hostname()

/** Every file below a directory, as it is on disk. Sockets and FIFOs have no content. */
export const filesBelow = (dir: string): readonly {readonly path: string; readonly bytes: Buffer}[] =>
  readdirSync(dir, {recursive: true, encoding: 'utf8'})
    .map(name => join(dir, name))
    .filter(path => statSync(path).isFile())
    .map(path => ({path, bytes: readFileSync(path)}))

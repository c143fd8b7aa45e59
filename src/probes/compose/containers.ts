/** One container of a service, as docker compose tells it. */
export interface Container {
  /** Null where only the container's own name is known (v1). */
  readonly service: string | null
  readonly name: string
  /** Docker's word: running, exited, restarting, paused, created, dead, removing. */
  readonly state: string
  readonly health: 'healthy' | 'unhealthy' | 'starting' | null
  readonly exitCode: number | null
}

type Fields = Readonly<Record<string, unknown>>

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const healthOf = (text: string): Container['health'] =>
  text === 'healthy' || text === 'unhealthy' || text === 'starting' ? text : null

// Up to 2.20 no labels are told; then the name shows that it was made by `run`.
const isOneOff = (fields: Fields): boolean =>
  /oneoff=true/i.test(textOf(fields.Labels)) || /[-_]run[-_][0-9a-f]{8,}$/.test(textOf(fields.Name))

const containerOf = (fields: Fields): Container | null => {
  const service = textOf(fields.Service)
  const state = textOf(fields.State).toLowerCase()
  if (service === '' || state === '') return null
  return {
    service,
    name: textOf(fields.Name),
    state,
    health: healthOf(textOf(fields.Health).toLowerCase()),
    exitCode: typeof fields.ExitCode === 'number' ? fields.ExitCode : null,
  }
}

/** What `ps --format json` of v2 prints: one array, or since 2.21 a line for each container. Null for anything else. */
export const parseJson = (text: string): readonly Container[] | null => {
  const trimmed = text.trim()
  if (trimmed === '') return []
  const parts = trimmed.startsWith('[') ? [trimmed] : trimmed.split('\n')
  const containers: Container[] = []
  try {
    const told: unknown[] = parts.flatMap(part => JSON.parse(part) as unknown)
    for (const entry of told) {
      if (typeof entry !== 'object' || entry === null) return null
      const fields = entry as Fields
      const container = containerOf(fields)
      if (container === null) return null
      if (!isOneOff(fields)) containers.push(container)
    }
  } catch {
    return null
  }
  return containers
}

// v1 pads its columns with three spaces; the command in between may hold anything.
const v1State =
  /\s{3}(Up(?: \((?:healthy|unhealthy|health: starting|Paused)\))?|Exit -?\d+|Restarting|Paused|Created|Removing|Dead)(?:\s{2,}|\s*$)/

const v1Words: Readonly<Record<string, string>> = {
  Up: 'running',
  Exit: 'exited',
  Restarting: 'restarting',
  Paused: 'paused',
  Created: 'created',
  Removing: 'removing',
  Dead: 'dead',
}

/** The table that `ps` of v1 prints. Null where it is not one. */
export const parseTable = (text: string): readonly Container[] | null => {
  const lines = text.split('\n').map(line => line.trimEnd())
  const rule = lines.findIndex(line => /^-{5,}$/.test(line))
  if (rule < 1 || !/\bName\b.*\bState\b/.test(lines[rule - 1] ?? '')) return null
  const containers: Container[] = []
  for (const line of lines.slice(rule + 1)) {
    const name = /^\S+/.exec(line)?.[0]
    const said = v1State.exec(line)?.[1]
    if (name === undefined || said === undefined || /_run_[0-9a-f]+$/.test(name)) continue
    const [word = ''] = said.split(' ')
    const detail = /\((?:health: )?(.*)\)/.exec(said)?.[1] ?? ''
    containers.push({
      service: null,
      name,
      state: detail === 'Paused' ? 'paused' : (v1Words[word] ?? word.toLowerCase()),
      health: healthOf(detail),
      exitCode: word === 'Exit' ? Number(said.split(' ')[1]) : null,
    })
  }
  return containers
}

/** The containers with their services: v1 names them PROJECT_SERVICE_NUMBER. */
export const withServices = (
  containers: readonly Container[],
  services: readonly string[],
): readonly Container[] => {
  // `app_db_1` is of `app_db`, where there is such a service, rather than of `db`.
  const longestFirst = [...services].sort((a, b) => b.length - a.length)
  return containers.map(container => {
    if (container.service !== null) return container
    const base = container.name.replace(/[_-]\d+$/, '')
    const service = longestFirst.find(
      each => base === each || base.endsWith(`_${each}`) || base.endsWith(`-${each}`),
    )
    return {...container, service: service ?? null}
  })
}

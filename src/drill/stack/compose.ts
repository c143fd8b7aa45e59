import {readFileSync} from 'node:fs'
import {setTimeout as delay} from 'node:timers/promises'
import type {Layout} from '../layout.ts'
import {type Container, isService, type ServiceName, type Services, serviceNames} from './services.ts'

export interface Said {
  readonly stdout: string
  readonly stderr: string
  readonly code: number
}

const said = (stdout: string, code = 0): Said => ({stdout, stderr: '', code})
const refused = (stderr: string, code = 1): Said => ({stdout: '', stderr: `${stderr}\n`, code})

const statusOf = ({state, exitCode}: Container): string =>
  state === 'running'
    ? 'Up (healthy)'
    : state === 'starting'
      ? 'Up (health: starting)'
      : state === 'exited'
        ? `Exited (${exitCode})`
        : 'Created'

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  return rows
    .map(
      row =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('   ')
          .trimEnd()}\n`,
    )
    .join('')
}

const asJson = (container: Container): string =>
  `${JSON.stringify({
    Name: container.name,
    Service: container.service,
    Project: 'finasis',
    State: container.state === 'starting' ? 'running' : container.state,
    Health: container.state === 'running' ? 'healthy' : container.state === 'starting' ? 'starting' : '',
    ExitCode: container.exitCode,
  })}\n`

const ps = ({containers}: Services, args: readonly string[]): Said => {
  const named = args.filter(isService)
  const all = args.includes('-a') || args.includes('--all')
  const shown = containers.filter(
    each =>
      (named.length === 0 || named.includes(each.service)) &&
      (all || each.state === 'running' || each.state === 'starting'),
  )
  if (args.includes('json')) return said(shown.map(asJson).join(''))
  return said(
    table([['NAME', 'SERVICE', 'STATUS'], ...shown.map(each => [each.name, each.service, statusOf(each)])]),
  )
}

const lastLines = (path: string, count: number, prefix: string): string => {
  try {
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
    return lines
      .slice(-count)
      .map(line => `${prefix} | ${line}\n`)
      .join('')
  } catch {
    return ''
  }
}

const logs = ({djangoLog, nginxLog}: Layout, args: readonly string[]): Said => {
  const asked = Number(
    args.map(word => /^--tail=(\d+)$/.exec(word)?.[1]).find(word => word !== undefined) ?? 200,
  )
  return said(
    lastLines(nginxLog, Math.ceil(asked / 4), 'finasis-nginx-1') +
      lastLines(djangoLog, asked, 'finasis-web-1  '),
  )
}

/** What stands in for `docker compose`: it acts on the drill's own processes and knows as much of it as a night needs. */
export const createCompose =
  (services: Services, layout: Layout, pace: number) =>
  async (words: readonly string[]): Promise<Said> => {
    const args = [...words]
    while (args[0] === '-f' || args[0] === '-p' || args[0] === '--file') {
      const [option, value = ''] = args.splice(0, 2)
      if (option !== '-p' && value !== 'docker-compose.prod.yml')
        return refused(`open ${value}: no such file or directory`)
    }
    const [verb = '', ...rest] = args
    const named = rest.filter(word => !word.startsWith('-'))
    const unknown = ['up', 'stop', 'start', 'restart', 'down', 'kill'].includes(verb)
      ? named.find(word => !isService(word))
      : undefined
    if (unknown !== undefined) return refused(`no such service: ${unknown}`)
    const chosen: readonly ServiceName[] = named.length === 0 ? serviceNames : named.filter(isService)
    const stop = async (): Promise<string> => {
      await delay(pace)
      await Promise.all(chosen.map(service => services.stop(service)))
      return chosen.map(service => ` Container finasis-${service}-1  Stopped\n`).join('')
    }
    const start = async (): Promise<string> => {
      await delay(pace)
      for (const service of serviceNames) if (chosen.includes(service)) await services.start(service)
      return chosen.map(service => ` Container finasis-${service}-1  Started\n`).join('')
    }
    try {
      switch (verb) {
        case 'config':
          return said(serviceNames.map(name => `${name}\n`).join(''))
        case 'ps':
          return ps(services, rest)
        case 'logs':
          return logs(layout, rest)
        case 'stop':
        case 'down':
        case 'kill':
          return said(await stop())
        case 'up':
        case 'start':
          return said(await start())
        case 'restart':
          return said((await stop()) + (await start()))
        case 'version':
          return said('Docker Compose version v2.0.0-drill\n')
        default:
          return refused(
            `unknown docker command: "compose ${verb}" (the drill has config, ps, logs, up, start, stop, restart, down)`,
          )
      }
    } catch (error) {
      return refused(error instanceof Error ? error.message : String(error))
    }
  }

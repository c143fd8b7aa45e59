import {formatDuration} from '#src/text/duration.ts'
import {lastLine} from '../command.ts'
import {type Finding, type Look, notPassed} from '../driver.ts'
import {type ProgramEnd, runProgram} from '../program.ts'
import {type Container, parseJson, parseTable} from './containers.ts'

export type Told<T> = {readonly ok: true; readonly value: T} | {readonly ok: false; readonly finding: Finding}

/** Docker compose in the version that is here. */
export interface Compose {
  readonly services: readonly string[]
  readonly containers: readonly Container[]
  /** The containers of one service, by whatever name. */
  readonly containersOf: (service: string) => Promise<readonly Container[]>
}

/** What v1 does not know, and what a docker without the plugin says to `docker compose -f`. */
const noPlugin = /is not a docker command|unknown command|unknown shorthand flag|unknown flag/i
const noFormat = /no such option|unknown flag|^usage:|Display running|invalid format/im

/** Asks docker compose, as a plugin or as a program, for the services that the files declare and for their containers. */
export const askCompose = async (look: Look, args: readonly string[]): Promise<Told<Compose>> => {
  // Wide, or v1 breaks its rows.
  const env = {...look.env, COLUMNS: '1000'}
  const run = (tool: readonly string[], more: readonly string[]): Promise<ProgramEnd> => {
    const [file = '', ...first] = tool
    return runProgram({
      file,
      args: [...first, ...args, ...more],
      cwd: look.cwd,
      env,
      deadline: look.deadline,
    })
  }
  const both = (tool: readonly string[]) =>
    Promise.all([run(tool, ['config', '--services']), run(tool, ['ps', '-a', '--format', 'json'])])

  let tool: readonly string[] = ['docker', 'compose']
  let [config, ps] = await both(tool)
  if (isMissing(config)) {
    tool = ['docker-compose']
    ;[config, ps] = await both(tool)
  }
  if (config.kind !== 'ended' || config.code !== 0) return {ok: false, finding: failureOf(config, look)}
  const services = config.output.text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
  const read = (end: ProgramEnd): Told<readonly Container[]> => {
    if (end.kind !== 'ended' || end.code !== 0) return {ok: false, finding: failureOf(end, look)}
    const value = parseJson(end.output.text) ?? parseTable(end.output.text)
    if (value !== null) return {ok: true, value}
    const said = [lastLine(end.output.text)].filter(line => line !== '')
    return {
      ok: false,
      finding: notPassed('error', look.texts.hostSights['compose-rubbish'](), {evidence: said}),
    }
  }
  const isOld = ps.kind === 'ended' && ps.code !== 0 && noFormat.test(ps.errors.text + ps.output.text)
  const list = isOld ? ['ps', '-a'] : ['ps', '-a', '--format', 'json']
  const containers = read(isOld ? await run(tool, list) : ps)
  if (!containers.ok) return containers
  const containersOf = async (service: string): Promise<readonly Container[]> => {
    const found = read(await run(tool, [...list, service]))
    return found.ok ? found.value.map(container => ({...container, service})) : []
  }
  return {ok: true, value: {services, containers: containers.value, containersOf}}
}

const isMissing = (end: ProgramEnd): boolean =>
  end.kind === 'not-started'
    ? end.code === 'ENOENT'
    : end.kind === 'ended' && end.code !== 0 && noPlugin.test(end.errors.text)

const failureOf = (end: ProgramEnd, look: Look): Finding => {
  const {hostSights: words, language} = look.texts
  if (end.kind === 'not-started')
    return end.code === 'ENOENT'
      ? notPassed('not-configured', words['no-compose']())
      : notPassed(
          'permission',
          words['program-not-started']({name: words.compose(), cause: lastLine(end.code)}),
        )
  const evidence = end.errors.text
    .split('\n')
    .slice(-10)
    .map(lastLine)
    .filter(line => line !== '')
  if (end.kind === 'time-over') {
    const limit = formatDuration(look.deadline.limit, language)
    return notPassed('timeout', words['compose-slow']({limit}), {evidence})
  }
  const text = end.errors.text
  const said = lastLine(text)
  if (/permission denied/i.test(text) && /docker/i.test(text) && /sock|daemon|connect/i.test(text))
    return notPassed('permission', words['compose-no-permission'](), {evidence})
  if (
    /(cannot|couldn't|could not|can't) connect to (the )?docker|docker daemon running|error during connect|error while fetching server API version/i.test(
      text,
    )
  )
    return notPassed('refused', words['compose-no-daemon']({said}), {evidence})
  if (
    /no configuration file|suitable configuration file|no such file or directory|FileNotFoundError/i.test(
      text,
    )
  )
    return notPassed('not-configured', words['compose-no-file']({said}), {evidence})
  return notPassed('error', words['compose-failed']({code: end.code ?? -1, said}), {evidence})
}

import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {type Container, withServices} from './compose/containers.ts'
import {askCompose, type Compose} from './compose/tool.ts'
import {type Driver, type Finding, type Look, notPassed, pass} from './driver.ts'

interface Options {
  readonly file?: readonly string[]
  readonly project?: string
  readonly services?: readonly string[]
  readonly except?: readonly string[]
}

/** Every service that the compose files declare: there, up, not restarting, healthy where it has a health check. */
export const compose: Driver = async look => {
  const options = look.options as Options
  const {hostSights: words} = look.texts
  const files = (options.file ?? []).filter(file => file !== '').flatMap(file => ['-f', file])
  const project = options.project === undefined || options.project === '' ? [] : ['-p', options.project]
  const told = await askCompose(look, [...files, ...project])
  if (!told.ok) return told.finding
  const {services} = told.value
  if (services.length === 0) return notPassed('no-data', words['compose-no-services']())
  const unknown = [...(options.services ?? []), ...(options.except ?? [])].filter(
    each => !services.includes(each),
  )
  if (unknown.length > 0)
    return notPassed(
      'not-configured',
      words['compose-unknown-service']({services: joinSafe(unknown.map(safe), ', ')}),
    )
  const containers = await everyContainer(told.value)
  return judge(options.services ?? services, new Set(options.except), containers, look)
}

/** Those of v1 too whose name does not tell their service. */
const everyContainer = async (told: Compose): Promise<readonly Container[]> => {
  const named = withServices(told.containers, told.services)
  const isStray = named.some(container => container.service === null)
  if (!isStray) return named
  const without = told.services.filter(service => !named.some(each => each.service === service))
  const found = await Promise.all(without.map(told.containersOf))
  return [...named, ...found.flat()]
}

const judge = (
  services: readonly string[],
  mayEnd: ReadonlySet<string>,
  containers: readonly Container[],
  look: Look,
): Finding => {
  const {hostSights: words} = look.texts
  const evidence: Safe[] = []
  const bad: Safe[] = []
  let up = 0
  for (const service of services) {
    const own = containers.filter(container => container.service === service)
    const fault = faultOf(service, own, mayEnd.has(service), look)
    const state =
      own.length === 0
        ? words['service-missing']({service: safe(service)})
        : words['service-line']({service: safe(service), state: joinSafe(own.map(stateOf), ', ')})
    evidence.push(state)
    if (fault === null) up++
    else bad.push(fault)
  }
  const project = containers.map(projectOf).find(name => name !== null) ?? null
  const values = {up, services: services.length, project}
  if (bad.length === 0) return pass(words['compose-well']({up, of: services.length}), {values, evidence})
  const summary = words['compose-bad']({bad: joinSafe(bad, ', '), up, of: services.length})
  return notPassed('mismatch', summary, {values, evidence})
}

// Containers are called by their project, their service and a number, joined by what the version joins with.
const projectOf = ({name, service}: Container): string | null => {
  const at = service === null ? -1 : name.lastIndexOf(service)
  if (service === null || at < 2) return null
  return /^[_-]\d+$/.test(name.slice(at + service.length)) && /[_-]/.test(name[at - 1] ?? '')
    ? name.slice(0, at - 1)
    : null
}

const stateOf = ({state, health, exitCode}: Container): Safe =>
  safe(
    `${state}${health === null ? '' : ` (${health})`}${state === 'exited' && exitCode !== null ? ` (${exitCode})` : ''}`,
  )

/** What is wrong with a service; of several containers the first that is not well tells it. */
const faultOf = (
  name: string,
  containers: readonly Container[],
  mayEnd: boolean,
  {texts}: Look,
): Safe | null => {
  const {hostSights: words} = texts
  const service = safe(name)
  if (containers.length === 0) return mayEnd ? null : words['service-missing']({service})
  for (const {state, health, exitCode} of containers) {
    switch (state) {
      case 'running':
        if (health === 'unhealthy') return words['service-unhealthy']({service})
        if (health === 'starting') return words['service-starting']({service})
        break
      case 'exited':
        // What may end has to have ended well.
        if (!(mayEnd && exitCode === 0))
          return words['service-exited']({service, code: safe(exitCode === null ? '?' : String(exitCode))})
        break
      case 'restarting':
        return words['service-restarting']({service})
      default:
        return words['service-state']({service, state: safe(state)})
    }
  }
  return null
}

import type {ChildProcess} from 'node:child_process'
import {setTimeout as delay} from 'node:timers/promises'
import {endProcess} from './service.ts'

export const serviceNames = ['db', 'redis', 'web', 'worker', 'nginx'] as const
export type ServiceName = (typeof serviceNames)[number]

export const isService = (name: string): name is ServiceName =>
  (serviceNames as readonly string[]).includes(name)

/** One process that stands in for a container. */
export interface Container {
  readonly service: ServiceName
  readonly name: string
  state: 'created' | 'running' | 'starting' | 'exited'
  exitCode: number
  child: ChildProcess | null
}

export interface ServicePlan {
  readonly count: number
  /** Resolves when it works. */
  readonly start: (index: number) => Promise<ChildProcess>
  readonly signal: NodeJS.Signals
  /** Nobody waits for it: it works later, by itself. */
  readonly later?: () => number
}

export interface Services {
  readonly containers: readonly Container[]
  readonly isUp: (service: ServiceName) => boolean
  readonly start: (service: ServiceName) => Promise<void>
  readonly stop: (service: ServiceName, signal?: NodeJS.Signals) => Promise<void>
  readonly stopAll: () => Promise<void>
}

/** The processes of the drill's system, started and stopped as compose would its containers. */
export const createServices = (plans: Readonly<Record<ServiceName, ServicePlan>>): Services => {
  const containers = serviceNames.flatMap(service =>
    Array.from(
      {length: plans[service].count},
      (_, index): Container => ({
        service,
        name: `finasis-${service}-${index + 1}`,
        state: 'created',
        exitCode: 0,
        child: null,
      }),
    ),
  )
  const of = (service: ServiceName): readonly Container[] =>
    containers.filter(each => each.service === service)

  const run = async (container: Container, index: number): Promise<void> => {
    const child = await plans[container.service].start(index)
    container.child = child
    container.state = 'running'
    const ended = (): void => {
      if (container.child !== child) return
      container.child = null
      container.state = 'exited'
      container.exitCode = child.exitCode ?? 137
    }
    if (child.exitCode !== null || child.signalCode !== null) ended()
    else child.once('exit', ended)
  }

  const stop = async (service: ServiceName, signal = plans[service].signal): Promise<void> => {
    await Promise.all(
      of(service).map(async container => {
        const {child} = container
        if (container.state === 'starting') container.state = 'exited'
        if (child !== null) await endProcess(child, signal)
      }),
    )
  }

  return {
    containers,
    isUp: service => of(service).every(container => container.state === 'running'),
    start: async service => {
      const wait = plans[service].later?.() ?? 0
      const idle = of(service).filter(container => container.child === null && container.state !== 'starting')
      for (const container of idle) container.state = 'starting'
      const begin = async (): Promise<void> => {
        if (wait > 0) await delay(wait)
        await Promise.all(
          idle.map((container, index) =>
            container.state === 'starting' ? run(container, index) : undefined,
          ),
        )
      }
      const begun = begin()
      if (wait === 0) await begun
      else begun.catch(() => undefined)
    },
    stop,
    stopAll: async () => {
      await Promise.all(serviceNames.map(service => stop(service, service === 'db' ? 'SIGQUIT' : 'SIGKILL')))
    },
  }
}

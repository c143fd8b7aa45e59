import type {ProbeSpec} from '#src/runbook/types.ts'
import type {Reading} from '#src/session/reading.ts'
import {dispatch, withNeeds} from './dispatcher.ts'
import type {Sight, Vantage} from './vantage.ts'

export interface LoopOptions {
  readonly vantage: Vantage
  readonly look: (spec: ProbeSpec) => Promise<Sight>
  /** The probes that are looked at just now; asked again at every turn. */
  readonly wanted: () => readonly ProbeSpec[]
  /** Milliseconds after a look's end until the next one; null: only when asked for. */
  readonly interval: (spec: ProbeSpec, sight: Sight) => number | null
  /** Milliseconds from a look's beginning in which there is no other, whoever asks; 0 where it is left out. */
  readonly rest?: (spec: ProbeSpec) => number
  readonly onSight: (sight: Sight) => void
  /** Nothing is under way and nothing will be by itself. */
  readonly onIdle?: () => void
  readonly onFault: (error: unknown) => void
}

export interface Loop {
  /** Looks now with these, or with every wanted probe, whatever their interval says. */
  readonly recheck: (names?: readonly string[]) => void
  /** What was seen is about another state: each probe is due as soon as it is wanted. */
  readonly forget: () => void
  /** Begins looking with what is wanted now and was not before. */
  readonly refresh: () => void
  /** Looks no more than is under way; `onIdle` tells its end. */
  readonly finish: () => void
  /** Begins nothing any more and tells nothing; resolves when what is under way has ended. */
  readonly stop: () => Promise<void>
}

/** Keeps looking: each probe on its interval, in batches that bring what they need, none twice at a time. */
export const createLoop = (options: LoopOptions): Loop => {
  const {vantage, wanted, interval} = options
  const dueAt = new Map<string, number>()
  const beganAt = new Map<string, number>()
  const latest = new Map<string, Reading>()
  const running = new Set<string>()
  const asked = new Set<string>()
  const batches = new Set<Promise<void>>()
  let timer: NodeJS.Timeout | null = null
  let soon: NodeJS.Immediate | null = null
  let isFinishing = false
  let isStopped = false

  const dueTime = (spec: ProbeSpec): number => {
    const due = asked.has(spec.name) ? undefined : dueAt.get(spec.name)
    const began = beganAt.get(spec.name)
    const rested = began === undefined ? Number.NEGATIVE_INFINITY : began + (options.rest?.(spec) ?? 0)
    return Math.max(rested, due ?? Number.NEGATIVE_INFINITY)
  }

  const isFree = (spec: ProbeSpec): boolean =>
    !running.has(spec.name) && withNeeds(spec.needs, vantage.spec).every(need => !running.has(need.name))

  /** What is due, and of what it needs that which does not stand. */
  const batchOf = (due: readonly ProbeSpec[]): readonly ProbeSpec[] => {
    const names = new Set(due.map(spec => spec.name))
    const fallen = withNeeds(names, vantage.spec).filter(
      spec => names.has(spec.name) || latest.get(spec.name)?.outcome !== 'pass',
    )
    return fallen
  }

  const finish = (sight: Sight): void => {
    const {probe} = sight.reading
    running.delete(probe)
    latest.set(probe, sight.reading)
    // Told first: when the next is due depends on what this one comes to.
    if (!isStopped) options.onSight(sight)
    const spec = vantage.spec(probe)
    const wait = spec === null ? null : interval(spec, sight)
    dueAt.set(probe, wait === null ? Number.POSITIVE_INFINITY : performance.now() + wait)
    pumpSoon()
  }

  // Many sights come in one turn, and each pump looks at every probe.
  const pumpSoon = (): void => {
    soon ??= setImmediate(pump)
  }

  const begin = (batch: readonly ProbeSpec[]): void => {
    for (const spec of batch) {
      running.add(spec.name)
      beganAt.set(spec.name, performance.now())
      asked.delete(spec.name)
    }
    const done = dispatch({
      probes: batch,
      vantage,
      look: options.look,
      known: name => latest.get(name) ?? null,
      onSight: finish,
    })
      .then(() => undefined, options.onFault)
      .finally(() => {
        batches.delete(done)
        pump()
      })
    batches.add(done)
  }

  const pump = (): void => {
    if (soon !== null) clearImmediate(soon)
    soon = null
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (isStopped) return
    const now = performance.now()
    const specs = isFinishing ? [] : wanted()
    const due = specs.filter(spec => dueTime(spec) <= now && isFree(spec))
    if (due.length > 0) begin(batchOf(due))
    const next = Math.min(
      ...specs.filter(spec => !running.has(spec.name) && isFree(spec)).map(spec => dueTime(spec)),
    )
    if (Number.isFinite(next)) timer = setTimeout(pump, Math.max(0, next - now))
    else if (running.size === 0 && batches.size === 0) options.onIdle?.()
  }

  return {
    recheck: names => {
      for (const spec of wanted()) if (names === undefined || names.includes(spec.name)) asked.add(spec.name)
      pump()
    },
    forget: () => {
      dueAt.clear()
      latest.clear()
    },
    refresh: pump,
    finish: () => {
      isFinishing = true
      pump()
    },
    stop: async () => {
      isStopped = true
      if (timer !== null) clearTimeout(timer)
      timer = null
      await Promise.all(batches)
    },
  }
}

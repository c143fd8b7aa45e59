import {notPassed} from '#src/probes/driver.ts'
import type {ProbeSpec} from '#src/runbook/types.ts'
import type {Reading} from '#src/session/reading.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {sightOf} from './look.ts'
import type {Sight, Vantage} from './vantage.ts'

/** More in one turn of the loop and connections would wait for our own work, not for the other side. */
const STARTED_PER_TURN = 8

export interface Dispatch {
  /** Looked at all at once, each after what it needs. */
  readonly probes: readonly ProbeSpec[]
  readonly vantage: Vantage
  readonly look: (spec: ProbeSpec) => Promise<Sight>
  /** Each sight as it comes. */
  readonly onSight?: (sight: Sight) => void
  /** What is known of a needed probe that is not among them; null: nothing, so what needs it is blocked. */
  readonly known?: (probe: string) => Reading | null
}

/**
 * Looks with many probes at once and answers with every sight. One whose needs do not pass is not looked at: it is blocked
 * by the first cause. Latency is measured when everything else is over, since our own storm would be part of it.
 */
export const dispatch = (wanted: Dispatch): Promise<ReadonlyMap<string, Sight>> =>
  new Promise((resolve, reject) => {
    const sights = new Map<string, Sight>()
    const open = new Map(mostWaitedForFirst(wanted.probes).map(spec => [spec.name, spec]))
    const inStorm = stormOf(wanted.probes)
    let running = 0
    let isDue = false

    const finish = (spec: ProbeSpec, sight: Sight): void => {
      sights.set(spec.name, sight)
      wanted.onSight?.(sight)
    }

    const readingOf = (name: string): Reading | null =>
      sights.get(name)?.reading ?? wanted.known?.(name) ?? null

    const isOpen = (name: string): boolean => open.has(name) || pending.has(name)
    const pending = new Set<string>()

    const start = (spec: ProbeSpec): void => {
      running++
      pending.add(spec.name)
      wanted.look(spec).then(sight => {
        running--
        pending.delete(spec.name)
        finish(spec, sight)
        soon()
      }, reject)
    }

    const turn = (): void => {
      isDue = false
      let started = 0
      for (let moved = true; moved; ) {
        moved = false
        // Nothing of the storm is left: neither looked at nor waiting for it.
        const calm = running === 0 && ![...open.keys()].some(name => inStorm.has(name))
        for (const spec of [...open.values()]) {
          if (spec.needs.some(isOpen)) continue
          const blocker = spec.needs.find(need => readingOf(need)?.outcome !== 'pass')
          if (blocker !== undefined) {
            open.delete(spec.name)
            finish(spec, blockedSight(spec, blocker, readingOf(blocker), wanted.vantage))
            moved = true
            continue
          }
          if (!inStorm.has(spec.name) && !calm) continue
          if (started === STARTED_PER_TURN) {
            soon()
            return
          }
          open.delete(spec.name)
          start(spec)
          started++
        }
      }
      if (running === 0 && open.size === 0) resolve(sights)
    }

    const soon = (): void => {
      if (isDue) return
      isDue = true
      setImmediate(() => {
        try {
          turn()
        } catch (error) {
          reject(error)
        }
      })
    }
    soon()
  })

/** What the longest chain waits for begins first, since the chain's length is what all of them together take. */
const mostWaitedForFirst = (probes: readonly ProbeSpec[]): readonly ProbeSpec[] => {
  const lengths = new Map<string, number>()
  const lengthFrom = (spec: ProbeSpec): number => {
    const known = lengths.get(spec.name)
    if (known !== undefined) return known
    const length = 1 + Math.max(0, ...probes.filter(each => each.needs.includes(spec.name)).map(lengthFrom))
    lengths.set(spec.name, length)
    return length
  }
  return [...probes].sort((one, other) => lengthFrom(other) - lengthFrom(one))
}

/** The probes that make the storm: all but those that measure latency, and those that wait for one of them. */
const stormOf = (probes: readonly ProbeSpec[]): ReadonlySet<string> => {
  const quiet = new Set(probes.filter(measuresLatency).map(spec => spec.name))
  for (let size = -1; size !== quiet.size; ) {
    size = quiet.size
    for (const spec of probes) if (spec.needs.some(need => quiet.has(need))) quiet.add(spec.name)
  }
  return new Set(probes.map(spec => spec.name).filter(name => !quiet.has(name)))
}

const measuresLatency = (spec: ProbeSpec): boolean => spec.options.latency !== undefined

/** Not looked at, because of the dead thing at the bottom of it: one cause, one alarm. */
export const blockedSight = (
  spec: ProbeSpec,
  need: string,
  reading: Reading | null,
  vantage: Vantage,
): Sight => {
  const by = reading?.blockedBy ?? need
  return sightOf(spec, notPassed('blocked', blockedSummary(by, reading, vantage)), {
    vantage,
    beganAt: vantage.now(),
    durationMs: null,
    blockedBy: by,
  })
}

const blockedSummary = (by: string, reading: Reading | null, {texts}: Vantage): Safe => {
  if (reading === null) return texts.probing['blocked-unlooked']({by: safe(by)})
  // What is blocked by something blocked tells the first cause already.
  if (reading.blockedBy !== null) return safe(reading.summary)
  return texts.probing.blocked({by: safe(by), cause: safe(reading.summary)})
}

/** The probes together with all that they need, directly or not, each once. */
export const withNeeds = (
  names: Iterable<string>,
  spec: (name: string) => ProbeSpec | null,
): readonly ProbeSpec[] => {
  const found = new Map<string, ProbeSpec>()
  const queue = [...names]
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const probe = found.has(name) ? null : spec(name)
    if (probe === null) continue
    found.set(name, probe)
    queue.push(...probe.needs)
  }
  return [...found.values()]
}

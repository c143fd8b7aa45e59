import {createDeadline, TimeIsOver, within} from '#src/net/deadline.ts'
import {type Driver, type Finding, notPassed, type ResolvedOptions} from '#src/probes/driver.ts'
import {drivers} from '#src/probes/drivers.ts'
import type {ProbeSpec} from '#src/runbook/types.ts'
import type {Reading} from '#src/session/reading.ts'
import {formatDuration} from '#src/text/duration.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'

import {type ResolvedProbe, resolveProbe} from './resolve-probe.ts'
import {sinceOf} from './since.ts'
import type {LookRequest, Sight, Vantage} from './vantage.ts'

/** Drivers by type, loaded when they are needed. */
export type KnownDrivers = Readonly<Record<string, (() => Promise<Driver>) | undefined>>

/** For a driver to say what it was waiting for, and to close what it opened, once its time is over. */
const GRACE = 1_000

/**
 * One look of one probe. Never throws and always ends: a driver that does not keep its deadline is not waited for, one
 * that throws is a reading `error`.
 */
export const look = async (
  spec: ProbeSpec,
  vantage: Vantage,
  request: LookRequest,
  known: KnownDrivers = drivers,
): Promise<Sight> => {
  const beganAt = vantage.now()
  const began = performance.now()
  const finding = await findingOf(spec, vantage, request, known).catch((error: unknown) =>
    notPassed('error', vantage.texts.probing['driver-fault']({cause: safe(messageOf(error))})),
  )
  return sightOf(spec, finding, {vantage, beganAt, durationMs: Math.round(performance.now() - began)})
}

/** A finding as the reading that is shown and kept: no secret of ours stands in it, whatever the driver wrote. */
export const sightOf = (
  spec: ProbeSpec,
  finding: Finding,
  at: {
    readonly vantage: Vantage
    readonly beganAt: Date
    readonly durationMs: number | null
    readonly blockedBy?: string
  },
): Sight => {
  const {redact} = at.vantage
  const reading: Reading = {
    probe: spec.name,
    outcome: finding.outcome,
    reason: finding.reason,
    summary: redact(finding.summary),
    warning: finding.warning === null ? null : redact(finding.warning),
    beganAt: at.beganAt.toISOString(),
    durationMs: at.durationMs,
    blockedBy: at.blockedBy ?? null,
    values: Object.fromEntries(
      Object.entries(finding.values).map(([name, value]) => [
        name,
        typeof value === 'string' ? redact(value) : value,
      ]),
    ),
  }
  return {reading, evidence: finding.evidence.map(line => safe(redact(line)))}
}

const findingOf = async (
  spec: ProbeSpec,
  vantage: Vantage,
  request: LookRequest,
  known: KnownDrivers,
): Promise<Finding> => {
  const {texts} = vantage
  // Only what the operator has confirmed may touch anything; where it depends on a variable, the look leaves that part out.
  if (spec.effects && spec.effectsWith === undefined && !request.effects)
    return notPassed('no-data', texts.probing['needs-confirmation']())
  if (spec.type === 'command' && vantage.mayRun === false)
    return notPassed('permission', texts.probing['not-trusted']())
  const resolution = resolveProbe(spec, vantage.lookup)
  if (!resolution.ok) return notConfigured(resolution.missing, vantage)
  const missing: string[] = []
  const borrowed = (name: string): ResolvedOptions => {
    const other = vantage.spec(name)
    const resolved = other === null ? null : resolveProbe(other, vantage.lookup)
    if (resolved === null) return {}
    if (resolved.ok) return resolved.probe.options
    missing.push(...resolved.missing)
    throw new MissingVariables()
  }
  const driver = await driverOf(spec, known)
  if (driver === null) return notPassed('error', texts.probing['no-driver']({type: safe(spec.type)}))
  const {probe} = resolution
  try {
    const finding = await underDeadline(driver, spec, vantage, {probe, request, borrowed})
    return byDefault(spec, finding, probe, vantage)
  } catch (error) {
    if (error instanceof MissingVariables) return notConfigured(missing, vantage)
    throw error
  }
}

/** Thrown through a driver that borrows the options of a probe which is not configured. */
class MissingVariables extends Error {
  override readonly name = 'MissingVariables'
}

const notConfigured = (missing: readonly string[], {texts}: Vantage): Finding =>
  notPassed(
    'not-configured',
    texts.probing['not-configured']({names: joinSafe([...new Set(missing)].map(safe), ', ')}),
  )

const driverOf = async (spec: ProbeSpec, known: KnownDrivers): Promise<Driver | null> => {
  const load = Object.hasOwn(known, spec.type) ? known[spec.type] : undefined
  return load === undefined ? null : load()
}

const underDeadline = async (
  driver: Driver,
  spec: ProbeSpec,
  vantage: Vantage,
  what: {
    readonly probe: ResolvedProbe
    readonly request: LookRequest
    readonly borrowed: (name: string) => ResolvedOptions
  },
): Promise<Finding> => {
  const {request, probe} = what
  if (vantage.cancel?.aborted === true) return overTime(spec, vantage)
  const deadline = createDeadline(spec.timeout, vantage.cancel)
  const patience = createDeadline(spec.timeout + GRACE, vantage.cancel)
  try {
    return await within(
      patience,
      driver({
        probe: spec.name,
        options: probe.options,
        purpose: request.purpose,
        samples: spec.samples,
        effects: request.effects && probe.effects,
        deadline,
        texts: vantage.texts,
        cwd: vantage.cwd,
        env: vantage.env,
        baseline: vantage.baseline(spec.name),
        since: sinceOf(probe.options, vantage),
        borrowed: what.borrowed,
        now: vantage.now,
      }),
    )
  } catch (error) {
    if (!(error instanceof TimeIsOver) && !deadline.isOver()) throw error
    return overTime(spec, vantage)
  } finally {
    deadline.end()
    patience.end()
  }
}

const overTime = (spec: ProbeSpec, {texts}: Vantage): Finding => {
  const limit: Safe = formatDuration(spec.timeout, texts.language)
  return notPassed('timeout', texts.probing['time-over-after']({limit}))
}

/** A default address at which nothing was ever found says nothing of the system: nobody said that it is there. */
const byDefault = (spec: ProbeSpec, finding: Finding, probe: ResolvedProbe, vantage: Vantage): Finding => {
  const place = probe.byDefault
  const isNobody = finding.reason === 'refused' || finding.reason === 'timeout' || finding.reason === 'dns'
  if (place === null || !isNobody || vantage.hasAnswered(spec.name)) return finding
  const summary = vantage.texts.probing['nothing-there']({
    address: safe(place.address),
    host: safe(vantage.host),
    variable: safe(place.variable),
    cause: finding.summary,
  })
  return notPassed('not-configured', summary, {values: finding.values, evidence: finding.evidence})
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

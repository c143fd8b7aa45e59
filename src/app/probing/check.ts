import {existsSync} from 'node:fs'
import {type Context, operatorName} from '#src/app/context.ts'
import {type Loaded, loadRunbook} from '#src/app/load.ts'
import {trustIn} from '#src/app/trust.ts'
import {gatherValues} from '#src/app/values.ts'
import {homePath, openHome} from '#src/durable/home.ts'
import {hostFacts} from '#src/durable/host.ts'
import {OperatorError} from '#src/errors.ts'
import type {CheckReport} from '#src/report/check-json.ts'
import {type CheckSelection, checkRows} from '#src/report/check-rows.ts'
import type {ProbeSpec, Runbook, SectionId} from '#src/runbook/types.ts'
import {probeOf, withDescendants} from '#src/runbook/walk.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {withNeeds} from './dispatcher.ts'
import {look} from './look.ts'
import {createLoop} from './loop.ts'
import type {Sight, Vantage} from './vantage.ts'

export interface CheckOptions {
  readonly sections: readonly string[]
  readonly probes: readonly string[]
  readonly effects: boolean
}

/** A runbook made ready to be looked at without a session. */
export interface Check {
  readonly runbook: Runbook
  /** What the env files could not give, and the like. */
  readonly warnings: readonly Safe[]
  /** The probes that are looked at, those included that they need. */
  readonly probes: readonly ProbeSpec[]
  readonly sights: ReadonlyMap<string, Sight>
  /** Keeps looking until nothing is due any more, the signal comes, or `mode` says so; never rejects. */
  readonly run: (mode: CheckMode) => Promise<void>
  readonly report: () => CheckReport
}

export interface CheckMode {
  /** Milliseconds from a look's end to the next; null: that was the last. */
  readonly interval: (spec: ProbeSpec, sight: Sight) => number | null
  readonly onSight: (sight: Sight) => void
  /** Nothing new begins after this; what is under way has its own deadlines. */
  readonly enough: AbortSignal
  /** Ends it: what is under way is abandoned. */
  readonly cancel: AbortSignal
}

/** Throws an OperatorError for a runbook with faults and for names that it does not have. */
export const openCheck = async (context: Context, path: string, options: CheckOptions): Promise<Check> => {
  const {texts} = context
  const loaded = loadRunbook(path, {probes: context.options.probes}, texts)
  const {runbook} = loaded
  const selection = selectionOf(runbook, options, context)
  const values = gatherValues(context, runbook, {cwd: process.cwd(), known: new Map()})
  const spec = (name: string): ProbeSpec | null => runbook.settings.probes[name] ?? null
  const leftOut = (name: string): Safe | null => {
    const probe = spec(name)
    if (probe?.type === 'session') return texts.probing['session-only']()
    const touches = probe?.effects === true && probe.effectsWith === undefined
    return touches && !options.effects ? texts.probing['has-effects']() : null
  }
  const probes = withNeeds(
    probesOf(runbook, selection).filter(name => leftOut(name) === null),
    spec,
  ).filter(probe => leftOut(probe.name) === null)
  const sights = new Map<string, Sight>()
  const answered = new Set<string>()
  const startedAt = context.now()
  const began = performance.now()
  let ended: number | null = null
  const vantage: Vantage = {
    texts,
    now: context.now,
    lookup: values.variables.lookup,
    spec,
    cwd: process.cwd(),
    env: definedOf(context.env),
    host: hostFacts().hostname,
    redact: values.secrets.redactText,
    // Without a session there is no before, and nothing that was over.
    baseline: () => null,
    moment: () => null,
    hasAnswered: name => answered.has(name),
    mayRun: !probes.some(({type}) => type === 'command') || (await isTrusted(context, loaded)),
  }
  return {
    runbook,
    warnings: values.warnings,
    probes,
    sights,
    run: mode =>
      runLoop({...vantage, cancel: mode.cancel}, probes, options.effects, {
        ...mode,
        onSight: sight => {
          const {probe, outcome, reason} = sight.reading
          if (outcome === 'pass' || reason === 'mismatch' || reason === 'auth') answered.add(probe)
          sights.set(probe, sight)
          mode.onSight(sight)
        },
      }).finally(() => {
        ended = performance.now()
      }),
    report: () => ({
      runbook: identityOf(loaded),
      startedAt: startedAt.toISOString(),
      durationMs: Math.round((ended ?? performance.now()) - began),
      rows: checkRows(runbook, selection, {sight: name => sights.get(name), leftOut}, texts),
    }),
  }
}

/** Whether the content may run programs, as for a session; a check makes no home but to keep the word that was given. */
const isTrusted = async (context: Context, loaded: Loaded): Promise<boolean> => {
  const {home: flag, trust} = context.options
  const given = trust === true
  const where = {env: context.env, ...(flag === undefined ? {} : {flag})}
  const opened = given || existsSync(homePath(where) ?? '') ? openHome(where) : null
  // Where nothing can be kept, the word holds this once.
  if (opened?.kind === 'refused' && given) return true
  const home = opened?.kind === 'open' ? opened.home : null
  const operator = given && home !== null ? await operatorName(context, home) : ''
  return trustIn(loaded, {home: home?.path ?? null, given, operator, now: context.now()}) !== null
}

const runLoop = (
  vantage: Vantage,
  probes: readonly ProbeSpec[],
  effects: boolean,
  {interval, onSight, enough, cancel}: CheckMode,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const loop = createLoop({
      vantage,
      look: spec => look(spec, vantage, {purpose: 'look', effects}),
      wanted: () => probes,
      // What changes something runs once, whatever it said.
      interval: (spec, sight) => (spec.effects ? null : interval(spec, sight)),
      onSight,
      onIdle: resolve,
      onFault: reject,
    })
    const end = (): void => void loop.stop().then(resolve, reject)
    if (cancel.aborted) end()
    else {
      cancel.addEventListener('abort', end, {once: true})
      enough.addEventListener('abort', () => loop.finish(), {once: true})
      loop.refresh()
    }
  })

const identityOf = ({runbook, source}: Loaded): CheckReport['runbook'] => ({
  title: runbook.title,
  path: source.path,
  sha256: source.sha256,
})

const probesOf = (runbook: Runbook, {sections, probes}: CheckSelection): readonly string[] => {
  if (probes !== null && sections === null) return probes
  const names = runbook.sections
    .filter(section => sections === null || sections.has(section.id))
    .flatMap(section => section.items.map(probeOf))
    .filter(name => name !== null)
  return [...new Set(names)].filter(name => probes === null || probes.includes(name))
}

const selectionOf = (runbook: Runbook, options: CheckOptions, {texts}: Context): CheckSelection => {
  const sections = new Set<SectionId>()
  for (const asked of options.sections) {
    const found = runbook.sections.filter(section => section.id === asked || section.number === asked)
    if (found.length === 0) {
      const known = joinSafe(
        runbook.sections.map(section => safe(section.id)),
        ', ',
      )
      throw new OperatorError([texts.probing['no-such-section']({section: safe(asked), known})])
    }
    for (const section of found)
      for (const each of withDescendants(runbook, section.id)) sections.add(each.id)
  }
  const names = Object.keys(runbook.settings.probes)
  for (const probe of options.probes) {
    if (names.includes(probe)) continue
    const known = joinSafe(names.map(safe), ', ')
    throw new OperatorError([texts.probing['no-such-probe']({probe: safe(probe), known})])
  }
  return {
    sections: options.sections.length === 0 ? null : sections,
    probes: options.probes.length === 0 ? null : options.probes,
  }
}

const definedOf = (env: Context['env']): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

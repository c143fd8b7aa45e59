import type {IdentityFact, Runbook, SensedFact} from '#src/runbook/types.ts'
import type {Live} from './state.ts'

/** One thing that a target is known by. */
export interface KnownBy {
  readonly fact: IdentityFact
  /** What was sensed just now; null: nobody could look, or there is nothing to look with. */
  readonly found: string | null
  /** What the probes file says that it has to be; null: anything. */
  readonly expected: string | null
}

const facts: readonly SensedFact[] = ['database', 'environment', 'compose-project', 'version']

/** What is known of which system this is, the host first; facts that are neither expected nor sensed are left out. */
export const identityOf = (runbook: Runbook, live: Live): readonly KnownBy[] => {
  const expect = runbook.settings.target?.expect ?? {}
  return [
    {fact: 'host' as const, found: live.host, expected: expect.host ?? null},
    ...facts.map(fact => ({fact, found: sensed(runbook, live, fact), expected: expect[fact] ?? null})),
  ].filter(({found, expected}) => found !== null || expected !== null)
}

/** What was sensed and is not what it has to be: on this nothing dangerous starts. */
export const mismatches = (runbook: Runbook, live: Live): readonly KnownBy[] =>
  identityOf(runbook, live).filter(
    ({found, expected}) => found !== null && expected !== null && found !== expected,
  )

/** What has to be something and could not be sensed: a warning, not a refusal. */
export const unsensed = (runbook: Runbook, live: Live): readonly KnownBy[] =>
  identityOf(runbook, live).filter(({found, expected}) => found === null && expected !== null)

/** The probes that tell which system this is. */
export const identityProbes = (runbook: Runbook): readonly string[] =>
  facts.flatMap(fact => sourceOf(runbook, fact)?.probe ?? [])

const sourceOf = (runbook: Runbook, fact: SensedFact) =>
  runbook.settings.target?.sense[fact] ?? usualSource(runbook, fact)

const sensed = (runbook: Runbook, live: Live, fact: SensedFact): string | null => {
  const from = sourceOf(runbook, fact)
  const value = from === null ? undefined : live.readings.get(from.probe)?.values[from.value]
  return value === undefined || value === null || value === '' ? null : String(value)
}

/** Where nothing is said, the first probe that connects to a database, and the first that asks docker compose. */
const usualSource = (
  {settings}: Runbook,
  fact: SensedFact,
): {readonly probe: string; readonly value: string} | null => {
  const probes = Object.values(settings.probes)
  const found =
    fact === 'database'
      ? probes.find(({type, options}) => type === 'postgres' && options.connection === undefined)
      : fact === 'compose-project'
        ? probes.find(({type}) => type === 'compose')
        : undefined
  return found === undefined ? null : {probe: found.name, value: fact === 'database' ? 'database' : 'project'}
}

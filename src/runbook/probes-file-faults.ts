import {variablesIn} from '#src/checks/template.ts'
import {checks, type ProbeFields} from '#src/checks/types.ts'
import {joinSafe, safe} from '#src/text/safe.ts'
import type {Fault, FaultDetail} from './faults.ts'
import {needsCycles} from './probe-needs.ts'
import type {ProbesFile} from './probes-file-schema.ts'
import {suggest} from './suggestion.ts'
import type {ProbeSpec} from './types.ts'
import {findPasswords, type PasswordFinding} from './written-passwords.ts'
import type {FieldPath} from './yaml-path.ts'

interface Placed {
  readonly path: FieldPath
  readonly severity: Fault['severity']
  readonly detail: FaultDetail
}

const error = (path: FieldPath, detail: FaultDetail): Placed => ({path, severity: 'error', detail})

/** A suggestion costs a comparison with every name, and nobody reads more than these. */
const MOST_UNKNOWN = 100

const unknownNeeds = (probes: Readonly<Record<string, ProbeFields>>): readonly Placed[] => {
  const names = Object.keys(probes)
  const known = new Set(names)
  const unknown = Object.entries(probes).flatMap(([name, probe]) =>
    (probe.needs ?? []).flatMap((need, index) =>
      known.has(need) ? [] : [{path: ['probes', name, 'needs', index], need}],
    ),
  )
  return unknown
    .slice(0, MOST_UNKNOWN)
    .map(({path, need}) => error(path, {code: 'unknown-probe', name: safe(need), ...suggest(need, names)}))
}

const wrongBorrowing = (probes: Readonly<Record<string, ProbeFields>>): readonly Placed[] => {
  const types = new Map(Object.entries(probes).map(([name, probe]) => [name, probe.type]))
  return Object.entries(probes).flatMap(([name, probe]) =>
    (checks[probe.type].borrows?.(probe) ?? []).flatMap(from => {
      const path = ['probes', name, ...from.path]
      const type = types.get(from.probe)
      if (type === undefined) {
        const fitting = [...types]
          .filter(([, candidate]) => candidate === from.type)
          .map(([candidate]) => candidate)
        return [error(path, {code: 'unknown-probe', name: safe(from.probe), ...suggest(from.probe, fitting)})]
      }
      if (type === from.type) return []
      return [
        error(path, {
          code: 'borrowed-type',
          name: safe(from.probe),
          type: safe(type),
          wanted: safe(from.type),
        }),
      ]
    }),
  )
}

/** A mail server that is no smtp probe, and a webhook whose address is written out: it is as good as a password. */
const wrongMessages = ({messages = {}, probes = {}}: ProbesFile): readonly Placed[] => {
  const servers = Object.entries(probes).flatMap(([name, probe]) => (probe.type === 'smtp' ? [name] : []))
  return Object.entries(messages).flatMap(([audience, {webhook, mail}]) => {
    const path = ['messages', audience]
    const faults: Placed[] = []
    if (webhook !== undefined && variablesIn(webhook).every(({fallback}) => fallback))
      faults.push(error([...path, 'webhook'], {code: 'password-written'}))
    if (mail === undefined || servers.includes(mail.server)) return faults
    const name = safe(mail.server)
    const type = Object.hasOwn(probes, mail.server) ? probes[mail.server]?.type : undefined
    const at = [...path, 'mail', 'server']
    if (type === undefined)
      faults.push(error(at, {code: 'unknown-probe', name, ...suggest(mail.server, servers)}))
    else faults.push(error(at, {code: 'borrowed-type', name, type: safe(type), wanted: safe('smtp')}))
    return faults
  })
}

const unknownSenses = ({target, probes = {}}: ProbesFile): readonly Placed[] => {
  const names = Object.keys(probes)
  return Object.entries(target?.sense ?? {}).flatMap(([fact, from]) => {
    const probe = from?.split('.')[0]
    return probe === undefined || names.includes(probe)
      ? []
      : [
          error(['target', 'sense', fact], {
            code: 'unknown-probe',
            name: safe(probe),
            ...suggest(probe, names),
          }),
        ]
  })
}

const LONGEST_ROUND = 10

const cycles = (specs: Readonly<Record<string, ProbeSpec>>): readonly Placed[] => {
  const needs = Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, spec.needs]))
  return needsCycles(needs).map(cycle => {
    const shown = cycle.length > LONGEST_ROUND ? [...cycle.slice(0, LONGEST_ROUND), '…'] : cycle
    const round = joinSafe([...shown, cycle[0] ?? ''].map(safe), ' → ')
    return error(['probes', cycle[0] ?? '', 'needs'], {code: 'needs-cycle', cycle: round})
  })
}

/** Under these keys stands what is compared or looked up, never what is sent. */
const notSent = new Set([
  'expect',
  'value',
  'save',
  'csrf',
  'baseline',
  'compare',
  'queues',
  'sample',
  'migrations',
])

interface Leaf {
  readonly path: FieldPath
  readonly text: string
  /** The nearest name above, where that name may say that a secret stands here. */
  readonly under: string | null
}

const leaves = (value: unknown, path: FieldPath, sent: boolean): readonly Leaf[] => {
  if (typeof value === 'string') {
    const name = path.findLast(step => typeof step === 'string')
    return [{path, text: value, under: sent && typeof name === 'string' ? name : null}]
  }
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((entry, index) => leaves(entry, [...path, index], sent))
  return Object.entries(value).flatMap(([key, entry]) =>
    leaves(entry, [...path, key], sent && !notSent.has(key)),
  )
}

const passwordFault = (
  path: FieldPath,
  finding: PasswordFinding,
  secrets: ReadonlySet<string>,
): readonly Placed[] => {
  switch (finding.kind) {
    case 'written':
      return [error(path, {code: 'password-written'})]
    case 'default':
      return [error(path, {code: 'password-default', name: safe(finding.name)})]
    case 'variable': {
      if (secrets.has(finding.name)) return []
      return [{path, severity: 'warning', detail: {code: 'undeclared-secret', name: safe(finding.name)}}]
    }
  }
}

/** Names that a step of the same probe saves: they hold no setting of the site. */
const savedBy = (probe: ProbeFields): readonly string[] =>
  probe.type === 'http' ? (probe.steps ?? []).flatMap(step => Object.keys(step.save ?? {})) : []

const passwords = (file: ProbesFile): readonly Placed[] => {
  const {probes = {}, ...rest} = file
  const secretInputs = Object.entries(file.inputs ?? {}).flatMap(([name, input]) =>
    input.secret === true ? [name] : [],
  )
  const secrets = new Set([...(file.secrets ?? []), ...secretInputs])
  const find = (found: readonly Leaf[], declared: ReadonlySet<string>) =>
    found.flatMap(({path, text, under}) =>
      findPasswords(text, {under, secrets: declared}).flatMap(finding =>
        passwordFault(path, finding, declared),
      ),
    )
  const inProbes = Object.entries(probes).flatMap(([name, probe]) =>
    find(leaves(probe, ['probes', name], true), new Set([...secrets, ...savedBy(probe)])),
  )
  return [...find(leaves(rest, [], false), secrets), ...inProbes]
}

/** What is wrong with a probes file whose every field is well-formed by itself. */
export const probesFileFaults = (
  file: ProbesFile,
  specs: Readonly<Record<string, ProbeSpec>>,
): readonly Placed[] => [
  ...unknownNeeds(file.probes ?? {}),
  ...wrongBorrowing(file.probes ?? {}),
  ...wrongMessages(file),
  ...unknownSenses(file),
  ...cycles(specs),
  ...passwords(file),
]

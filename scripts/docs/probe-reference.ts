import {celerySchema} from '#src/checks/celery.ts'
import {commonKeys} from '#src/checks/check.ts'
import {commandSchema} from '#src/checks/command.ts'
import {composeSchema} from '#src/checks/compose.ts'
import {bodyExpectation, comparison, countExpectation, valueExpectation} from '#src/checks/expectation.ts'
import {filesSchema} from '#src/checks/files.ts'
import {httpSchema} from '#src/checks/http.ts'
import {httpStep} from '#src/checks/http-step.ts'
import {logSchema} from '#src/checks/log.ts'
import {postgresSchema} from '#src/checks/postgres.ts'
import {prometheusSchema} from '#src/checks/prometheus.ts'
import {redisSchema} from '#src/checks/redis.ts'
import {sessionSchema} from '#src/checks/session.ts'
import {smtpSchema} from '#src/checks/smtp.ts'
import {tcpSchema} from '#src/checks/tcp.ts'
import {tlsSchema} from '#src/checks/tls.ts'
import {checks, type ProbeType} from '#src/checks/types.ts'
import {en} from '#src/i18n/en.ts'
import {formatDuration} from '#src/text/duration.ts'
import {jsonOf, type KeyRow, keyRows, requestKeys} from './key-rows.ts'
import {exampleFile, probeProse} from './probe-prose.ts'

const schemas = {
  http: httpSchema,
  postgres: postgresSchema,
  redis: redisSchema,
  celery: celerySchema,
  tls: tlsSchema,
  smtp: smtpSchema,
  compose: composeSchema,
  prometheus: prometheusSchema,
  log: logSchema,
  files: filesSchema,
  command: commandSchema,
  tcp: tcpSchema,
  session: sessionSchema,
} as const satisfies Readonly<Record<ProbeType, unknown>>

const types = Object.keys(checks) as readonly ProbeType[]

const cell = (text: string): string => text.replaceAll('|', '\\|')

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(row => `| ${row.map(cell).join(' | ')} |`).join('\n')

const keyTable = (rows: readonly KeyRow[]): string =>
  table(
    ['key', 'type', 'default', 'meaning'],
    rows.map(({name, type, fallback, meaning}) => [`\`${name}\``, type, fallback ?? '', meaning]),
  )

/** The mapping inside a union with a bare value. */
const mappingIn = (union: {readonly def: {readonly options: readonly unknown[]}}) =>
  (union.def.options[1] as {readonly def: {readonly shape: Parameters<typeof keyRows>[0]}}).def.shape

const time = (milliseconds: number): string => formatDuration(milliseconds, en.language)

/** Defaults can differ by what a probe is asked. */
const variants: readonly (readonly [type: ProbeType, key: string | null])[] = types.flatMap(type => {
  const deciding: Partial<Record<ProbeType, readonly string[]>> = {
    http: ['steps', 'latency'],
    postgres: ['baseline', 'integrity'],
    redis: ['sample'],
    celery: ['queues'],
  }
  return [null, ...(deciding[type] ?? [])].map(key => [type, key] as const)
})

const byType: ReadonlySet<string> = new Set(['timeout', 'every', 'samples'])

const defaultsTable = (): string =>
  table(
    ['type', '`timeout`', '`every`', '`samples`'],
    variants.map(([type, key]) => {
      const {timeout, every, samples} = checks[type].defaults(key === null ? {} : {[key]: {}})
      const name = key === null ? `\`${type}\`` : `\`${type}\` with \`${key}\``
      return [name, time(timeout), every === null ? 'when asked' : time(every), `${samples ?? 1}`]
    }),
  )

const ownRows = (type: ProbeType): readonly KeyRow[] => {
  const {shape} = schemas[type].def
  const own = Object.fromEntries(Object.entries(shape).filter(([key]) => !commonKeys.includes(key)))
  if (type !== 'http') return keyRows(own)
  // A request is the same in a step: it has one table, after this one.
  return keyRows(Object.fromEntries(Object.entries(own).filter(([key]) => !requestKeys.has(key)))).filter(
    ({name}) => !name.startsWith('steps[]'),
  )
}

const httpTables = (): readonly string[] => {
  const entries = Object.entries(httpStep.def.shape)
  const rows = (isRequest: boolean) =>
    keyTable(keyRows(Object.fromEntries(entries.filter(([key]) => requestKeys.has(key) === isRequest))))
  return [
    'A request, in the probe itself or in a step:',
    rows(true),
    'A step has these besides:',
    rows(false),
  ]
}

const sectionOf = (type: ProbeType): string => {
  const prose = probeProse[type]
  const {asks, rules, outcomes, values} = prose
  return [
    `## ${type}`,
    jsonOf(schemas[type]).description ?? '',
    asks,
    ...(ownRows(type).length === 0 ? [] : [keyTable(ownRows(type))]),
    ...(type === 'http' ? httpTables() : []),
    ...(rules.length === 0 ? [] : [rules.map(rule => `- ${rule}`).join('\n')]),
    table(['outcome', 'when'], outcomes),
    ...(values.length === 0 ? [] : [table(['value', 'meaning'], values)]),
    `\`\`\`yaml\n${exampleFile(prose)}\`\`\``,
  ].join('\n\n')
}

const reasons = [
  ['fail', 'refused', 'nobody listens, or the connection was closed or reset'],
  ['fail', 'timeout', 'no whole answer by the deadline'],
  ['fail', 'mismatch', 'it answers, and not as expected'],
  ['unknown', 'not-configured', 'a variable has no value, a setting makes no sense, a program is missing'],
  ['unknown', 'dns', 'the name leads to no address'],
  ['unknown', 'auth', 'it wants a login, or refuses the one it got'],
  ['unknown', 'permission', 'this account may not look'],
  ['unknown', 'no-data', 'there is nothing to judge, or nothing to compare with'],
  ['unknown', 'blocked', 'a probe under `needs` does not pass; that one is the cause'],
  ['unknown', 'error', 'anything else that kept us from looking'],
] as const

const commonShape = Object.fromEntries(
  Object.entries(tcpSchema.def.shape).filter(([key]) => commonKeys.includes(key) && key !== 'type'),
)

/** docs/probes.md, from the schemas that read the probes file and the prose beside them. */
export const probeReference = (): string =>
  `${[
    '<!-- Written by `npm run docs` from src/checks and scripts/docs. Change it there. -->',
    '# Probes',
    'A probe is an entry under `probes` in the probes file. It says how one thing is checked; the runbook names it (`probe`, `trigger`, `verify`, `baseline`). [The tutorial](tutorial.md) shows how; `rollcall schema` prints the JSON Schema for editors.',
    types.map(type => `[${type}](#${type})`).join(' · '),
    '## Every probe',
    'Durations are written `500ms`, `5s`, `2m`, `1h30m`. Where the type says `${…}`, variables can stand: `${NAME}`, or `${NAME:-default}`; `$${` is a plain `${`. A probe with a variable that has no value is _unknown: not configured_. Values are written as text, so `1.10` stays `1.10`. A password written out is an error: name a variable. A relative path means the directory in which the session was started.',
    keyTable(
      keyRows(commonShape).map(row => (byType.has(row.name) ? {...row, fallback: 'by type, below'} : row)),
    ),
    defaultsTable(),
    'A probe with `effects` is never repeated by itself, so `every`, `passes`, `fails` and `samples` cannot stand beside it.',
    '### Outcomes',
    'A reading is _pass_ (perhaps with a warning), _fail_ (the system does not do what is expected) or _unknown_ (we could not look). What is no pass has a reason:',
    table(['outcome', 'reason', 'when'], reasons),
    '### A value',
    'A bare text: the value, as text, is that. Or a mapping, all of which has to hold; without a value nothing holds but `exists: false`:',
    keyTable(keyRows(mappingIn(valueExpectation as never))),
    'The names of values are columns, headers, or paths into JSON such as `services.db.status` or `results.0.id`.',
    '### A text',
    'A bare text: it occurs. Or a mapping:',
    keyTable(keyRows(mappingIn(bodyExpectation as never))),
    '### A count',
    'A bare number: exactly so many. Or a mapping:',
    keyTable(keyRows(mappingIn(countExpectation as never))),
    '### A comparison',
    'With the value that the baseline holds: `same`, `changed`, `not-less`, `not-more`, `any`; or a mapping, in which what is not given is not limited:',
    keyTable(keyRows(mappingIn(comparison as never))),
    ...types.map(sectionOf),
  ].join('\n\n')}\n`

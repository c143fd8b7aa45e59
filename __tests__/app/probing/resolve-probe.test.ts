import {expect, test} from 'vitest'
import {resolveProbe} from '#src/app/probing/resolve-probe.ts'
import {parseProbesFile} from '#src/runbook/probes-file.ts'
import type {ProbeSpec} from '#src/runbook/types.ts'

const specOf = (text: string): ProbeSpec => {
  const {value, faults} = parseProbesFile(`probes:\n  it: ${text}\n`, {file: 'x.yaml'})
  const spec = value?.probes.it
  if (spec === undefined) throw new Error(JSON.stringify(faults))
  return spec
}

const resolve = (text: string, values: Readonly<Record<string, string>> = {}) =>
  resolveProbe(specOf(text), name => values[name])

test('every variable is filled in, however deep it stands', () => {
  const spec =
    "{type: http, url: '${APP}/health', expect: {json: {status: '${WORD:-ok}', list: {one-of: ['${WORD:-ok}', b]}}}}"
  expect(resolve(spec, {APP: 'https://app'})).toMatchObject({
    ok: true,
    probe: {
      options: {url: 'https://app/health', expect: {json: {status: 'ok', list: {'one-of': ['ok', 'b']}}}},
    },
  })
})

test('each variable without a value is named, once', () => {
  const spec = "{type: http, steps: [{url: '${A}${B}'}, {url: '${B}/${C:-c}'}]}"
  expect(resolve(spec, {A: 'x'})).toEqual({ok: false, missing: ['B']})
  expect(resolve(spec, {A: '', B: ''})).toEqual({ok: false, missing: ['A', 'B']})
})

test('what a flow saves stays to be filled in, and no value of the site is read as a template', () => {
  const spec = "{type: http, steps: [{url: '${APP}', save: {ID: {json: id}}}, {url: '${APP}/${ID}'}]}"
  expect(resolve(spec, {APP: 'http://${ID}'})).toMatchObject({
    probe: {options: {steps: [{url: 'http://${ID}'}, {url: 'http://$${ID}/${ID}'}]}},
  })
})

test('a probe has effects with a variable only where that has a value', () => {
  const spec = "{type: smtp, host: h, effects: {with: TO}, deliver: {to: '${TO:-}'}}"
  expect(resolve(spec)).toMatchObject({probe: {effects: false}})
  expect(resolve(spec, {TO: 'me@x'})).toMatchObject({probe: {effects: true}})
})

const database =
  "{type: postgres, url: '${DATABASE_URL:-}', host: '${DB_HOST:-localhost}', port: '${DB_PORT:-5432}', database: a, user: b}"

test.each([
  ["{type: redis, url: '${REDIS_URL:-redis://localhost:6379/0}'}", {}, ['localhost:6379', 'REDIS_URL']],
  ["{type: redis, url: '${REDIS_URL:-redis://localhost:6379/0}'}", {REDIS_URL: 'redis://r'}, null],
  ["{type: redis, url: 'redis://localhost:6379/0'}", {}, null],
  [database, {}, ['localhost:5432', 'DATABASE_URL']],
  [database, {DB_HOST: 'db'}, null],
  [database, {DB_PORT: '5433'}, null],
  [database, {DATABASE_URL: 'postgres://u@db/x'}, null],
  ["{type: http, steps: [{url: '${G:-http://g.example}/x'}]}", {}, ['g.example', 'G']],
] as const)('%s with %o looks by default at %o', (text, values, expected) => {
  const resolution = resolve(text, values)
  const byDefault = resolution.ok ? resolution.probe.byDefault : undefined
  expect(byDefault).toEqual(expected === null ? null : {address: expected[0], variable: expected[1]})
})

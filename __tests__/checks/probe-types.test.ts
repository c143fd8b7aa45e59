import {describe, expect, it} from 'vitest'
import * as z from 'zod/mini'
import {checks, probeSchema} from '#src/checks/types.ts'
import {readFields} from '#src/runbook/yaml-fields.ts'

const read = (source: string) =>
  readFields(source, probeSchema, {file: 'x.yaml', line: 1, column: 1, flow: true})
const told = (source: string) => read(source).faults.map(({at, detail}) => `${at.column} ${detail.code}`)

describe('what each type takes', () => {
  it.each([
    '{type: http, url: "${APP_URL}"}',
    '{type: http, url: x, method: POST, form: {a: b}, headers: {X: y}, follow: 3, expect: {status: [200, 3xx]}}',
    '{type: http, url: x, expect: {body: ok, size: {min: 1}, under: 2s, begins: a, ends: b, type: text/html, header: {etag: {exists: true}}}}',
    '{type: http, url: x, latency: {under: 2s}, samples: 30, fails: 2}',
    '{type: http, steps: [{url: a, csrf: true, save: {ID: {json: id}}}, {url: "${ID}"}, {connection: db, query: select 1, values: ["${ID}"], value: {min: 1}}]}',
    '{type: http, effects: true, url: x, method: POST, json: \'{"n": [1, {"t": "${X}"}]}\'}',
    '{type: postgres, url: "${DATABASE_URL}", query: select 1, expect: {value: 1}}',
    '{type: postgres, host: h, port: "${P:-5432}", baseline: {n: select 1}, compare: {n: {lose: 0.5%, gain: 10}}}',
    '{type: postgres, connection: db, integrity: [foreign-keys, indexes], every: never}',
    '{type: redis, url: x, role: master, memory: 90, persistence: true, writable: true, sample: {count: 10}}',
    '{type: celery, broker: x, every: 10s, workers: {as-before: true}, queues: {celery: {max: 100}}}',
    '{type: tls, url: x, name: y, warn-under: 30d}',
    '{type: smtp, host: x, effects: {with: MAIL_TO}, deliver: {to: "${MAIL_TO:-}"}}',
    '{type: compose, file: [a, b], except: migrate}',
    '{type: prometheus, url: x, query: up == 0, compare: {series: no-new}, except: "^job"}',
    '{type: log, path: x, level: ERROR, since: {item: rollback}, rate: not-more}',
    '{type: files, paths: [a], root: "${MEDIA_ROOT}"}',
    '{type: files, newest: {match: "backups/*.sql", since: 15m}}',
    '{type: command, run: [systemctl, is-active, nginx], expect: {code: [0, 3], output: active}}',
    '{type: tcp, host: x, port: 22, banner: SSH, timeout: 1s, passes: 3, needs: [a, b]}',
    '{type: session, requires: note-lesson}',
  ])('%s', source => {
    expect(read(source).faults).toEqual([])
  })

  it('has a line above for every type there is', () => {
    expect(Object.keys(checks).sort()).toEqual(
      [
        'http',
        'postgres',
        'redis',
        'celery',
        'tls',
        'smtp',
        'compose',
        'prometheus',
        'log',
        'files',
        'command',
        'tcp',
        'session',
      ].sort(),
    )
  })
})

describe('what it refuses', () => {
  it.each([
    ['{type: htp, url: x}', '8 wrong-choice'],
    ['{url: x}', '1 missing-key'],
    ['{type: http}', '1 needs-one-of'],
    ['{type: http, url: x, steps: [{url: y}]}', '19 not-together'],
    ['{type: http, url: x, form: {}, body: y}', '38 not-together'],
    ['{type: http, url: x, json: "{a"}', '28 wrong-value'],
    ['{type: http, url: x, latency: {under: 2s}, samples: 19}', '53 wrong-value'],
    ['{type: http, url: x, expect: {status: 2x}}', '39 wrong-value'],
    ['{type: http, url: x, save: {A: {json: a}}}', '22 unknown-key'],
    ['{type: http, steps: [{url: "${ID}"}, {url: x, save: {ID: {json: id}}}]}', '22 saved-later'],
    ['{type: http, steps: [{query: select 1}]}', '30 needs-beside'],
    ['{type: http, steps: [{url: x, query: q, connection: c}]}', '38 not-together'],
    ['{type: http, url: x, effects: true, every: 5s}', '44 effects-once'],
    ['{type: tcp, host: x, port: 1, effects: {with: A}, passes: 2}', '59 effects-once'],
    ['{type: postgres, query: select 1}', '1 needs-one-of'],
    ['{type: postgres, host: h, query: "select ${A}"}', '34 wrong-value'],
    ['{type: postgres, host: h, expect: {value: 1}}', '35 needs-beside'],
    ['{type: postgres, host: h, baseline: {a: q}, compare: {b: same}}', '58 not-among'],
    ['{type: postgres, host: h, baseline: {a: q}, compare: {a: {lose: x}}}', '65 wrong-value'],
    ['{type: celery, broker: x, every: 9s}', '34 wrong-value'],
    ['{type: celery, broker: x, workers: {}}', '36 needs-one-of'],
    ['{type: smtp, host: x, deliver: {to: a}}', '32 needs-beside'],
    ['{type: files, paths: [a]}', '22 needs-beside'],
    ['{type: log, path: x, level: "("}', '29 bad-pattern'],
    ['{type: session, requires: [note-lesso]}', '28 wrong-choice'],
    ['{type: command, run: rm}', '22 wrong-value'],
    ['{type: tcp, host: x, port: 1, timeout: 0ms}', '40 wrong-value'],
  ])('%s', (source, fault) => {
    expect(told(source)).toEqual([fault])
  })
})

it('keeps variables inside JSON for later, so that a value cannot change its form', () => {
  const {value} = read('{type: http, url: x, json: \'{"a": "${X}", "n": 1}\'}')
  expect(value).toMatchObject({json: {a: '${X}', n: 1}})
})

it('says what is a default: a count of tables or a scan only runs when asked, a ping of the workers is rare', () => {
  expect(checks.postgres.defaults({})).toMatchObject({every: 15_000})
  expect(checks.postgres.defaults({integrity: ['indexes']}).every).toBeNull()
  expect(checks.postgres.defaults({baseline: {}}).every).toBeNull()
  expect(checks.celery.defaults({}).every).toBeGreaterThanOrEqual(10_000)
  expect(checks.http.defaults({latency: {}}).samples).toBe(20)
  for (const check of Object.values(checks)) expect(check.defaults({}).timeout).toBeGreaterThan(0)
})

it('describes every key of every type, for editors', () => {
  const undescribed: string[] = []
  const look = (schema: unknown, path: string): void => {
    if (typeof schema !== 'object' || schema === null) return
    for (const [key, value] of Object.entries(schema)) {
      if (key === 'properties') {
        for (const [name, property] of Object.entries(value as Record<string, Record<string, unknown>>)) {
          if (name !== 'type' && property.description === undefined) undescribed.push(`${path}.${name}`)
        }
      }
      look(value, `${path}.${key}`)
    }
  }
  look(z.toJSONSchema(probeSchema, {io: 'input', unrepresentable: 'any'}), '')
  expect(undescribed).toEqual([])
})

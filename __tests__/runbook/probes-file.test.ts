import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {sentence} from '#src/i18n/code.ts'
import {faults as english} from '#src/i18n/en/faults.ts'
import {faults as turkish} from '#src/i18n/tr/faults.ts'
import {emptySettings, parseProbesFile} from '#src/runbook/probes-file.ts'

const parse = (source: string) => parseProbesFile(source, {file: 'x.probes.yaml'})

const told = (source: string) =>
  parse(source).faults.map(({at, detail, severity}) => `${severity} ${at.line}:${at.column} ${detail.code}`)

/** One probe, on line 2. */
const probe = (entry: string): string => `probes:\n  p: ${entry}\n`

describe('what a probes file says', () => {
  const source = `
target: {name: finasis-prod, expect: {host: app-1}}
env-files: [.env]
secrets: [DB_PASSWORD, SLACK_WEBHOOK_URL]
inputs:
  backup:
    ask: {tr: Hangi yedek?, en: Which backup?}
    pattern: '^\\d{8}_\\d{6}$'
    choices: {files: 'backups/backup_*.sql', capture: 'backup_(\\d{8}_\\d{6})\\.sql'}
  SLACK_WEBHOOK_URL: {optional: true, secret: true}
probes:
  redis: {type: redis, url: '\${REDIS_URL:-redis://localhost:6379/0}', timeout: 3s, every: 10s}
  celery: {type: celery, broker: '\${CELERY_BROKER_URL}', workers: {min: 1}, needs: [redis]}
contacts: {devops-oncall: '\${ONCALL_PHONE:-+90 555}'}
`
  it('is read whole, with defaults for what it does not say', () => {
    const {value, faults} = parse(source)
    expect(faults).toEqual([])
    expect(value).toMatchObject({
      target: {name: 'finasis-prod', expect: {host: 'app-1'}, sense: {}},
      envFiles: ['.env'],
      secrets: ['DB_PASSWORD', 'SLACK_WEBHOOK_URL'],
      contacts: {'devops-oncall': '${ONCALL_PHONE:-+90 555}'},
    })
    expect(value?.inputs.backup).toEqual({
      name: 'backup',
      ask: 'Hangi yedek?',
      pattern: '^\\d{8}_\\d{6}$',
      optional: false,
      secret: false,
      choices: {files: 'backups/backup_*.sql', capture: 'backup_(\\d{8}_\\d{6})\\.sql'},
    })
    expect(value?.inputs.SLACK_WEBHOOK_URL).toMatchObject({
      ask: null,
      optional: true,
      secret: true,
      choices: null,
    })
    expect(value?.probes.redis).toEqual({
      name: 'redis',
      type: 'redis',
      timeout: 3_000,
      every: 10_000,
      passes: 1,
      fails: 1,
      samples: 1,
      effects: false,
      needs: [],
      options: {url: '${REDIS_URL:-redis://localhost:6379/0}', role: 'any'},
      variables: [{name: 'REDIS_URL', fallback: 'redis://localhost:6379/0'}],
      position: {line: 12, column: 3},
    })
    expect(value?.probes.celery?.variables).toEqual([{name: 'CELERY_BROKER_URL', fallback: null}])
  })

  it('asks in the language of the session, else in the other one', () => {
    const inEnglish = parseProbesFile(source, {file: 'x', language: 'en'}).value
    expect(inEnglish?.inputs.backup?.ask).toBe('Which backup?')
    const onlyTurkish = parseProbesFile('inputs: {a: {ask: {tr: Ne}}}', {file: 'x', language: 'en'}).value
    expect(onlyTurkish?.inputs.a?.ask).toBe('Ne')
  })

  it('may be empty', () => {
    expect(parse('').value).toEqual(emptySettings)
    expect(parse('# nothing yet\n').value).toEqual(emptySettings)
  })

  it('has nothing under a name that is not in it', () => {
    const {value} = parse(source)
    for (const settings of [value, emptySettings]) {
      expect(settings?.probes.constructor).toBeUndefined()
      expect(settings?.inputs.toString).toBeUndefined()
      expect(settings?.contacts.hasOwnProperty).toBeUndefined()
    }
    expect(
      parse('probes: {constructor: {type: tcp, host: x, port: 1}}').value?.probes['constructor' as string]
        ?.type,
    ).toBe('tcp')
  })
})

describe('the variables of a probe', () => {
  const variables = (entry: string) => parse(probe(entry)).value?.probes.p?.variables

  it('have a default only where each use has one', () => {
    expect(variables("{type: tcp, host: '${H:-a}', port: '${H}'}")).toEqual([{name: 'H', fallback: null}])
    expect(variables("{type: tcp, host: '${H}', port: '${H:-1}'}")).toEqual([{name: 'H', fallback: null}])
    expect(variables("{type: tcp, host: '${H:-a}', port: '${P:-1}'}")).toEqual([
      {name: 'H', fallback: 'a'},
      {name: 'P', fallback: '1'},
    ])
  })

  it('are found inside JSON and forms, but not what a flow saves by itself', () => {
    const steps = `[{url: a, json: '{"c": ["\${CUSTOMER}"]}', save: {ID: {json: id}}}, {url: '\${ID}', form: {x: '\${X}'}}]`
    expect(variables(`{type: http, steps: ${steps}}`)?.map(variable => variable.name)).toEqual([
      'CUSTOMER',
      'X',
    ])
  })

  it('include the one that its effects depend on', () => {
    const spec = parse(probe('{type: smtp, host: h, effects: {with: MAIL_TO}}')).value?.probes.p
    expect(spec).toMatchObject({effects: true, effectsWith: 'MAIL_TO', every: 60_000})
    expect(spec?.variables).toEqual([{name: 'MAIL_TO', fallback: ''}])
  })
})

describe('what has effects is never repeated by itself', () => {
  it('has no interval', () => {
    expect(parse(probe('{type: http, url: x, effects: true}')).value?.probes.p?.every).toBeNull()
    expect(told(probe('{type: http, url: x, effects: true, every: 5s}'))).toEqual(['error 2:49 effects-once'])
  })
})

describe('who needs whom', () => {
  const tcp = (needs: string): string => `{type: tcp, host: x, port: 1, needs: ${needs}}`

  it('names what is not there, and what was meant', () => {
    const {faults} = parse(`probes:\n  redis: ${tcp('[redi, zz]')}\n`)
    expect(faults.map(fault => fault.detail)).toMatchObject([
      {code: 'unknown-probe', name: 'redi', suggestion: 'redis'},
      {code: 'unknown-probe', name: 'zz', suggestion: null},
    ])
    expect(faults[0]?.at).toEqual({line: 2, column: 48})
  })

  it('finds cycles, each once, and a probe that needs itself', () => {
    const source = `probes:\n  a: ${tcp('b')}\n  b: ${tcp('[c, a]')}\n  c: ${tcp('b')}\n  d: ${tcp('d')}\n  e: ${tcp('a')}\n`
    const cycles = parse(source).faults.map(({detail}) =>
      detail.code === 'needs-cycle' ? detail.cycle : detail.code,
    )
    expect(cycles.sort()).toEqual(['a → b → a', 'b → c → b', 'd → d'])
  })

  it('a long chain is no cycle', () => {
    const chain = Array.from({length: 2_000}, (_, index) => `  p${index}: ${tcp(`p${index + 1}`)}\n`).join('')
    expect(told(`probes:\n${chain}  p2000: ${tcp('[p1999]')}\n`)).toHaveLength(1)
    expect(told(`probes:\n${chain}  p2000: {type: tcp, host: x, port: 1}\n`)).toEqual([])
  })

  it('what borrows a connection needs it, and it has to be one', () => {
    const files = '{type: files, paths-from: {connection: db, query: q}, root: r}'
    const {value} = parse(`probes:\n  db: {type: postgres, host: h}\n  f: ${files}\n`)
    expect(value?.probes.f?.needs).toEqual(['db'])
    expect(told(`probes:\n  db: {type: tcp, host: h, port: 1}\n  f: ${files}\n`)).toEqual([
      'error 3:45 borrowed-type',
    ])
    expect(told(`probes:\n  f: ${files}\n`)).toEqual(['error 2:45 unknown-probe'])
    expect(told(probe('{type: postgres, connection: p}'))).toEqual(['error 2:3 needs-cycle'])
  })
})

describe('a password that is written out', () => {
  it.each([
    ["{type: redis, url: 'redis://:hunter2@h/0'}"],
    ["{type: redis, url: 'redis://u:hun/ter2@h/0'}"],
    ["{type: redis, url: 'redis://u:hun@ter2@h/0'}"],
    ["{type: redis, url: 'redis://u:hun#ter2@h/0'}"],
    ["{type: redis, url: 'redis://u:${DB_PASSWORD}2@h/0'}"],
    ["{type: redis, url: 'redis://u:${PW:-hunter2}@h/0'}"],
    ["{type: redis, url: '${URL:-redis://:hunter2@h/0}'}"],
    ["{type: http, url: 'http://h/?api_key=hunter2'}"],
    ['{type: postgres, host: h, password: hunter2}'],
    ["{type: postgres, host: h, password: '${PW:-hunter2}'}"],
    ["{type: postgres, host: h, password: '${DB_PASSWORD}2'}"],
    ['{type: http, url: x, headers: {Authorization: Bearer hunter2}}'],
    ['{type: http, url: x, headers: {X-Auth-Token: hunter2}}'],
    ['{type: http, url: x, form: {user_password: hunter2}}'],
    ['{type: http, url: x, json: \'{"a": {"secret": "hunter2"}}\'}'],
    ['{type: http, url: x, json: \'{"secrets": ["hunter2"]}\'}'],
    ['{type: command, run: [x], env: {PGPASSWORD: hunter2}}'],
    ["{type: http, url: x, body: 'see http://u:hunter2@h'}"],
  ])('%s', entry => {
    const {value, faults} = parse(`secrets: [DB_PASSWORD]\n${probe(entry)}`)
    expect(value).toBeNull()
    expect(faults.map(fault => fault.detail.code)).toEqual(['password-written'])
    for (const {detail} of faults) {
      expect(sentence(english, detail) + sentence(turkish, detail)).not.toContain('hunter2')
    }
  })

  it.each([
    ["{type: tcp, host: x, port: '${API_TOKEN:-hunter2}'}"],
    ["{type: tcp, host: '${LISTED:-hunter2}', port: 1}"],
  ])('as the default of a secret: %s', entry => {
    expect(told(`secrets: [LISTED]\n${probe(entry)}`)).toHaveLength(1)
    expect(parse(`secrets: [LISTED]\n${probe(entry)}`).faults[0]?.detail.code).toBe('password-default')
  })

  it.each(['contacts: {a: "x http://u:hunter2@h"}', 'target: {name: x, expect: {host: "p://u:hunter2@h"}}'])(
    '%s',
    source => {
      expect(parse(source).faults.map(fault => fault.detail.code)).toEqual(['password-written'])
    },
  )

  it.each([
    ["{type: redis, url: 'redis://:${DB_PASSWORD}@h/0'}"],
    ["{type: redis, url: 'redis://u:${DB_PASSWORD:-}@h:${PORT:-1}/0'}"],
    ["{type: redis, url: 'redis://h:${PORT}/0?x=a@b'}"],
    ["{type: redis, url: 'redis://h:6379/0?mail=a@b'}"],
    ["{type: redis, url: 'redis://user@h:6379/0'}"],
    ["{type: http, url: x, headers: {Authorization: 'Bearer ${DB_PASSWORD}'}}"],
    ['{type: http, url: x, expect: {json: {token: {exists: true}, password: none}}}'],
    ['{type: http, url: x, csrf: {field: token}}'],
    ['{type: postgres, host: h, baseline: {tokens: select 1}}'],
    ["{type: postgres, host: h, password: ''}"],
    ["{type: http, steps: [{url: x, save: {TOKEN: {json: t}}}, {url: y, headers: {X-Token: '${TOKEN}'}}]}"],
  ])('is not seen in %s', entry => {
    expect(told(`secrets: [DB_PASSWORD]\n${probe(entry)}`)).toEqual([])
  })

  it('a variable in its place that is not declared a secret is a warning', () => {
    const {value, faults} = parse(probe("{type: redis, url: 'redis://:${REDIS_PW}@h/0'}"))
    expect(value).not.toBeNull()
    expect(faults).toMatchObject([
      {severity: 'warning', detail: {code: 'undeclared-secret', name: 'REDIS_PW'}},
    ])
    expect(
      told(`inputs: {REDIS_PW: {secret: true}}\n${probe("{type: redis, url: 'redis://:${REDIS_PW}@h/0'}")}`),
    ).toEqual([])
  })

  it('is found in a URL whatever its letters, unless a variable stands for it', () => {
    const letters = fc.stringMatching(/^[!"#$%&'()*+,./0-9:;<=>?@A-Z[\]^_a-z{|}~-]{1,20}$/)
    fc.assert(
      fc.property(letters, password => {
        fc.pre(!password.includes('${') && !password.includes('://') && !/^[0-9]/.test(password))
        const yaml = JSON.stringify(`redis://u:${password}@h/0`)
        expect(parse(probe(`{type: redis, url: ${yaml}}`)).faults.map(fault => fault.detail.code)).toEqual([
          'password-written',
        ])
      }),
    )
  })
})

describe('other faults', () => {
  it.each([
    ['target: finasis', 'error 1:9 wrong-value'],
    ['target: {expect: {}}', 'error 1:1 missing-key'],
    ['target: {name: x, expect: {hots: app-1}}', 'error 1:28 unknown-key'],
    ['target: {name: x, expect: {host: "${HOST}"}}', 'error 1:34 wrong-value'],
    ['secrets: [a-b]', 'error 1:11 wrong-value'],
    ['inputs: {a: {pattern: "("}}', 'error 1:23 bad-pattern'],
    ['inputs: {a: {choices: {files: x, capture: y}}}', 'error 1:43 wrong-value'],
    ['inputs: {a: {choices: {capture: (y)}}}', 'error 1:14 missing-key'],
    ['inputs: {"ö": {}}', 'error 1:10 wrong-value'],
    ['contacts: {a: "${"}', 'error 1:15 wrong-value'],
    ['probe: {}', 'error 1:1 unknown-key'],
    ['probes: [a]', 'error 1:9 wrong-value'],
  ])('%s', (source, fault) => {
    expect(told(source)).toEqual([fault])
  })

  it('stand in the order of the file', () => {
    const lines = parse('secrets: [a-b]\nprobs: {}\ntarget: x\nprobes:\n  a: {type: htp}\n').faults.map(
      fault => fault.at.line,
    )
    expect(lines).toEqual([1, 2, 3, 5])
  })
})

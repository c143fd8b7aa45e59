import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {parseRunbook} from '#src/runbook/parse.ts'
import {parseProbesFile} from '#src/runbook/probes-file.ts'
import type {Item, Runbook, Settings} from '#src/runbook/types.ts'
import {needsOf, sectionOf} from '#src/runbook/walk.ts'

const file = 'checklists/finasis-rollback.probes.yaml'
const parsedSettings = parseProbesFile(readFileSync(file, 'utf8'), {file})

const settings = (): Settings => {
  if (parsedSettings.value === null) throw new Error(JSON.stringify(parsedSettings.faults))
  return parsedSettings.value
}

const runbook = (path: string): Runbook => {
  const {value, faults} = parseRunbook(readFileSync(path, 'utf8'), {file: path, settings: settings()})
  if (value === null) throw new Error(JSON.stringify(faults))
  return value
}

const compose = 'docker-compose -f docker-compose.prod.yml'

/** Every row of the procedure: section, id, kind, then what is particular to it. `type` is that of the probe named. */
type Row = readonly [section: string, id: string, kind: Item['kind'], facts?: Facts]

interface Facts {
  readonly type?: string
  readonly effects?: boolean
  readonly killer?: boolean
  readonly source?: string
  readonly confirm?: 'enter' | 'word' | 'target'
  readonly watch?: boolean
  readonly part?: string
  readonly url?: string
  readonly ask?: readonly string[]
}

const told: Facts = {ask: ['who', 'channel', 'when']}

const rows: readonly Row[] = [
  ['1', 'security', 'criterion'],
  ['1', 'performance', 'criterion', {type: 'http'}],
  ['1', 'login-broken', 'criterion', {type: 'http'}],
  ['1', 'einvoice-broken', 'criterion', {type: 'http'}],
  ['1', 'database-lost', 'criterion', {type: 'postgres'}],
  ['1', 'certificate', 'criterion', {type: 'tls'}],
  ['2', 'backup', 'command', {source: './scripts/backup.sh', confirm: 'word', type: 'files'}],
  ['2', 'state-before', 'command', {source: `${compose} ps`, confirm: 'enter', part: '1/2'}],
  ['2', 'logs-before', 'command', {source: `${compose} logs --tail=100`, confirm: 'enter', part: '2/2'}],
  [
    '3',
    'rollback',
    'command',
    {source: './scripts/rollback.sh YYYYMMDD_HHMMSS $SLACK_WEBHOOK_URL', confirm: 'target'},
  ],
  ['3', 'state-after', 'command', {source: `${compose} ps`, confirm: 'enter'}],
  ['4.1', 'services', 'sensed', {type: 'compose'}],
  ['4.1', 'database', 'sensed', {type: 'postgres'}],
  ['4.1', 'redis', 'sensed', {type: 'redis'}],
  ['4.1', 'celery', 'sensed', {type: 'celery'}],
  ['4.2', 'api', 'sensed', {type: 'http'}],
  ['4.2', 'login', 'sensed', {type: 'http'}],
  ['4.2', 'einvoice', 'sensed', {type: 'http', effects: true}],
  ['4.2', 'pdf', 'sensed', {type: 'http'}],
  ['4.2', 'email', 'sensed', {type: 'smtp', effects: true}],
  ['4.3', 'consistency', 'sensed', {type: 'postgres'}],
  ['4.3', 'user-data', 'sensed', {type: 'postgres', killer: true}],
  ['4.3', 'uploads', 'sensed', {type: 'files'}],
  ['4.3', 'cache', 'sensed', {type: 'redis'}],
  [
    '5',
    'prometheus',
    'command',
    {source: 'curl -f http://localhost:9090/api/v1/query?query=up', confirm: 'enter', type: 'prometheus'},
  ],
  ['5', 'grafana', 'link', {url: 'http://grafana.finasis.com.tr', type: 'http'}],
  [
    '5',
    'django-log',
    'command',
    {source: 'tail -f /var/log/finasis/django.log', confirm: 'enter', watch: true, part: '1/2', type: 'log'},
  ],
  [
    '5',
    'nginx-log',
    'command',
    {source: 'tail -f /var/log/nginx/error.log', confirm: 'enter', watch: true, part: '2/2', type: 'log'},
  ],
  ['6.1', 'tell-devops', 'manual', told],
  ['6.1', 'tell-management', 'manual', told],
  ['6.1', 'tell-developers', 'manual', told],
  ['6.2', 'tell-users', 'manual', told],
  ['6.2', 'status-page', 'manual', told],
  ['6.2', 'tell-support', 'manual', told],
  ['6.3', 'reason', 'sensed', {type: 'session'}],
  ['6.3', 'actions', 'sensed', {type: 'session'}],
  ['6.3', 'lessons', 'sensed', {type: 'session'}],
  ['6.3', 'improvements', 'sensed', {type: 'session'}],
  ['7', 'root-cause', 'follow-up'],
  ['7', 'prevention', 'follow-up'],
  ['7', 'monitoring', 'follow-up'],
  ['7', 'coverage', 'follow-up'],
  ['7', 'deployment', 'follow-up'],
]

const probeOf = (item: Item): string | null => {
  switch (item.kind) {
    case 'sensed':
      return item.probe
    case 'criterion':
      return item.trigger
    case 'command':
    case 'link':
      return item.verify
    default:
      return null
  }
}

const factsOf = (item: Item): Facts => {
  const spec = settings().probes[probeOf(item) ?? '']
  return {
    ...(spec === undefined ? {} : {type: spec.type}),
    ...(spec?.effects === true ? {effects: true} : {}),
    ...(item.kind === 'sensed' && item.killer ? {killer: true} : {}),
    ...(item.kind === 'manual' ? {ask: item.ask} : {}),
    ...(item.kind === 'link' ? {url: item.url} : {}),
    ...(item.kind === 'command' ? {source: item.source, confirm: item.confirm} : {}),
    ...(item.kind === 'command' && item.watch ? {watch: true} : {}),
    ...(item.kind === 'command' && item.part !== null ? {part: `${item.part.index}/${item.part.count}`} : {}),
  }
}

const rowsOf = (book: Runbook): readonly Row[] =>
  book.sections.flatMap(section =>
    section.items.map((item): Row => [section.number ?? section.id, item.id, item.kind, factsOf(item)]),
  )

const languages = {tr: 'checklists/finasis-rollback.md', en: 'checklists/finasis-rollback.en.md'}

describe('the probes file that comes along', () => {
  it('has no fault', () => {
    expect(parsedSettings.faults).toEqual([])
  })

  it('reads exactly the variables of the site that are documented', () => {
    const read = Object.values(settings().probes).flatMap(probe =>
      probe.variables.map(variable => variable.name),
    )
    expect(
      [...new Set([...read, ...Object.keys(settings().inputs).filter(name => name !== 'backup')])].sort(),
    ).toEqual(
      [
        'DATABASE_URL',
        'DB_HOST',
        'DB_PORT',
        'DB_NAME',
        'DB_USER',
        'DB_PASSWORD',
        'REDIS_URL',
        'CELERY_BROKER_URL',
        'CELERY_BROKER_KEYPREFIX',
        'CELERY_WORKERS_EXPECTED',
        'APP_URL',
        'HEALTH_URL',
        'LOGIN_URL',
        'ADMIN_USER',
        'ADMIN_PASSWORD',
        'EINVOICE_URL',
        'EINVOICE_CUSTOMER',
        'MEDIA_ROOT',
        'MEDIA_URL',
        'CA_FILE',
        'PROMETHEUS_URL',
        'GRAFANA_URL',
        'EMAIL_HOST',
        'EMAIL_PORT',
        'EMAIL_HOST_USER',
        'EMAIL_HOST_PASSWORD',
        'EMAIL_USE_TLS',
        'ROLLCALL_MAIL_TO',
        'DJANGO_LOG',
        'NGINX_ERROR_LOG',
        'COMPOSE_FILE',
        'SLACK_WEBHOOK_URL',
      ].sort(),
    )
    expect(settings().secrets).toEqual([
      'DB_PASSWORD',
      'ADMIN_PASSWORD',
      'EMAIL_HOST_PASSWORD',
      'SLACK_WEBHOOK_URL',
    ])
  })

  it('chooses the backup from the files that exist, and leaves the webhook optional and secret', () => {
    const {backup, SLACK_WEBHOOK_URL: webhook} = settings().inputs
    expect(backup).toMatchObject({optional: false, secret: false})
    const name = 'backups/backup_20261124_030000.sql'
    const value = new RegExp(backup?.choices?.capture ?? '', 'u').exec(name)?.[1] ?? ''
    expect(value).toBe('20261124_030000')
    expect(new RegExp(backup?.pattern ?? '', 'u').test(value)).toBe(true)
    expect(webhook).toMatchObject({optional: true, secret: true})
  })

  it('measures as the procedure says', () => {
    const {performance, certificate, cache, integrity, mail} = settings().probes
    expect(performance).toMatchObject({
      samples: 20,
      fails: 2,
      options: {latency: {under: 2_000, percentile: 95}},
    })
    expect(certificate?.options['warn-under']).toBe(14 * 86_400_000)
    expect(cache?.options.sample).toMatchObject({expect: 'gone-or-changed'})
    expect(integrity?.every).toBeNull()
    expect(mail?.effectsWith).toBe('ROLLCALL_MAIL_TO')
  })

  it('tells log records by their level, not by a word in them', () => {
    const level = (probe: string) => new RegExp(String(settings().probes[probe]?.options.level), 'u')
    for (const line of [
      'ERROR 2026-11-24 03:00:00,123 views boom',
      '2026-11-24 03:00:00,123 ERROR boom',
      '[2026-11-24 03:00:00] CRITICAL boom',
      '[ERROR] boom',
    ]) {
      expect(level('django-log').test(line), line).toBe(true)
    }
    for (const line of [
      'INFO 2026-11-24 no ERROR today',
      '2026-11-24 03:00:00,123 WARNING ERROR',
      '  raise ERROR',
    ]) {
      expect(level('django-log').test(line), line).toBe(false)
    }
    expect(level('nginx-log').test('2026/11/24 03:00:00 [error] 7#7: *1 connect() failed')).toBe(true)
    expect(level('nginx-log').test('2026/11/24 03:00:00 [warn] 7#7: an [error] in a word')).toBe(false)
  })
})

describe.each(Object.entries(languages))('the rollback in %s', (_, path) => {
  it('has no error', () => {
    const {faults} = parseRunbook(readFileSync(path, 'utf8'), {file: path, settings: settings()})
    expect(faults.filter(fault => fault.severity === 'error')).toEqual([])
  })

  it('holds every row, in order', () => {
    expect(rowsOf(runbook(path))).toEqual(
      rows.map(([section, id, kind, facts = {}]) => [section, id, kind, facts]),
    )
  })

  it('has its sections, and needs the decision where it should', () => {
    const book = runbook(path)
    expect(book.sections.map(({id, number, mode, parent}) => [id, number, mode, parent])).toEqual([
      ['decision', '1', 'decision', null],
      ['preparation', '2', 'read-do', null],
      ['rollback-section', '3', 'read-do', null],
      ['checks', '4', 'do-confirm', null],
      ['checks-system', '4.1', 'do-confirm', 'checks'],
      ['checks-application', '4.2', 'do-confirm', 'checks'],
      ['checks-data', '4.3', 'do-confirm', 'checks'],
      ['monitoring-section', '5', 'read-do', null],
      ['communication', '6', 'do-confirm', null],
      ['communication-internal', '6.1', 'do-confirm', 'communication'],
      ['communication-external', '6.2', 'do-confirm', 'communication'],
      ['communication-documentation', '6.3', 'do-confirm', 'communication'],
      ['next-steps', '7', 'follow-up', null],
      ['contacts', null, 'contacts', null],
      ['contacts-devops', null, 'contacts', 'contacts'],
      ['contacts-sysadmin', null, 'contacts', 'contacts'],
      ['contacts-management', null, 'contacts', 'contacts'],
    ])
    expect(needsOf(book, 'preparation')).toEqual(['decision'])
    expect(needsOf(book, 'rollback-section')).toEqual(['decision', 'preparation'])
    expect(needsOf(book, 'checks-data')).toEqual(['rollback'])
    expect(needsOf(book, 'monitoring-section')).toEqual(['rollback'])
    expect(needsOf(book, 'communication-internal')).toEqual([])
    expect(needsOf(book, 'next-steps')).toEqual([])
    expect(sectionOf(book, 'rollback')?.id).toBe('rollback-section')
  })

  it('takes the baseline before the backup, with every probe that compares with one', () => {
    const backup = runbook(path)
      .sections.flatMap(section => section.items)
      .find(item => item.id === 'backup')
    expect(backup?.kind === 'command' ? backup.baseline : []).toEqual([
      'user-data',
      'cache',
      'celery',
      'targets',
      'django-log',
      'nginx-log',
    ])
  })

  it('gives the script its values as variables, in the order it expects', () => {
    const item = runbook(path)
      .sections.flatMap(section => section.items)
      .find(({id}) => id === 'rollback')
    expect(item?.kind === 'command' ? item.shell : null).toEqual({
      interpreter: 'bash',
      text: './scripts/rollback.sh "$INPUT_BACKUP" "$SLACK_WEBHOOK_URL"',
      variables: [
        {env: 'INPUT_BACKUP', input: 'backup', placeholder: 'YYYYMMDD_HHMMSS'},
        {env: 'SLACK_WEBHOOK_URL', input: 'SLACK_WEBHOOK_URL', placeholder: '$SLACK_WEBHOOK_URL'},
      ],
    })
  })

  it('names whom to call; the numbers are placeholders until a site sets them', () => {
    const phone = '+90 xxx xxx xx xx'
    expect(
      runbook(path).contacts.map(({id, section, value, placeholder}) => [section, id, value, placeholder]),
    ).toEqual([
      ['contacts-devops', 'devops-oncall', phone, true],
      ['contacts-devops', 'devops-lead', phone, true],
      ['contacts-devops', 'devops-slack', '#finasis-ops-911', false],
      ['contacts-sysadmin', 'sysadmin', phone, true],
      ['contacts-sysadmin', 'sysadmin-deputy', phone, true],
      ['contacts-sysadmin', 'sysadmin-mail', 'sysadmin@finasis.com.tr', false],
      ['contacts-management', 'cto', phone, true],
      ['contacts-management', 'ceo', phone, true],
      ['contacts-management', 'management-mail', 'management@finasis.com.tr', false],
    ])
  })
})

it('both languages are the same runbook', () => {
  const shape = (path: string) => {
    const {sections, contacts} = runbook(path)
    return {
      sections: sections.map(section => ({
        ...section,
        title: null,
        context: section.context.length,
        items: section.items.map(item => ({
          ...item,
          title: null,
          note: item.note === null,
          position: item.position.line,
        })),
        position: section.position.line,
      })),
      contacts: contacts.map(contact => [contact.id, contact.section, contact.value, contact.position.line]),
    }
  }
  expect(shape(languages.en)).toEqual(shape(languages.tr))
})

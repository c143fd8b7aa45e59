import {chmodSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {PassThrough} from 'node:stream'
import {expect, onTestFinished, test} from 'vitest'
import type {Context} from '#src/app/context.ts'
import {check} from '#src/commands/check.ts'
import {en} from '#src/i18n/en.ts'
import {celery} from '#src/probes/celery.ts'
import {command} from '#src/probes/command.ts'
import {compose} from '#src/probes/compose.ts'
import type {Driver} from '#src/probes/driver.ts'
import {files} from '#src/probes/files.ts'
import {http} from '#src/probes/http.ts'
import {log} from '#src/probes/log.ts'
import {postgres} from '#src/probes/postgres.ts'
import {prometheus} from '#src/probes/prometheus.ts'
import {redis} from '#src/probes/redis.ts'
import {smtp} from '#src/probes/smtp.ts'
import {tcp} from '#src/probes/tcp.ts'
import {tls} from '#src/probes/tls.ts'
import {certificateMaker} from '../helpers/certificates.ts'
import {everything} from '../helpers/hostile-night.ts'
import {lookWith} from '../helpers/net-look.ts'
import {startWeb} from '../helpers/private-web.ts'
import {scratch} from '../helpers/scratch.ts'
import {type Behaviour, startTarpit} from '../helpers/tarpit.ts'
import {tried} from '../helpers/tries.ts'

// What a server or a program says stands on the screen as its reading: of every type nothing of it may act or hide.

const forbidden =
  /[\0-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u

/** The attacks on one line, as bytes and in a text that is UTF-8. */
const line = Buffer.from(everything.filter(byte => byte !== 0x0a && byte !== 0x0d && byte !== 0))
const text = line.toString('utf8')
const long = Buffer.concat([line, Buffer.alloc(2 ** 20, 'x')])

const errorResponse = (message: Buffer): Buffer => {
  const fields = Buffer.concat([Buffer.from('SERROR\0C42601\0M'), message, Buffer.from('\0\0')])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(fields.length + 4)
  return Buffer.concat([Buffer.from('E'), size, fields])
}

const answered = (status: string, body: string | Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status}\r\ncontent-type: application/json\r\nx-odd: `),
    line,
    Buffer.from(`\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`),
    Buffer.from(body),
  ])

type Entry = (port: number) => Readonly<Record<string, unknown>>
const web =
  (expected: object): Entry =>
  port => ({
    type: 'http',
    url: `http://127.0.0.1:${port}/`,
    expect: expected,
  })
const query: Entry = port => ({
  type: 'prometheus',
  url: `http://127.0.0.1:${port}`,
  query: 'up',
  expect: {series: {min: 5}},
})
const vector = {
  resultType: 'vector',
  result: [{metric: {__name__: text, job: text, [text]: text}, value: [1, text]}],
}

const servers: readonly (readonly [string, Driver, Entry, Behaviour, string | Buffer])[] = [
  [
    'tcp',
    tcp,
    port => ({type: 'tcp', host: '127.0.0.1', port, banner: 'never'}),
    'greet',
    Buffer.concat([line, Buffer.from('\n')]),
  ],
  ['tcp, 1 MB', tcp, port => ({type: 'tcp', host: '127.0.0.1', port, banner: 'never'}), 'greet', long],
  ['http, status', http, web({status: 200}), 'answer', answered(`500 ${text}`, line)],
  ['http, body', http, web({body: 'never'}), 'answer', answered('200 OK', long)],
  [
    'http, json',
    http,
    web({json: {status: 'ok'}}),
    'answer',
    answered('200 OK', JSON.stringify({status: text})),
  ],
  [
    'http, broken json',
    http,
    web({json: {status: 'ok'}}),
    'answer',
    answered('200 OK', `{"status": ${text}`),
  ],
  ['http, header', http, web({header: {'x-odd': 'ok'}}), 'answer', answered('200 OK', '{}')],
  [
    'prometheus, error',
    prometheus,
    query,
    'answer',
    answered('400 Bad', JSON.stringify({status: 'error', errorType: text, error: text})),
  ],
  [
    'prometheus, series',
    prometheus,
    query,
    'answer',
    answered('200 OK', JSON.stringify({status: 'success', warnings: [text], data: vector})),
  ],
  [
    'redis',
    redis,
    port => ({type: 'redis', url: `redis://127.0.0.1:${port}/0`}),
    'answer',
    Buffer.concat([Buffer.from('-ERR '), line, Buffer.from('\r\n')]),
  ],
  [
    'celery',
    celery,
    port => ({type: 'celery', broker: `redis://127.0.0.1:${port}/1`}),
    'answer',
    Buffer.concat([Buffer.from('-ERR '), line, Buffer.from('\r\n')]),
  ],
  [
    'postgres',
    postgres,
    port => ({type: 'postgres', host: '127.0.0.1', port, database: 'x', user: 'me'}),
    'answer',
    errorResponse(line),
  ],
  [
    'postgres, 1 MB',
    postgres,
    port => ({type: 'postgres', host: '127.0.0.1', port, database: 'x', user: 'me'}),
    'answer',
    errorResponse(long),
  ],
  [
    'smtp, greeting',
    smtp,
    port => ({type: 'smtp', host: '127.0.0.1', port, starttls: 'false'}),
    'greet',
    Buffer.concat([Buffer.from('554 '), line, Buffer.from('\r\n')]),
  ],
  [
    'smtp, no server',
    smtp,
    port => ({type: 'smtp', host: '127.0.0.1', port, starttls: 'false'}),
    'greet',
    Buffer.concat([line, Buffer.from('\r\n')]),
  ],
  [
    'files by address',
    files,
    port => ({type: 'files', url: `http://127.0.0.1:${port}/media`, paths: ['a.pdf']}),
    'answer',
    answered(`403 ${text}`, ''),
  ],
]

const audit = (label: string, found: Awaited<ReturnType<Driver>>): void => {
  const shown = [found.summary, found.warning ?? '', ...found.evidence]
  for (const each of shown) {
    const at = forbidden.exec(each)?.index
    const around = at === undefined ? null : JSON.stringify(each.slice(Math.max(0, at - 40), at + 10))
    expect([label, around]).toEqual([label, null])
  }
  // What stands on one row is a row, not a megabyte.
  expect(found.summary.length, label).toBeLessThan(10_000)
  expect(found.summary, label).not.toBe('')
  tried(1)
}

test('whatever a server says, nothing of its reading acts on a terminal or hides', async () => {
  await Promise.all(
    servers.map(async ([label, driver, entry, behaviour, says]) => {
      const pit = await startTarpit(behaviour, says)
      const found = await lookWith(driver, entry(pit.port), {limit: 3_000})
      expect(found.outcome, label).not.toBe('pass')
      audit(label, found)
      await pit.close()
    }),
  )
})

test('nor does a certificate, whoever it says that it is for', async () => {
  const make = certificateMaker(scratch())
  const odd = make.issue({name: '\u001b[2J\u009b31m\u202eevil\u200b\u0007'})
  const site = await startWeb((_, response) => void response.end(), [odd])
  const found = await lookWith(tls, {type: 'tls', host: '127.0.0.1', port: site.port, name: 'good.example'})
  expect(found.outcome).not.toBe('pass')
  audit('tls', found)
})

test('nor does a program, a file or a log, whatever stands in it', async () => {
  const cwd = scratch()
  mkdirSync(join(cwd, 'bin'))
  writeFileSync(join(cwd, 'all'), Buffer.concat([line, Buffer.from('\n'), everything, long]))
  const script = (name: string, body: string): void => {
    writeFileSync(join(cwd, 'bin', name), `#!/bin/bash\n${body}\n`)
    chmodSync(join(cwd, 'bin', name), 0o755)
  }
  const rows = JSON.stringify({Service: text, Name: text, State: text, Health: text, ExitCode: 1})
  writeFileSync(join(cwd, 'rows'), rows)
  script('job', `cat '${cwd}/all'; cat '${cwd}/all' >&2; exit 3`)
  script(
    'docker',
    `case "$*" in *config*) echo web;; *ps*) cat '${cwd}/rows';; *) cat '${cwd}/all' >&2; exit 1;; esac`,
  )
  writeFileSync(
    join(cwd, 'app.log'),
    Buffer.concat([
      Buffer.from('2026-01-02 03:04:05,000 ERROR '),
      line,
      Buffer.from('\n  '),
      everything,
      Buffer.from('\n'),
    ]),
  )
  const env = {PATH: `${join(cwd, 'bin')}:/usr/bin:/bin`}
  const looks: readonly (readonly [string, Driver, Readonly<Record<string, unknown>>])[] = [
    ['command, code', command, {type: 'command', run: ['job']}],
    ['command, output', command, {type: 'command', run: ['cat', 'all'], expect: {output: 'never'}}],
    ['command, gone', command, {type: 'command', run: [text]}],
    ['compose', compose, {type: 'compose'}],
    ['log', log, {type: 'log', path: 'app.log', level: 'ERROR', since: '1h'}],
    ['log, gone', log, {type: 'log', path: text, level: 'ERROR', since: '1h'}],
    ['files', files, {type: 'files', root: '.', paths: [text, `../${text}`]}],
  ]
  for (const [label, driver, entry] of looks) {
    const found = await lookWith(driver, entry, {cwd, env, since: new Date('2026-01-02T00:00:00Z')})
    expect(found.outcome, label).not.toBe('pass')
    audit(label, found)
  }
})

test('the report of a check is text, JSON or XML and nothing else, whatever its runbook and its probes say', async () => {
  const cwd = scratch()
  writeFileSync(join(cwd, 'all'), everything)
  const title = text.replace(/[<>[\]`*_#]/g, '')
  writeFileSync(
    join(cwd, 'night.md'),
    `# ${title}\n\n## 1. ${title}\n\n- [ ] ${title} <!-- {id: a, probe: a} -->\n- [ ] ${title} <!-- {id: b, probe: b} -->\n- [ ] by hand ${title} <!-- {id: c} -->\n`,
  )
  writeFileSync(
    join(cwd, 'night.probes.yaml'),
    `probes:\n  a: {type: command, run: [cat, '${cwd}/all'], expect: {output: never}}\n  b: {type: command, run: [sh, -c, 'cat ${cwd}/all >&2; exit 1']}\n`,
  )
  for (const format of ['text', 'json', 'junit']) {
    const stdout = new PassThrough()
    let printed = ''
    stdout.setEncoding('utf8').on('data', chunk => {
      printed += chunk
    })
    onTestFinished(() => void stdout.destroy())
    const context = {
      env: {PATH: process.env.PATH},
      stdin: process.stdin,
      stdout,
      stderr: stdout,
      options: {},
      texts: en,
      now: () => new Date(),
    } as unknown as Context
    await check(context, [join(cwd, 'night.md')], {format})
    const at = forbidden.exec(printed.replaceAll('\n', ' '))?.index
    const around = at === undefined ? null : JSON.stringify(printed.slice(Math.max(0, at - 40), at + 10))
    expect([format, around]).toEqual([format, null])
    expect(printed.length, format).toBeGreaterThan(200)
    tried(1)
  }
})

import {mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import {http} from '#src/probes/http.ts'
import {tls} from '#src/probes/tls.ts'
import {cannotRun} from '../helpers/cannot-run.ts'
import {certificateMaker, type Issued} from '../helpers/certificates.ts'
import {type LookedWith, lookWith} from '../helpers/net-look.ts'
import {hasNginx, type NginxSite, type PrivateNginx, startNginx} from '../helpers/private-nginx.ts'
import {unusedPort} from '../helpers/tarpit.ts'

test('a real nginx is there to be tested against', context => {
  if (!hasNginx()) cannotRun(context.skip, 'nginx is not installed')
})

const rulesOf = (deadPort: number): string => `
  location = /health/ { default_type application/json; return 200 '{"status": "ok"}'; }
  location = /dead/ { proxy_pass http://127.0.0.1:${deadPort}; }
  location = /loop/ { return 302 /loop/; }
  location = /page/ { return 302 /login/?next=/page/; }
  location = /login/ { default_type text/html; return 200 '<form><input type="password"></form>'; }
  location = /large { gzip on; gzip_types *; }
`

const names = ['good', 'expired', 'early', 'other', 'alone', 'incomplete', 'soon', 'plain'] as const

describe.runIf(hasNginx())('nginx', () => {
  let directory: string
  let root: Issued
  let nginx: PrivateNginx<(typeof names)[number]>

  beforeAll(async () => {
    directory = mkdtempSync(join(realpathSync(tmpdir()), 'rollcall-test-'))
    const make = certificateMaker(join(directory, 'certificates'))
    root = make.issue({name: 'Test Root', until: 3650, isAuthority: true})
    const middle = make.issue({name: 'Test Middle', until: 1000, isAuthority: true, by: root})
    const good = make.issue({name: 'localhost', by: middle})
    const over = (own: Issued, ...above: readonly Issued[]): NginxSite => ({
      certificates: [own, ...above],
      rules: rules,
    })
    const rules = rulesOf(await unusedPort())
    nginx = await startNginx(directory, {
      good: over(good, middle),
      expired: over(make.issue({name: 'localhost', from: -30, until: -3, by: middle}), middle),
      early: over(make.issue({name: 'localhost', from: 3, by: middle}), middle),
      other: over(make.issue({name: 'other.example', names: 'DNS:other.example', by: middle}), middle),
      alone: over(make.issue({name: 'localhost'})),
      incomplete: over(good),
      soon: over(make.issue({name: 'localhost', until: 13.5, by: middle}), middle),
      plain: {rules},
    })
    writeFileSync(join(nginx.files, 'large'), ' '.repeat(9 * 1024 * 1024))
  })
  afterAll(async () => {
    await nginx.stop()
    rmSync(directory, {recursive: true, force: true})
  })

  const certificate = (name: (typeof names)[number], more: object = {}, looked: LookedWith = {}) => {
    const place = {host: '127.0.0.1', name: 'localhost', port: nginx.ports[name]}
    return lookWith(tls, {type: 'tls', ...place, ca: root.certFile, ...more}, looked)
  }
  const page = (
    name: (typeof names)[number],
    path = '/health/',
    more: object = {},
    looked: LookedWith = {},
  ) => {
    const scheme = name === 'plain' ? 'http' : 'https'
    const url = `${scheme}://localhost:${nginx.ports[name]}${path}`
    return lookWith(http, {type: 'http', url, ca: root.certFile, ...more}, looked)
  }

  test('that is well passes both looks, with the authority of a file of its own', async () => {
    const expected = {expect: {status: '200', type: 'application/json', json: {status: 'ok'}}}
    expect(await certificate('good')).toMatchObject({outcome: 'pass', warning: null, values: {days: 89}})
    expect(await page('good', '/health/', expected)).toMatchObject({outcome: 'pass', values: {status: 200}})
    expect(await page('plain', '/health/', expected)).toMatchObject({outcome: 'pass'})
  })

  test.each([
    ['expired', /has expired \(\d{4}-\d\d-\d\d, 3 d/, 'has expired'],
    ['early', /is not valid yet/, 'is not valid yet'],
    ['other', /is not for localhost, but for other\.example/, 'is not for localhost'],
    ['alone', /is self-signed: nobody vouches for it/, 'is self-signed'],
    ['incomplete', /chain is incomplete: .* Test Middle/, 'chain is incomplete'],
  ] as const)(
    'with a certificate that is %s fails in the same words, by tls and by http',
    async (name, long, short) => {
      const seen = await certificate(name)
      expect(seen).toMatchObject({outcome: 'fail', reason: 'mismatch', warning: null})
      expect(seen.summary).toMatch(long)
      const asked = await page(name)
      expect(asked).toMatchObject({outcome: 'fail', reason: 'mismatch'})
      expect(asked.summary).toContain(short)
    },
  )

  test('whose authority is not named is not trusted', async () => {
    const seen = await certificate('good', {ca: ''})
    expect(seen).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(seen.summary).toMatch(/^the authority Test Root is not trusted here/)
    expect((await page('good', '/health/', {ca: ''})).summary).toContain('chain is incomplete')
  })

  test('with a certificate that ends in less than 14 days passes with a warning', async () => {
    const seen = await certificate('soon')
    expect(seen).toMatchObject({outcome: 'pass', values: {days: 13}})
    expect(seen.warning).toMatch(/^the certificate ends in 13 d/)
  })

  test('before an application that is down answers 502, and that is no success', async () => {
    const found = await page('good', '/dead/', {expect: {json: {status: 'ok'}}})
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch', values: {status: 502}})
    expect(found.summary).toContain('status 502, but expected: 2xx')
    expect(found.evidence.join('\n')).toContain('502 Bad Gateway')
  })

  test('that redirects for ever is left after as many as were allowed', async () => {
    const found = await page('good', '/loop/', {follow: 5})
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toContain('still redirected after 5 redirects')
  })

  test('that sends to the login page shows no page, whether it is followed or not', async () => {
    const followed = await page('good', '/page/', {
      follow: 3,
      expect: {status: '200', url: {lacks: 'login'}},
    })
    expect(followed).toMatchObject({outcome: 'fail', reason: 'mismatch', values: {status: 200}})
    expect(followed.summary).toContain('/login/?next=/page/')
    const stayed = await page('good', '/page/', {expect: {status: '200'}})
    expect(stayed).toMatchObject({outcome: 'fail', reason: 'mismatch', values: {status: 302}})
    expect(stayed.summary).toContain('/login/')
  })

  test('that packs more than is ever read is not read to its end', async () => {
    const found = await page('good', '/large', {expect: {body: 'x'}}, {limit: 20_000})
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toBe('the body is larger than 8 MiB and was not read further')
  })

  test('asked for TLS where it has none says which of the two it is', async () => {
    const found = await certificate('plain')
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toContain('does not speak TLS')
  })

  test('that is stopped in its tracks takes connections and answers nobody', async () => {
    nginx.signal('SIGSTOP')
    onTestFinished(() => nginx.signal('SIGCONT'))
    const [seen, asked] = await Promise.all([
      certificate('good', {}, {limit: 400}),
      page('plain', '/health/', {}, {limit: 400}),
    ])
    expect(seen).toMatchObject({outcome: 'fail', reason: 'timeout'})
    expect(seen.summary).toContain('no TLS handshake ended within 400 ms')
    expect(asked).toMatchObject({outcome: 'fail', reason: 'timeout'})
    expect(asked.summary).toContain('gave no whole answer within 400 ms')
  })

  test('that was killed is refused', async () => {
    await nginx.stop()
    for (const found of [await certificate('good'), await page('good')]) {
      expect(found).toMatchObject({outcome: 'fail', reason: 'refused'})
      expect(found.summary).toContain('is the service up?')
    }
  })
})

import {mkdtempSync, realpathSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import {tr} from '#src/i18n/tr.ts'
import {percentileOf} from '#src/probes/http/latency.ts'
import {http} from '#src/probes/http.ts'
import {type CertificateMaker, certificateMaker, type Issued} from '../helpers/certificates.ts'
import {type LookedWith, lookWith} from '../helpers/net-look.ts'
import {type Answering, startWeb} from '../helpers/private-web.ts'
import {startTarpit, unusedPort} from '../helpers/tarpit.ts'

const look = (entry: object, more?: LookedWith) => lookWith(http, {type: 'http', ...entry}, more)
const health: Answering = (_, response) => {
  response.setHeader('content-type', 'application/json; charset=utf-8')
  response.end('{"status": "ok", "database": "ok", "cache": "degraded", "items": [{"id": 7}]}')
}

describe('one request', () => {
  test('passes when everything is as expected, and leaves no connection', async () => {
    const web = await startWeb(health)
    const expected = {status: '200', type: 'application/json', json: {status: 'ok', 'items.0.id': '7'}}
    const found = await look({
      url: `${web.url}/health`,
      expect: {...expected, size: {max: '200'}, under: '5s'},
    })
    expect(found).toMatchObject({outcome: 'pass', values: {status: 200}})
    expect(found.summary).toMatch(/^status 200, /)
    expect(found.evidence.join('\n')).toContain('items.0.id: 7 (expected: 7)')
    await web.whenLeft()
  })

  test('a half-true answer with status 200 fails, and names the field', async () => {
    const web = await startWeb(health)
    const entry = {url: web.url, expect: {status: '200', json: {database: 'ok', cache: 'ok'}}}
    expect(await look(entry)).toMatchObject({
      outcome: 'fail',
      reason: 'mismatch',
      summary: 'cache: degraded, but expected: ok',
    })
    expect((await look(entry, {texts: tr})).summary).toBe('cache: degraded; beklenen: ok')
  })

  test.each([
    ['<html>maintenance</html>', 'the body is no JSON, it begins: <html>maintenance</html>'],
    ['', 'the body is no JSON, it begins: empty'],
    ['{"status": "ok"', 'the body is no JSON'],
    ['null', 'status: no value'],
  ])('JSON was expected and %j came', async (body, words) => {
    const web = await startWeb((_, response) => void response.end(body))
    const found = await look({url: web.url, expect: {json: {status: 'ok'}}})
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toContain(words)
  })

  test.each([
    [500, 'fail', 'mismatch'],
    [404, 'fail', 'mismatch'],
    [302, 'fail', 'mismatch'],
    [401, 'unknown', 'auth'],
    [407, 'unknown', 'auth'],
  ] as const)('status %i is %s, %s', async (status, outcome, reason) => {
    const web = await startWeb((_, response) => void response.writeHead(status).end('x'))
    expect(await look({url: web.url})).toMatchObject({outcome, reason})
    expect(await look({url: web.url, expect: {status: String(status)}})).toMatchObject({outcome: 'pass'})
  })

  test('the evidence holds how the body of what failed begins', async () => {
    const web = await startWeb((_, response) => void response.writeHead(500).end('OperationalError: no db'))
    const found = await look({url: web.url})
    expect(found.summary).toBe('status 500, but expected: 2xx')
    expect(found.evidence.join('\n')).toContain('OperationalError: no db')
  })

  test('a name and password in the address are sent, and never shown', async () => {
    const web = await startWeb((request, response) => {
      const isKnown = request.headers.authorization === `Basic ${Buffer.from('u:p@ss').toString('base64')}`
      response.writeHead(isKnown ? 200 : 401).end()
    })
    const url = web.url.replace('//', '//u:p%40ss@')
    const found = await look({url: `${url}/?token=hidden-one`})
    expect(found).toMatchObject({outcome: 'pass'})
    expect(JSON.stringify(found)).not.toMatch(/p%40ss|p@ss|hidden-one/)
  })

  test.each(['app', 'ftp://127.0.0.1/', 'http://u:secret-word@:80/'])('"%s" is no address', async url => {
    const found = await look({url})
    expect(found).toMatchObject({outcome: 'unknown', reason: 'not-configured'})
    expect(found.summary).not.toContain('secret-word')
  })
})

describe('redirects', () => {
  test('for ever end after as many as were allowed', async () => {
    const web = await startWeb((request, response) => {
      response.writeHead(302, {location: `${request.path}x`}).end()
    })
    const found = await look({url: `${web.url}/`, follow: 3})
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toContain('still redirected after 3 redirects')
    expect(web.seen).toHaveLength(4)
  })

  test('take no authorization along to another host', async () => {
    const other = await startWeb((_, response) => void response.end('there'))
    const web = await startWeb((_, response) => {
      response.writeHead(302, {location: `${other.url.replace('127.0.0.1', 'localhost')}/`}).end()
    })
    const found = await look({url: web.url, follow: 1, headers: {Authorization: 'Bearer word'}})
    expect(found).toMatchObject({outcome: 'pass'})
    expect(web.seen[0]?.headers.authorization).toBe('Bearer word')
    expect(other.seen[0]?.headers.authorization).toBeUndefined()
  })
})

describe('over https', () => {
  let directory: string
  let make: CertificateMaker
  let root: Issued
  beforeAll(() => {
    directory = mkdtempSync(join(realpathSync(tmpdir()), 'rollcall-test-'))
    make = certificateMaker(directory)
    root = make.issue({name: 'Test Root', isAuthority: true})
  })
  afterAll(() => rmSync(directory, {recursive: true, force: true}))

  test('a bad certificate fails, each in its own words, and nothing is sent', async () => {
    const cases = [
      [make.issue({name: 'localhost', from: -9, until: -1, by: root}), 'has expired'],
      [make.issue({name: 'other.example', names: 'DNS:other.example', by: root}), 'is not for 127.0.0.1'],
      [make.issue({name: 'localhost'}), 'self-signed'],
    ] as const
    for (const [certificate, words] of cases) {
      const web = await startWeb(health, [certificate])
      const found = await look({url: web.url, ca: root.certFile})
      expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
      expect(found.summary).toContain(words)
      expect(web.seen).toHaveLength(0)
      await web.whenLeft()
    }
  })

  test('a redirect to http is not followed', async () => {
    const plain = await startWeb(health)
    const web = await startWeb(
      (_, response) => void response.writeHead(301, {location: plain.url}).end(),
      [make.issue({name: 'localhost', by: root})],
    )
    const found = await look({url: web.url, ca: root.certFile, follow: 3})
    expect(found.summary).toContain('from https to http')
    expect(plain.seen).toHaveLength(0)
  })

  test('asked at a port that speaks plain http', async () => {
    const web = await startWeb(health)
    const found = await look({url: web.url.replace('http:', 'https:')})
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toContain('does not speak TLS')
  })
})

describe('a flow', () => {
  test('keeps cookies and saves values for later steps', async () => {
    const web = await startWeb((request, response) => {
      if (request.path === '/start') response.setHeader('set-cookie', ['sid=1; Path=/', 'gone=1; Max-Age=0'])
      response.end(`{"next": "a b", "cookie": "${request.headers.cookie ?? ''}", "said": "${request.path}"}`)
    })
    const found = await look({
      base: web.url,
      steps: [
        {url: '/start', save: {NEXT: {json: 'next'}, SID: {cookie: 'sid'}}},
        {url: '/go/${NEXT}/${SID}', expect: {json: {cookie: 'sid=1', said: '/go/a%20b/1'}}},
      ],
    })
    expect(found).toMatchObject({outcome: 'pass'})
  })

  test('ends with the first step that is not as expected, by its name', async () => {
    const web = await startWeb((_, response) => void response.writeHead(500).end())
    const found = await look({
      base: web.url,
      steps: [
        {name: 'first', url: '/1'},
        {name: 'second', url: '/2'},
      ],
    })
    expect(found.summary).toBe('first: status 500, but expected: 2xx')
    expect(web.seen).toHaveLength(1)
  })

  test('never asks with an empty value in place of one that was not there', async () => {
    const web = await startWeb((_, response) => void response.end('{"results": []}'))
    const found = await look({
      base: web.url,
      steps: [
        {url: '/', save: {ID: {json: 'results.0.id'}}},
        {url: '/delete/${ID}', method: 'DELETE'},
      ],
    })
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toContain('nothing to save as ID')
    expect(web.seen).toHaveLength(1)
  })

  test('says why a cookie that is for https alone was not kept', async () => {
    const web = await startWeb((_, response) => {
      response.setHeader('set-cookie', 'sessionid=1; Secure')
      response.end()
    })
    const found = await look({url: web.url, expect: {cookies: 'sessionid'}})
    expect(found.summary).toContain('use the https address')
  })

  test('without a token to send says which cookie it has not got', async () => {
    const web = await startWeb(health)
    const found = await look({url: web.url, method: 'POST', csrf: 'true', form: {a: 'b'}})
    expect(found.summary).toContain('no cookie csrftoken is held')
    expect(web.seen).toHaveLength(0)
  })
})

describe('latency', () => {
  test('the percentile of all samples is judged', async () => {
    const web = await startWeb(health)
    const found = await look({url: web.url, latency: {under: '5s'}}, {samples: 20})
    expect(found).toMatchObject({outcome: 'pass', values: {samples: 20}})
    expect(found.summary).toMatch(/^p95 .* of 20 samples \(expected: under 5 s\)$/)
    expect(web.seen).toHaveLength(20)
    const slow = await look({url: web.url, latency: {under: '1ms', percentile: 100}}, {samples: 20})
    expect(slow).toMatchObject({outcome: 'fail', reason: 'mismatch'})
  })

  test('as soon as too many were slow it is decided, and the rest are not asked for', async () => {
    const web = await startWeb((_, response) => void setTimeout(() => response.end('{}'), 20))
    const slow = await look({url: web.url, latency: {under: '5ms', percentile: 95}}, {samples: 20})
    expect(slow).toMatchObject({outcome: 'fail', reason: 'mismatch', values: {samples: 2}})
    expect(slow.summary).toMatch(
      /^2 of the first 2 of 20 samples took longer, .*decides p95, but expected: under 5 ms/,
    )
    expect(web.seen).toHaveLength(2)
  })

  test('a fast error page is not fast', async () => {
    const web = await startWeb((_, response) => void response.writeHead(503).end())
    const found = await look({url: web.url, latency: {under: '5s'}}, {samples: 20})
    expect(found).toMatchObject({outcome: 'fail', summary: 'status 503, but expected: 2xx'})
  })

  test('what stops answering on the way is told with what there was', async () => {
    let count = 0
    const web = await startWeb((_, response) => {
      if (++count <= 2) response.end()
    })
    const found = await look({url: web.url, latency: {under: '5s'}}, {samples: 20, limit: 500})
    expect(found).toMatchObject({outcome: 'fail', reason: 'timeout'})
    expect(found.summary).toContain('only 2 of 20 samples within 500 ms')
  })

  test('a percentile is the nearest rank', () => {
    const values = Array.from({length: 20}, (_, index) => 20 - index)
    expect(percentileOf(values, 95)).toBe(19)
    expect(percentileOf(values, 100)).toBe(20)
    expect(percentileOf([3], 50)).toBe(3)
  })
})

describe('a server that behaves badly', () => {
  test('is not there', async () => {
    const found = await look({url: `http://127.0.0.1:${await unusedPort()}/`})
    expect(found).toMatchObject({outcome: 'fail', reason: 'refused'})
    expect(found.summary).toContain('is the service up?')
  })

  test('has no name', async () => {
    expect(await look({url: 'http://no-such-host.invalid/'})).toMatchObject({
      outcome: 'unknown',
      reason: 'dns',
    })
  })

  test.each([
    ['silent', undefined, 'timeout', 'gave no whole answer within'],
    [
      'drip',
      'HTTP/1.1 200 OK\r\nX-A: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      'timeout',
      'no whole answer',
    ],
    ['rubbish', undefined, 'mismatch', 'does not answer as HTTP'],
    ['flood', undefined, 'mismatch', 'does not answer as HTTP'],
    ['close', undefined, 'refused', 'closed the connection'],
    ['close-when-asked', undefined, 'refused', 'closed the connection'],
    ['reset', undefined, 'refused', 'broke the connection off'],
  ] as const)('%s', async (behaviour, drops, reason, words) => {
    const pit = await startTarpit(behaviour, drops)
    onTestFinished(pit.close)
    const found = await look({url: `http://127.0.0.1:${pit.port}/`}, {limit: 500})
    expect(found).toMatchObject({outcome: 'fail', reason})
    expect(found.summary).toContain(words)
    await pit.whenLeft()
  })

  test('begins an answer and never ends it', async () => {
    const web = await startWeb((_, response) => void response.write('{"status"'))
    const found = await look({url: web.url, expect: {json: {status: 'ok'}}}, {limit: 500})
    expect(found).toMatchObject({outcome: 'fail', reason: 'timeout'})
    await web.whenLeft()
  })

  test('breaks an answer off in the middle', async () => {
    const web = await startWeb((_, response) => {
      response.writeHead(200, {'content-length': '100'})
      response.write('half', () => response.destroy())
    })
    expect(await look({url: web.url})).toMatchObject({outcome: 'fail', reason: 'refused'})
    await web.whenLeft()
  })

  test('sends 200 MB, plain or unpacked from a few: no more than the cap is kept', async () => {
    const block = Buffer.alloc(1024 * 1024, ' ')
    const packed = gzipSync(Buffer.alloc(200 * 1024 * 1024))
    const web = await startWeb((request, response) => {
      if (request.path === '/packed') {
        response.writeHead(200, {'content-encoding': 'gzip'}).end(packed)
        return
      }
      let left = 200
      const pour = (): void => {
        while (left-- > 0) if (!response.write(block)) return
        response.end()
      }
      response.on('drain', pour)
      pour()
    })
    for (const path of ['/plain', '/packed']) {
      const found = await look({url: `${web.url}${path}`, expect: {json: {status: 'ok'}}}, {limit: 20_000})
      expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
      expect(found.summary).toBe('the body is larger than 8 MiB and was not read further')
    }
    await web.whenLeft()
  })

  test('packs its body wrongly', async () => {
    const web = await startWeb((_, response) => {
      response.writeHead(200, {'content-encoding': 'gzip'}).end('this is no gzip')
    })
    const found = await look({url: web.url})
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toContain('cannot be unpacked')
    await web.whenLeft()
  })
})

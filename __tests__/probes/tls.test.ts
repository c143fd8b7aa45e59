import {once} from 'node:events'
import {mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs'
import type {AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createServer} from 'node:tls'
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import {tls} from '#src/probes/tls.ts'
import {type CertificateMaker, certificateMaker, type Issued} from '../helpers/certificates.ts'
import {lookWith} from '../helpers/net-look.ts'
import {startTarpit, unusedPort} from '../helpers/tarpit.ts'

let directory: string
let make: CertificateMaker
let root: Issued
let middle: Issued
let good: Issued

beforeAll(() => {
  directory = mkdtempSync(join(realpathSync(tmpdir()), 'rollcall-test-'))
  make = certificateMaker(directory)
  root = make.issue({name: 'Test Root', until: 3650, isAuthority: true})
  middle = make.issue({name: 'Test Middle', until: 1000, isAuthority: true, by: root})
  good = make.issue({name: 'localhost', by: middle})
})
afterAll(() => rmSync(directory, {recursive: true, force: true}))

/** A TLS server that shows these certificates. */
const serve = async (own: Issued, ...above: readonly Issued[]) => {
  const cert = [own, ...above].map(each => each.cert).join('\n')
  const server = createServer({key: own.key, cert})
  server.on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const left = async (): Promise<void> => {
    server.close()
    await once(server, 'close')
  }
  return {port: (server.address() as AddressInfo).port, left}
}

const look = (port: number, more: object = {}, limit = 5_000) =>
  lookWith(
    tls,
    {type: 'tls', host: '127.0.0.1', name: 'localhost', port, ca: root.certFile, ...more},
    {limit},
  )

describe('a certificate', () => {
  test('that holds passes, says until when, and no connection is left', async () => {
    const server = await serve(good, middle)
    const found = await look(server.port)
    expect(found).toMatchObject({outcome: 'pass', warning: null, values: {days: 89, issuer: 'Test Middle'}})
    expect(found.summary).toMatch(/^valid for 89 d .*\(until \d{4}-\d\d-\d\d\)$/)
    expect(found.evidence.join('\n')).toContain('names: localhost, 127.0.0.1')
    await server.left()
  })

  test('by https address is the same', async () => {
    const server = await serve(good, middle)
    const found = await lookWith(tls, {
      type: 'tls',
      url: `https://127.0.0.1:${server.port}/x`,
      ca: root.certFile,
    })
    expect(found).toMatchObject({outcome: 'pass'})
  })

  test('that ends soon passes with a warning', async () => {
    const server = await serve(make.issue({name: 'localhost', until: 13.5, by: middle}), middle)
    const found = await look(server.port)
    expect(found).toMatchObject({outcome: 'pass', values: {days: 13}})
    expect(found.warning).toMatch(/^the certificate ends in 13 d/)
    expect((await look(server.port, {'warn-under': '7d'})).warning).toBeNull()
  })

  test('whose authority ends soon passes with a warning that names it', async () => {
    const ending = make.issue({name: 'Ending Middle', until: 5, isAuthority: true, by: root})
    const server = await serve(make.issue({name: 'localhost', by: ending}), ending)
    expect((await look(server.port)).warning).toContain('the authority Ending Middle ends in')
  })

  test('each fault has words of its own', async () => {
    const expired = make.issue({name: 'localhost', from: -30, until: -3, by: middle})
    const early = make.issue({name: 'localhost', from: 3, by: middle})
    const other = make.issue({name: 'other.example', names: 'DNS:other.example', by: middle})
    const alone = make.issue({name: 'localhost'})
    const seen = async (own: Issued, above: readonly Issued[], more: object = {}) => {
      const found = await look((await serve(own, ...above)).port, more)
      expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch', warning: null})
      return found.summary
    }
    expect(await seen(expired, [middle])).toMatch(/^the certificate has expired \(\d{4}-\d\d-\d\d, 3 d/)
    expect(await seen(early, [middle])).toMatch(/^the certificate is not valid yet/)
    expect(await seen(other, [middle])).toBe('the certificate is not for localhost, but for other.example')
    expect(await seen(alone, [])).toBe('the certificate is self-signed: nobody vouches for it')
    expect(await seen(good, [])).toMatch(/^the chain is incomplete: .* Test Middle/)
    expect(await seen(good, [middle, root], {ca: ''})).toMatch(/^the authority Test Root is not trusted here/)
    expect(await seen(good, [middle], {ca: ''})).toMatch(/^the authority Test Root is not trusted here/)
  })

  test('with two faults names both', async () => {
    const both = make.issue({
      name: 'other.example',
      names: 'DNS:other.example',
      from: -9,
      until: -1,
      by: middle,
    })
    const {summary} = await look((await serve(both, middle)).port)
    expect(summary).toContain('has expired')
    expect(summary).toContain('not for localhost')
  })
})

describe('what is not a certificate', () => {
  test('an address without encryption, or none at all, is a fault of the settings', async () => {
    const plain = await lookWith(tls, {type: 'tls', url: 'http://127.0.0.1:1/'})
    expect(plain).toMatchObject({outcome: 'unknown', reason: 'not-configured'})
    const none = await lookWith(tls, {type: 'tls', url: 'app'})
    expect(none).toMatchObject({outcome: 'unknown', reason: 'not-configured'})
  })

  test('a file of authorities that is missing or holds none is named', async () => {
    const missing = await look(1, {ca: '/nowhere/ca.pem'})
    expect(missing).toMatchObject({outcome: 'unknown', reason: 'not-configured'})
    expect(missing.summary).toContain('/nowhere/ca.pem')
    const empty = join(directory, 'empty.pem')
    writeFileSync(empty, 'nothing')
    expect(await look(1, {ca: empty})).toMatchObject({reason: 'not-configured'})
  })

  test('nobody listening', async () => {
    expect(await look(await unusedPort())).toMatchObject({outcome: 'fail', reason: 'refused'})
  })

  test.each([
    ['silent', 'timeout', 'no TLS handshake'],
    ['drip', 'mismatch', 'does not speak TLS'],
    ['rubbish', 'mismatch', 'TLS'],
    ['close', 'refused', 'closed the connection'],
    ['close-when-asked', 'refused', 'closed the connection'],
    ['reset', 'refused', 'broke the connection off'],
    ['flood', 'mismatch', 'does not speak TLS'],
  ] as const)('a server that does %s: %s', async (behaviour, reason, words) => {
    const pit = await startTarpit(behaviour)
    onTestFinished(pit.close)
    const found = await look(pit.port, {}, 500)
    expect(found).toMatchObject({outcome: 'fail', reason})
    expect(found.summary).toContain(words)
    await pit.whenLeft()
  })
})

import {once} from 'node:events'
import type {AddressInfo} from 'node:net'
import {connect, createServer} from 'node:tls'
import {expect, onTestFinished, test} from 'vitest'
import {makeAuthority} from '#src/drill/stack/certificate.ts'

/** How node, which asks OpenSSL, finds the certificate: `secure`, or the code of what is wrong with it. */
const judged = async (days: number, {trusted = true, host = '127.0.0.1'} = {}): Promise<string> => {
  const authority = makeAuthority(new Date())
  const {cert, key} = authority.issue(days)
  const server = createServer({cert, key}, socket => socket.on('error', () => undefined).end())
  server.on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const {port} = server.address() as AddressInfo
  const socket = connect({
    port,
    host: '127.0.0.1',
    ...(host === '127.0.0.1' ? {} : {servername: host}),
    ...(trusted ? {ca: [authority.ca]} : {}),
  })
  return new Promise(resolve => {
    socket.on('secureConnect', () => resolve('secure'))
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
  })
}

test.each([
  [90, {}, 'secure'],
  [1, {host: 'localhost'}, 'secure'],
  [-1, {}, 'CERT_HAS_EXPIRED'],
  [-200, {}, 'CERT_HAS_EXPIRED'],
  [90, {trusted: false}, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  [90, {host: 'finasis.example'}, 'ERR_TLS_CERT_ALTNAME_INVALID'],
] as const)('a certificate for %i days, seen with %j, is %s', async (days, seen, verdict) => {
  expect(await judged(days, seen)).toBe(verdict)
})

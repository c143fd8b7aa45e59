import {createServer} from 'node:net'
import {describe, expect, onTestFinished, test} from 'vitest'
import {tr} from '#src/i18n/tr.ts'
import {tcp} from '#src/probes/tcp.ts'
import {lookWith} from '../helpers/net-look.ts'
import {type Behaviour, startTarpit, unusedPort} from '../helpers/tarpit.ts'

const tarpit = async (behaviour: Behaviour, drops?: string) => {
  const pit = await startTarpit(behaviour, drops)
  onTestFinished(pit.close)
  return pit
}

const look = (port: number, more: object = {}, limit = 300) =>
  lookWith(tcp, {type: 'tcp', host: '127.0.0.1', port, ...more}, {limit})

describe('a port', () => {
  test('that takes connections passes, and the connection is not left open', async () => {
    const pit = await tarpit('silent')
    const found = await look(pit.port)
    expect(found).toMatchObject({outcome: 'pass', reason: null})
    expect(found.summary).toContain(`127.0.0.1:${pit.port} takes connections`)
    await pit.whenLeft()
  })

  test('at which nobody listens is refused, and says so in both languages', async () => {
    const port = await unusedPort()
    const found = await look(port)
    expect(found).toMatchObject({outcome: 'fail', reason: 'refused'})
    expect(found.summary).toBe(`nobody listens at 127.0.0.1:${port}: is the service up?`)
    const turkish = await lookWith(tcp, {type: 'tcp', host: '127.0.0.1', port}, {texts: tr})
    expect(turkish.summary).toContain('dinleyen yok')
  })

  test('of a name that does not exist is unknown: we could not look', async () => {
    const found = await lookWith(tcp, {type: 'tcp', host: 'no-such-host.invalid', port: 80})
    expect(found).toMatchObject({outcome: 'unknown', reason: 'dns'})
    expect(found.summary).toContain('no-such-host.invalid')
  })

  test.each(['0', '65536', 'http', ''])('"%s" is a fault of the settings', async port => {
    // From a variable anything may come, so the schema does not see it.
    const found = await lookWith(look => tcp({...look, options: {...look.options, port}}), {
      type: 'tcp',
      host: '127.0.0.1',
      port: 1,
    })
    expect(found).toMatchObject({outcome: 'unknown', reason: 'not-configured'})
  })

  test('of localhost is found on whichever family it listens', async () => {
    const server = createServer(socket => socket.end()).listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await new Promise(resolve => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    expect(await lookWith(tcp, {type: 'tcp', host: 'localhost', port})).toMatchObject({outcome: 'pass'})
  })
})

describe('a banner', () => {
  test('that is as expected passes even where it comes a byte at a time', async () => {
    const pit = await tarpit('drip', '220 mail ready\r\n')
    const found = await look(pit.port, {banner: {contains: '220 mail'}}, 5_000)
    expect(found).toMatchObject({outcome: 'pass'})
    await pit.whenLeft()
  })

  test('that is another says what was heard', async () => {
    const pit = await tarpit('rubbish')
    const found = await look(pit.port, {banner: 'SSH-2.0'})
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toContain('holds "SSH-2.0"')
    expect(found.summary).not.toContain('\u001b')
    await pit.whenLeft()
  })

  test('that never comes is a timeout', async () => {
    const pit = await tarpit('silent')
    const found = await look(pit.port, {banner: 'SSH-2.0'})
    expect(found).toMatchObject({outcome: 'fail', reason: 'timeout'})
    expect(found.summary).toContain('said nothing')
    await pit.whenLeft()
  })

  test.each(['close', 'flood'] as const)('a server that does %s ends the look', async behaviour => {
    const pit = await tarpit(behaviour)
    expect(await look(pit.port, {banner: 'SSH-2.0'}, 5_000)).toMatchObject({reason: 'mismatch'})
    await pit.whenLeft()
  })
})

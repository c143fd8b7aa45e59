import {mkdtempSync, realpathSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import {headerText, isMailbox} from '#src/net/smtp-message.ts'
import {smtp} from '#src/probes/smtp.ts'
import {type CertificateMaker, certificateMaker, type Issued} from '../helpers/certificates.ts'
import {type LookedWith, lookWith} from '../helpers/net-look.ts'
import {startSmtp} from '../helpers/private-smtp.ts'
import {startTarpit, unusedPort} from '../helpers/tarpit.ts'

let directory: string
let make: CertificateMaker
let root: Issued
let good: Issued
beforeAll(() => {
  directory = mkdtempSync(join(realpathSync(tmpdir()), 'rollcall-test-'))
  make = certificateMaker(directory)
  root = make.issue({name: 'Test Root', isAuthority: true})
  good = make.issue({name: 'localhost', by: root})
})
afterAll(() => rmSync(directory, {recursive: true, force: true}))

const look = (port: number, entry: object = {}, more?: LookedWith) =>
  lookWith(smtp, {type: 'smtp', host: '127.0.0.1', port, ca: root.certFile, ...entry}, more)

const user = {name: 'finasis', password: 'söme;word'}
const withLogin = {user: user.name, password: user.password}
const mailing = {effects: 'true', deliver: {to: 'ops@finasis.example', from: 'app@finasis.example'}}

describe('a mail server', () => {
  test('that speaks TLS and lets us in passes, and is told goodbye', async () => {
    const server = await startSmtp({certificates: [good], user})
    const found = await look(server.port, withLogin)
    expect(found).toMatchObject({outcome: 'pass', warning: null, values: {tls: 'TLSv1.3', delivered: false}})
    expect(found.summary).toBe('TLSv1.3, finasis is logged in')
    expect(server.commands.map(each => each.split(' ')[0])).toEqual([
      'EHLO',
      'STARTTLS',
      'EHLO',
      'AUTH',
      'QUIT',
    ])
    await server.whenLeft()
  })

  test('that knows AUTH LOGIN alone is talked to in that way', async () => {
    const server = await startSmtp({certificates: [good], user, ways: 'LOGIN'})
    expect(await look(server.port, withLogin)).toMatchObject({outcome: 'pass'})
    const other = await startSmtp({certificates: [good], user, ways: 'XOAUTH2'})
    const found = await look(other.port, withLogin)
    expect(found).toMatchObject({outcome: 'unknown', reason: 'error'})
    expect(found.summary).toContain('XOAUTH2')
  })

  test('with a wrong password is unknown, and the password is not shown', async () => {
    const server = await startSmtp({certificates: [good], user})
    const found = await look(server.port, {...withLogin, password: 'not-that-one'})
    expect(found).toMatchObject({outcome: 'unknown', reason: 'auth'})
    expect(found.summary).toContain('does not let finasis in')
    expect(JSON.stringify(found)).not.toContain('not-that-one')
    await server.whenLeft()
  })

  test('that repeats the password in its reply is not repeated', async () => {
    const says = {
      AUTH: `535 no: ${user.password} ${Buffer.from(`\0${user.name}\0${user.password}`).toString('base64')}`,
    }
    const server = await startSmtp({certificates: [good], user, says})
    const found = await look(server.port, withLogin)
    expect(found.summary).toContain('535 no: *** ***')
  })

  test('without STARTTLS is told nothing, where it is demanded', async () => {
    const server = await startSmtp({user})
    const found = await look(server.port, withLogin)
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toContain('no STARTTLS')
    expect(server.commands).not.toContain('AUTH')
  })

  test('unencrypted on purpose passes, but what went in the clear is warned of', async () => {
    const server = await startSmtp({user})
    const found = await look(server.port, {...withLogin, starttls: 'False'})
    expect(found).toMatchObject({outcome: 'pass', values: {tls: null}})
    expect(found.warning).toContain('unencrypted')
  })

  test('with a bad certificate gets no password', async () => {
    const bad = make.issue({name: 'other.example', names: 'DNS:other.example', by: root})
    const server = await startSmtp({certificates: [bad], user})
    const found = await look(server.port, withLogin)
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toContain('not for 127.0.0.1')
    expect(server.commands).not.toContain('AUTH')
    await server.whenLeft()
  })

  test.each([
    ['greeting', '554 5.7.1 blocked', 'turns us away: 554 5.7.1 blocked'],
    ['greeting', '421 too busy', 'turns us away: 421 too busy'],
    ['STARTTLS', '454 TLS not available', 'refuses STARTTLS: 454'],
    ['AUTH', '454 4.7.0 Temporary failure', 'cannot log finasis in now: 454'],
  ] as const)('that answers %s with %s', async (verb, reply, words) => {
    const server = await startSmtp({certificates: [good], user, says: {[verb]: reply}})
    const found = await look(server.port, withLogin)
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toContain(words)
    await server.whenLeft()
  })
})

describe('a recipient', () => {
  test('is asked for, but gets nothing before that was confirmed', async () => {
    const server = await startSmtp({certificates: [good]})
    const found = await look(server.port, mailing)
    expect(found).toMatchObject({outcome: 'pass', values: {delivered: false}})
    expect(found.summary).toContain('ops@finasis.example is accepted (nothing was sent)')
    expect(server.messages).toEqual([])
    expect(server.commands).not.toContain('DATA')
  })

  test('gets one message once it was', async () => {
    const server = await startSmtp({certificates: [good]})
    const entry = {
      ...mailing,
      deliver: {...mailing.deliver, subject: 'Geri dönüş: şimdi\r\nBcc: all@example'},
    }
    const found = await look(server.port, entry, {effects: true})
    expect(found).toMatchObject({outcome: 'pass', values: {delivered: true}})
    expect(found.summary).toContain('queued as 4F2A')
    expect(server.messages).toHaveLength(1)
    const [head = '', body = ''] = (server.messages[0] ?? '').split('\n\n')
    expect(head).toContain('To: <ops@finasis.example>')
    expect(head).not.toMatch(/^Bcc:/m)
    expect(Buffer.from(body, 'base64').toString('utf8')).toContain('sent by rollcall')
  })

  test('that is refused, and a login that was not given, are told apart', async () => {
    const refusing = await startSmtp({certificates: [good], says: {RCPT: '550 5.1.1 no such mailbox'}})
    const refused = await look(refusing.port, mailing, {effects: true})
    expect(refused).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(refused.summary).toContain('refuses the recipient: 550 5.1.1 no such mailbox')
    expect(refusing.messages).toEqual([])
    const asking = await startSmtp({certificates: [good], user})
    expect(await look(asking.port, mailing)).toMatchObject({outcome: 'unknown', reason: 'auth'})
  })

  test('whose message is refused, and one of which nobody knows', async () => {
    const full = await startSmtp({certificates: [good], says: {message: '452 4.2.2 mailbox full'}})
    const refused = await look(full.port, mailing, {effects: true})
    expect(refused.summary).toContain('refuses the message: 452 4.2.2 mailbox full')
    const mute = await startSmtp({certificates: [good], says: {message: null}})
    const found = await look(mute.port, mailing, {effects: true, limit: 700})
    expect(found).toMatchObject({outcome: 'fail', reason: 'timeout'})
    expect(found.summary).toContain('whether it was taken is unknown')
    await mute.whenLeft()
  })

  test.each(['nobody', 'a@b\r\nRCPT TO:<c@d>', '<a@b>'])('%j is no mail address', async to => {
    const server = await startSmtp({certificates: [good]})
    const found = await look(server.port, {...mailing, deliver: {to}}, {effects: true})
    expect(found).toMatchObject({outcome: 'unknown', reason: 'not-configured'})
    expect(server.commands.join()).not.toContain('MAIL')
  })
})

describe('what is no mail server, or a bad one', () => {
  test('nobody', async () => {
    expect(await look(await unusedPort())).toMatchObject({outcome: 'fail', reason: 'refused'})
  })

  test.each([
    ['silent', undefined, 'timeout', 'no whole answer'],
    ['drip', '220-more\r\n', 'timeout', 'no whole answer'],
    ['drip', 'hello ', 'mismatch', 'is no mail server, it says: hell'],
    ['rubbish', undefined, 'mismatch', 'is no mail server'],
    ['close', undefined, 'refused', 'closed the connection'],
    ['flood', undefined, 'mismatch', 'is no mail server'],
  ] as const)('%s %j', async (behaviour, drops, reason, words) => {
    const pit = await startTarpit(behaviour, drops)
    onTestFinished(pit.close)
    const found = await look(pit.port, {}, {limit: 500})
    expect(found).toMatchObject({outcome: 'fail', reason})
    expect(found.summary).toContain(words)
    await pit.whenLeft()
  })

  test.each(['EHLO', 'STARTTLS', 'AUTH'] as const)('one that falls silent at %s', async verb => {
    const server = await startSmtp({certificates: [good], user, says: {[verb]: null}})
    expect(await look(server.port, withLogin, {limit: 500})).toMatchObject({
      outcome: 'fail',
      reason: 'timeout',
    })
    await server.whenLeft()
  })

  test('one that does not say goodbye changes nothing', async () => {
    const server = await startSmtp({certificates: [good], says: {QUIT: null}})
    expect(await look(server.port)).toMatchObject({outcome: 'pass'})
    await server.whenLeft()
  })
})

test('headers and mailboxes hold nothing that could become a line of its own', () => {
  expect(headerText('plain')).toBe('plain')
  expect(headerText('a\r\nBcc: b')).toBe('a Bcc: b')
  expect(
    headerText('ş'.repeat(60))
      .split('\r\n ')
      .every(word => word.length <= 75),
  ).toBe(true)
  expect(isMailbox('a.b+c@d.example')).toBe(true)
  expect(['', 'a', 'a@', '@b', 'a b@c', 'a@b>', 'ş@b'].some(isMailbox)).toBe(false)
})

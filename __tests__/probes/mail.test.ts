import {mkdirSync, mkdtempSync, realpathSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import {smtp} from '#src/probes/smtp.ts'
import {cannotRun} from '../helpers/cannot-run.ts'
import {certificateMaker, type Issued} from '../helpers/certificates.ts'
import {type LookedWith, lookWith} from '../helpers/net-look.ts'
import {hasMail, mailPeople, type PrivateMail, startMail} from '../helpers/private-mail.ts'

test('a real mail server is there to be tested against', context => {
  if (!hasMail()) cannotRun(context.skip, 'aiosmtpd for Python is not installed')
})

const {user, password, recipient, full} = mailPeople

describe.runIf(hasMail())('a mail server', () => {
  let directory: string
  let root: Issued
  let secure: PrivateMail
  let plain: PrivateMail

  beforeAll(async () => {
    directory = mkdtempSync(join(realpathSync(tmpdir()), 'rollcall-test-'))
    const make = certificateMaker(join(directory, 'certificates'))
    root = make.issue({name: 'Test Root', isAuthority: true})
    const own = make.issue({name: 'localhost', by: root})
    for (const name of ['secure', 'plain']) mkdirSync(join(directory, name))
    ;[secure, plain] = await Promise.all([
      startMail(join(directory, 'secure'), own),
      startMail(join(directory, 'plain'), null),
    ])
  })
  afterAll(async () => {
    await Promise.all([secure.stop(), plain.stop()])
    rmSync(directory, {recursive: true, force: true})
  })

  const look = (more: object = {}, looked: LookedWith = {}, server = secure) => {
    const place = {host: 'localhost', port: server.port, ca: root.certFile}
    return lookWith(smtp, {type: 'smtp', effects: 'true', ...place, user, password, ...more}, looked)
  }

  test('that is well is passed as far as the recipient, and nothing arrives', async () => {
    const found = await look({deliver: {to: recipient}})
    expect(found).toMatchObject({outcome: 'pass', warning: null, values: {delivered: false}})
    expect(found.summary).toContain(`${user} is logged in`)
    expect(found.evidence.join('\n')).toContain('220 private.example')
    expect(secure.arrived()).toHaveLength(0)
  })

  test('takes one message where that was confirmed, and it arrives once, whole', async () => {
    const deliver = {to: recipient, from: 'rollcall@private.example', subject: 'Yoklama ✓ ığüşöç'}
    const found = await look({deliver}, {effects: true})
    expect(found).toMatchObject({outcome: 'pass', values: {delivered: true}})
    const arrived = secure.arrived()
    expect(arrived).toHaveLength(1)
    const [message = ''] = arrived
    expect(message).toContain(`To: <${recipient}>`)
    expect(message).toContain(`Subject: =?utf-8?B?${Buffer.from('Yoklama ✓ ığüşöç').toString('base64')}?=`)
    expect(message).toContain('Auto-Submitted: auto-generated')
  })

  test.each([
    ['a wrong password', {password: 'secret-guess'}, 'unknown', 'auth', '535'],
    ['no login where one is needed', {user: '', password: ''}, 'unknown', 'auth', '530'],
    ['a recipient that nobody knows', {deliver: {to: 'nobody@private.example'}}, 'fail', 'mismatch', '550'],
    ['a full mailbox', {deliver: {to: full}}, 'fail', 'mismatch', '452'],
  ] as const)('%s is told with the words of the server', async (_, more, outcome, reason, code) => {
    const found = await look({deliver: {to: recipient}, ...more})
    expect(found).toMatchObject({outcome, reason})
    expect(found.summary).toContain(code)
    expect(JSON.stringify(found)).not.toMatch(/secret-guess|p@ss/)
  })

  test('that offers no STARTTLS is given no password', async () => {
    const found = await look({}, {}, plain)
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toContain('STARTTLS')
    const bare = await look({starttls: 'false'}, {}, plain)
    expect(bare).toMatchObject({outcome: 'pass', values: {tls: null}})
    expect(bare.warning).not.toBeNull()
  })

  test('with a certificate that nobody here trusts is given no password', async () => {
    const found = await look({ca: ''})
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toMatch(/chain is incomplete|not trusted here/)
  })

  test('that is stopped in its tracks takes the connection and says nothing', async () => {
    secure.child.kill('SIGSTOP')
    onTestFinished(() => void secure.child.kill('SIGCONT'))
    const found = await look({}, {limit: 400})
    expect(found).toMatchObject({outcome: 'fail', reason: 'timeout'})
    expect(found.summary).toContain('gave no whole answer within 400 ms')
  })

  test('that was killed is refused', async () => {
    await secure.stop()
    expect(await look()).toMatchObject({outcome: 'fail', reason: 'refused'})
  })
})

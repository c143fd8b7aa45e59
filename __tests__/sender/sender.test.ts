import {mkdtempSync, realpathSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import {createDeadline} from '#src/net/deadline.ts'
import {type Destination, senderExits} from '#src/runner/sender-exit.ts'
import {sendMail} from '#src/sender/mail.ts'
import {sendWebhook} from '#src/sender/webhook.ts'
import {certificateMaker, type Issued} from '../helpers/certificates.ts'
import {startSmtp} from '../helpers/private-smtp.ts'
import {startWeb} from '../helpers/private-web.ts'
import {unusedPort} from '../helpers/tarpit.ts'

type Mail = Extract<Destination, {way: 'mail'}>

let directory: string
let root: Issued
let good: Issued
beforeAll(() => {
  directory = mkdtempSync(join(realpathSync(tmpdir()), 'rollcall-test-'))
  const make = certificateMaker(directory)
  root = make.issue({name: 'Test Root', isAuthority: true})
  good = make.issue({name: 'localhost', by: root})
})
afterAll(() => rmSync(directory, {recursive: true, force: true}))

const letter = {id: 'n.1@rollcall', subject: 'Duyuru: şimdi\r\nBcc: all@x', text: '.\n..\nİyi <b> & iyi\n'}

const within = (limit: number) => {
  const deadline = createDeadline(limit)
  onTestFinished(deadline.end)
  return deadline
}

const mailTo = (port: number, more: Partial<Mail> = {}): Mail => ({
  way: 'mail',
  host: '127.0.0.1',
  port: String(port),
  starttls: '',
  user: 'app@x.example',
  password: 'pass-phrase',
  name: '',
  ca: root.certFile,
  from: 'app@x.example',
  to: ['one@x.example', 'two@x.example'],
  ...more,
})

const user = {name: 'app@x.example', password: 'pass-phrase'}

describe('mail', () => {
  test('goes over TLS to every recipient in one message, byte for byte, with no header of the text’s making', async () => {
    const server = await startSmtp({certificates: [good], user})
    expect(await sendMail(mailTo(server.port), letter, within(10_000))).toEqual({
      exit: senderExits.sent,
      reply: '250 2.0.0 Ok: queued as 4F2A',
    })
    expect(server.messages).toHaveLength(1)
    const [head = '', body = ''] = (server.messages[0] ?? '').split('\n\n')
    expect(head).toContain('Message-ID: <n.1@rollcall>')
    expect(head).toMatch(/To: <one@x\.example>,\n <two@x\.example>/)
    expect(head).not.toMatch(/^Bcc:/m)
    expect(Buffer.from(body, 'base64').toString('utf8')).toBe(`${letter.text}\n`)
    await server.whenLeft()
  })

  test.each([
    ['a recipient is refused', {RCPT: '550 5.1.1 no such mailbox'}, 'refused', '550'],
    ['the message is refused', {message: '452 4.2.2 mailbox full'}, 'refused', '452'],
    ['the greeting is a no', {greeting: '421 too busy'}, 'refused', '421'],
    ['nothing is said before the message', {MAIL: null}, 'unreachable', 'timeout'],
    ['nothing is said behind the message', {message: null}, 'noAnswer', ''],
  ] as const)('where %s, that is told as what it is', async (_, says, exit, reply) => {
    const server = await startSmtp({certificates: [good], user, says})
    const sent = await sendMail(mailTo(server.port), letter, within(1_500))
    expect(sent.exit).toBe(senderExits[exit])
    expect(sent.reply).toMatch(new RegExp(`^${reply}`))
    expect(server.messages).toHaveLength('message' in says ? 1 : 0)
  })

  test('a wrong password is a refusal that does not repeat it; nobody there is unreachable; no mailbox is no address', async () => {
    const server = await startSmtp({
      certificates: [good],
      user,
      says: {AUTH: '535 5.7.8 not pass-phrase'},
    })
    const refused = await sendMail(mailTo(server.port), letter, within(5_000))
    expect(refused).toEqual({exit: senderExits.refused, reply: '535 5.7.8 not ***'})
    const nobody = await sendMail(mailTo(await unusedPort()), letter, within(5_000))
    expect(nobody.exit).toBe(senderExits.unreachable)
    const odd = await sendMail(mailTo(1, {to: ['a@b>\r\nRCPT TO:<c@d']}), letter, within(5_000))
    expect(odd.exit).toBe(senderExits.notConfigured)
  })
})

describe('a webhook', () => {
  test('gets one request, in which no text is a mention', async () => {
    const web = await startWeb((_, response) => response.end('ok'), [good])
    const url = `https://localhost:${web.port}/services/x`
    const sent = await sendWebhook({way: 'webhook', url, ca: root.certFile}, letter, within(10_000))
    expect(sent).toEqual({exit: senderExits.sent, reply: '200 ok'})
    expect(web.seen.map(({method, headers}) => [method, headers['content-type']])).toEqual([
      ['POST', 'application/json; charset=utf-8'],
    ])
    expect(JSON.parse(web.seen[0]?.body ?? '')).toEqual({
      text: 'Duyuru: şimdi\r\nBcc: all@x\n\n.\n..\nİyi &lt;b&gt; &amp; iyi\n',
    })
  })

  test.each([
    [302, 'refused'],
    [403, 'refused'],
    [500, 'noAnswer'],
    ['silence', 'noAnswer'],
    ['drop', 'noAnswer'],
  ] as const)('that answers with %s: %s', async (answer, exit) => {
    const web = await startWeb((_, response) => {
      if (answer === 'drop') response.destroy()
      else if (answer !== 'silence') response.writeHead(answer, {location: '/else'}).end('no')
    })
    const sent = await sendWebhook(
      {way: 'webhook', url: `${web.url}/secret-path`, ca: ''},
      letter,
      within(1_500),
    )
    expect(sent.exit).toBe(senderExits[exit])
    expect(sent.reply).not.toContain('secret-path')
    // Redirects are not followed, and nothing is tried twice.
    expect(web.seen).toHaveLength(1)
  })

  test('whose certificate does not hold, that nobody serves, or whose address is none gets nothing', async () => {
    const web = await startWeb((_, response) => response.end('ok'), [good])
    const secure = {way: 'webhook', url: `https://localhost:${web.port}/x`, ca: ''} as const
    expect((await sendWebhook(secure, letter, within(5_000))).exit).toBe(senderExits.unreachable)
    expect(web.seen).toEqual([])
    const nobody = {way: 'webhook', url: `http://127.0.0.1:${await unusedPort()}/x`, ca: ''} as const
    expect((await sendWebhook(nobody, letter, within(5_000))).exit).toBe(senderExits.unreachable)
    const none = {way: 'webhook', url: 'ftp://x/y', ca: ''} as const
    expect((await sendWebhook(none, letter, within(5_000))).exit).toBe(senderExits.notConfigured)
  })
})

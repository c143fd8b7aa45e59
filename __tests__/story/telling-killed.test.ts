import {chmodSync, existsSync, readFileSync} from 'node:fs'
import type {ServerResponse} from 'node:http'
import {join, resolve} from 'node:path'
import {expect, test} from 'vitest'
import {readClaim} from '#src/durable/claim.ts'
import {eventually} from '../helpers/commands.ts'
import type {Operator} from '../helpers/operator.ts'
import {startSmtp} from '../helpers/private-smtp.ts'
import {startWeb} from '../helpers/private-web.ts'
import {type Place, setUpPlace} from '../helpers/story.ts'

const checklists = resolve(import.meta.dirname, '..', '..', 'checklists')
const read = (name: string): string => readFileSync(join(checklists, name), 'utf8')

/** FinAsis' own runbook, with a mail server and a webhook that are really there. */
const finasisPlace = async () => {
  const waiting: ServerResponse[] = []
  const held = {back: false}
  const web = await startWeb((_, response) => {
    if (held.back) waiting.push(response)
    else response.end('ok')
  })
  const says: {message?: string | null} = {}
  const smtp = await startSmtp({user: {name: 'app@finasis.example', password: 'let-me-in-please'}, says})
  const mail = (name: string): string => `${name}@finasis.example`
  const place = setUpPlace(read('finasis-rollback.en.md'), read('finasis-rollback.probes.yaml'), {
    SLACK_WEBHOOK_URL: `${web.url}/services/T0/B0/hook-secret`,
    EMAIL_HOST: '127.0.0.1',
    EMAIL_PORT: String(smtp.port),
    EMAIL_USE_TLS: 'false',
    EMAIL_HOST_USER: 'app@finasis.example',
    EMAIL_HOST_PASSWORD: 'let-me-in-please',
    ROLLCALL_MAIL_MANAGEMENT: mail('management'),
    ROLLCALL_MAIL_DEVELOPERS: mail('developers'),
    ROLLCALL_MAIL_USERS: mail('users'),
    ROLLCALL_MAIL_SUPPORT: mail('support'),
  })
  // Stands in front of the real mkfifo, which is called after the intent is on disk and before any runner is started.
  const fake = `#!/bin/sh\nif [ -e '${place.dir}/kill' ]; then rm '${place.dir}/kill'; kill -9 $PPID; exit 1; fi\nPATH=\${PATH#*:} exec mkfifo "$@"\n`
  chmodSync(place.write('bin/mkfifo', fake), 0o755)
  return {
    place,
    web,
    smtp,
    holdWeb: () => {
      held.back = true
    },
    answerWeb: () => {
      held.back = false
      for (const response of waiting.splice(0)) response.end('ok')
    },
    waiting,
    mailStaysSilent: (silent: boolean) => {
      if (silent) says.message = null
      else delete says.message
    },
  }
}

const confirm = async (operator: Operator, item: string): Promise<void> => {
  await operator.says(`goto ${item}`)
  await operator.says('message')
  operator.types('send')
  await operator.sees('to send exactly this')
  operator.types('send')
}

const resume = async (place: Place): Promise<{operator: Operator; greeting: string}> => {
  const operator = place.sit(['resume'])
  return {operator, greeting: await operator.sees('rollcall> ')}
}

test('sections 6 and 7: killed between confirmation and sending, nothing is sent twice nor claimed unsent', {
  timeout: 180_000,
}, async () => {
  const {place, web, smtp, holdWeb, answerWeb, waiting, mailStaysSilent} = await finasisPlace()
  const started = await place.start(['--operator', 'Ayşe'])
  const {id} = started
  let {operator} = started
  await operator.says('decide no It healed by itself')
  const directory = (message: number): string =>
    join(place.session(id), 'messages', String(message).padStart(4, '0'))

  // Killed behind the intent, before anything could be started: that it was not sent is proved.
  place.write('kill', '')
  await confirm(operator, 'tell-devops')
  expect(await operator.leaves).toBe('SIGKILL')
  expect(place.happened(id, 'message-intended')).toHaveLength(1)
  let resumed = await resume(place)
  expect(resumed.greeting).toMatch(/NOT SENT, which is proved/)
  expect(web.seen).toHaveLength(0)

  // Killed while the webhook has the message and does not answer: it is found sent, and is not sent again.
  operator = resumed.operator
  holdWeb()
  await confirm(operator, 'tell-devops')
  await eventually('the webhook has it', () => waiting.length > 0)
  operator.kill('SIGKILL')
  await operator.leaves
  answerWeb()
  await eventually('its end is recorded', () => existsSync(join(directory(2), 'exit.json')))
  resumed = await resume(place)
  expect(resumed.greeting).toMatch(/message 2 SENT to #finasis-ops-911/)
  expect(place.happened(id, 'message-sent')).toMatchObject([{message: 2, seen: 'while-away'}])
  expect(web.seen).toHaveLength(1)

  // Killed with its runner while the mail server has the whole message and stays silent: nobody knows, and it is said.
  operator = resumed.operator
  mailStaysSilent(true)
  await confirm(operator, 'tell-management')
  await eventually('the mail server has it', () => smtp.messages.length > 0)
  operator.kill('SIGKILL')
  await operator.leaves
  const runner = readClaim(directory(3))
  if (runner?.by !== 'runner' || runner.pid === null) throw new Error('no runner')
  process.kill(runner.pid, 'SIGKILL')
  resumed = await resume(place)
  expect(resumed.greeting).toMatch(/whether message 3 arrived IS UNKNOWN/)
  operator = resumed.operator
  mailStaysSilent(false)
  await operator.says('goto tell-management')
  expect(await operator.says('send')).toContain('nobody knows whether it arrived')
  expect(await operator.says('finish Ayşe')).toContain('unknown')
  expect(smtp.messages).toHaveLength(1)
  await operator.says('done management answered on the phone')

  for (const item of ['tell-developers', 'tell-users', 'tell-support']) {
    await confirm(operator, item)
    expect(await operator.sees('rollcall> ')).toContain('SENT to ')
  }
  expect(smtp.messages).toHaveLength(4)
  expect(web.seen).toHaveLength(1)
  await operator.says('goto status-page')
  expect(await operator.says('message')).toContain('no way to send it is configured')
  operator.types('done')
  for (const [question, answer] of [
    ['who', 'everybody'],
    ['channel', 'status page'],
    ['when', 'just now'],
  ] as const) {
    await operator.sees(`${question}:`)
    operator.types(answer)
  }
  await operator.sees('rollcall> ')

  await operator.says('note lesson: mails need a second server')
  await operator.says('note suggestion: watch the queue')
  for (const item of ['reason', 'actions', 'lessons', 'improvements']) {
    await operator.says(`goto ${item}`)
    // Where the session itself has sensed it already this is refused, which is as good.
    await operator.says('done it stands above')
  }
  for (const item of ['root-cause', 'prevention', 'monitoring', 'coverage', 'deployment']) {
    await operator.says(`goto ${item}`)
    operator.types('done')
    await operator.sees('owner:')
    operator.types('Mehmet')
    await operator.sees('due date:')
    operator.types('2026-12-01')
    await operator.sees('rollcall> ')
  }
  operator.types('finish')
  await operator.sees('your name, to sign off')
  operator.types('Ayşe Yılmaz')
  expect(await operator.leaves).toBe(0)
  expect(place.happened(id, 'session-closed')).toMatchObject([
    {signedBy: 'Ayşe Yılmaz', outcome: 'complete with overrides'},
  ])

  const markdown = (await place.once(['export', id])).printed
  expect(markdown).toContain('asserted, not observed')
  for (const secret of ['hook-secret', 'let-me-in-please']) {
    expect(markdown).not.toContain(secret)
    expect(readFileSync(place.journal(id), 'utf8')).not.toContain(secret)
  }
})

test('wherever its runner is killed, what is said of a message is never wrong, and it goes out once at most', {
  timeout: 180_000,
}, async () => {
  const {place, web} = await finasisPlace()
  const claims = new Map<string, number>()
  for (const stage of ['spec.json', 'claim', 'started.json', 'exit.json'] as const) {
    const before = web.seen.length
    const {operator, id} = await place.start(['--operator', 'Ayşe'])
    await operator.says('goto tell-devops')
    await operator.says('message')
    operator.types('send')
    await operator.sees('to send exactly this')
    operator.types('send')
    const dir = join(place.session(id), 'messages', '0001')
    await eventually(stage, () => existsSync(join(dir, stage)))
    operator.kill('SIGKILL')
    const claim = readClaim(dir)
    try {
      if (claim?.by === 'runner' && claim.pid !== null) process.kill(claim.pid, 'SIGKILL')
    } catch {
      // It had ended already.
    }
    await operator.leaves
    const again = place.sit(['resume', id])
    await again.sees('rollcall> ')
    // A runner that was not killed is followed to its end.
    await eventually('an outcome', () =>
      place
        .events(id)
        .some(event => ['message-sent', 'message-failed', 'message-unknown'].includes(event.type)),
    )
    const told =
      place.events(id).find(event => /^message-(sent|failed|unknown)$/.test(event.type))?.type ?? ''
    claims.set(told, (claims.get(told) ?? 0) + 1)
    const arrived = web.seen.length - before
    if (told === 'message-sent') expect([stage, arrived]).toEqual([stage, 1])
    if (told === 'message-failed') expect([stage, arrived]).toEqual([stage, 0])
    expect(arrived).toBeLessThanOrEqual(1)
    again.types('abort enough')
    await again.leaves
  }
  expect([...claims.values()].reduce((sum, count) => sum + count, 0)).toBe(4)
})

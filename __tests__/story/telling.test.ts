import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {startSmtp} from '../helpers/private-smtp.ts'
import {startWeb} from '../helpers/private-web.ts'
import {type Place, setUpPlace} from '../helpers/story.ts'

const night = `# A night

## 1. Tell
- [ ] Team: told <!-- {id: team, ask: [who, channel], message: team} -->
- [ ] Users: told <!-- {id: users, ask: [who, channel], message: users} -->

## 2. After
- [ ] look again <!-- {id: last} -->

## Contacts
- **On call:** +90 212 555 00 01
- **Lead:** +90 xxx xxx xx xx
`

const probes = `secrets: [MAIL_PASSWORD]
probes:
  mail: {type: smtp, host: 127.0.0.1, port: '\${MAIL_PORT}', starttls: 'false', user: 'app@shop.example', password: '\${MAIL_PASSWORD:-}'}
messages:
  team: {webhook: '\${HOOK}', to: '#ops'}
  users: {mail: {server: mail, to: '\${MAIL_TO:-}'}}
`

const template =
  '# Update ({{time}})\n\nSomething <!channel> & more: {{what}}\nState: {{state}}.\nNext: {{next-update}}\n'

const setUp = (env: Readonly<Record<string, string>>, settings = probes): Place => {
  const place = setUpPlace(night, settings, env)
  for (const audience of ['team', 'users']) {
    for (const language of ['tr', 'en']) place.write(`messages/${audience}.${language}.md`, template)
  }
  return place
}

/** Sends what was drafted at the current item, up to the prompt behind its outcome. */
const send = async (operator: Awaited<ReturnType<Place['start']>>['operator']): Promise<string> => {
  await operator.says('message')
  operator.types('send')
  await operator.sees('to send exactly this')
  return operator.says('send')
}

test('a message goes to a webhook and to a mail server once, and what was sent is the evidence', async () => {
  const web = await startWeb((_, response) => response.end('ok'))
  const smtp = await startSmtp({user: {name: 'app@shop.example', password: 'let-me-in-please'}})
  const place = setUp({
    HOOK: `${web.url}/services/T000/very-secret-path`,
    MAIL_PORT: String(smtp.port),
    MAIL_PASSWORD: 'let-me-in-please',
    MAIL_TO: 'one@shop.example, two@shop.example',
  })
  const {operator, id} = await place.start(['--operator', 'Ayşe'])
  const draft = await operator.says('message')
  expect(draft).toContain('State: we are looking into it')
  expect(draft).not.toContain('Next:')
  expect(draft).toContain('1. send by webhook to #ops (127.0.0.1')
  expect(web.seen).toEqual([])
  operator.types('send')
  await operator.sees('to: #ops (127.0.0.1')
  await operator.sees('type send to send exactly this')
  expect(await operator.says('yes')).toContain('nothing was sent')
  expect(web.seen).toEqual([])
  expect(await send(operator)).toMatch(/message 1 SENT to #ops.*: 200 ok/)
  expect(web.seen).toHaveLength(1)
  expect(JSON.parse(web.seen[0]?.body ?? '').text).toContain('Something &lt;!channel&gt; &amp; more: A night')

  await operator.says('goto users')
  expect(await send(operator)).toMatch(/message 2 SENT to one@shop.example, two@shop.example: 250 .*queued/)
  expect(smtp.messages).toHaveLength(1)
  expect(smtp.commands.filter(each => each.startsWith('RCPT'))).toEqual([
    'RCPT TO:<one@shop.example>',
    'RCPT TO:<two@shop.example>',
  ])
  const [, body = ''] = (smtp.messages[0] ?? '').split('\n\n')
  expect(Buffer.from(body, 'base64').toString('utf8')).toContain('Something <!channel> & more: A night')

  operator.types('quit')
  await operator.leaves
  const exported = JSON.parse((await place.once(['export', id, '--format', 'json'])).printed)
  const [team, users] = exported.sections[0].items
  expect([team.state, users.state]).toEqual(['done', 'done'])
  const everything = readFileSync(place.journal(id), 'utf8') + JSON.stringify(exported) + operator.printed()
  expect(everything).not.toContain('very-secret-path')
  expect(everything).not.toContain('let-me-in-please')
  expect(place.happened(id, 'message-confirmed').map(event => event.recipients)).toEqual([
    [`#ops (127.0.0.1:${web.port})`],
    ['one@shop.example', 'two@shop.example'],
  ])
})

test.each([
  ['nobody listens', null, 'NOT SENT, which is proved: the other side could not be reached', 'failed'],
  ['it is refused', 404, 'NOT SENT, which is proved: the other side did not take it: 404', 'failed'],
  ['the server is at fault', 502, 'IS UNKNOWN: it was handed over, and no answer came: 502', 'unknown'],
  ['the line drops behind the request', 'drop', 'IS UNKNOWN: it was handed over', 'unknown'],
] as const)('where %s that is said, and nothing is sent again by itself', async (_, status, words, state) => {
  const web = await startWeb((_, response) => {
    if (status === 'drop') response.destroy()
    else response.writeHead(status ?? 200).end('no')
  })
  const hook = status === null ? 'http://127.0.0.1:9/x' : `${web.url}/x`
  const place = setUp({HOOK: hook, MAIL_PORT: '1'})
  const {operator, id} = await place.start()
  expect(await send(operator)).toContain(words)
  expect(web.seen).toHaveLength(status === null ? 0 : 1)
  const shown = await operator.says('show')
  expect(shown).toContain(`team: Team: told · ${state}`)
  if (state === 'unknown') {
    expect(await operator.says('send')).toContain('nobody knows whether it arrived')
    expect(await operator.says('skip no time')).toContain('nobody knows whether it arrived')
    expect(await operator.says('notdone asked in the channel')).toContain('team: Team: told · open')
    expect(place.happened(id, 'message-asserted')).toMatchObject([{answer: 'notsent', message: 1}])
  }
  expect(web.seen).toHaveLength(status === null ? 0 : 1)
})

test('a template with a name that is none is told by file and line; a way without a value is not offered', async () => {
  const place = setUp({HOOK: 'http://127.0.0.1:9/x', MAIL_PORT: '25'})
  const path = place.write('messages/team.en.md', '# T\n\nfine {{what}}\n{{nextupdate}}\n')
  const {operator} = await place.start()
  expect(await operator.says('message')).toContain(
    `${path}:4:1: there is no {{nextupdate}}; did you mean {{next-update}}?`,
  )
  // Nobody has to find that out at night.
  const lint = await place.once(['lint', place.runbook])
  expect([lint.code, lint.printed]).toEqual([
    2,
    expect.stringContaining(`error: ${path}:4:1: there is no {{nextupdate}}`),
  ])
  await operator.says('goto users')
  const draft = await operator.says('message')
  expect(draft).toContain('not configured: e-mail (MAIL_TO)')
  expect(await operator.says('send')).toContain('no way to send it is configured')
  expect(await operator.says('goto last')).not.toContain('drafts one')
  expect(await operator.says('message')).toContain('nobody is told here')
})

test('a draft is edited in the editor of the operator, and what they wrote is what goes out', async () => {
  const web = await startWeb((_, response) => response.end('ok'))
  const place = setUp({HOOK: `${web.url}/x`, MAIL_PORT: '1'})
  const editor = place.write('editor.sh', '#!/bin/sh\nprintf "# Mine\\n\\nAll is well.\\n" > "$1"\n')
  const {operator} = await place.start([], {env: {EDITOR: `sh ${editor}`}})
  expect(await operator.says('edit')).toContain('look at the draft first')
  await operator.says('message')
  expect(await operator.says('edit')).toContain('All is well.')
  const copied = await operator.says('copy')
  const [path = ''] = /\/\S+message-team\.txt/.exec(copied) ?? []
  expect(readFileSync(path, 'utf8')).toBe('# Mine\n\nAll is well.\n')
  operator.types('send')
  await operator.sees('to send exactly this')
  await operator.says('send')
  expect(web.seen.map(each => JSON.parse(each.body).text)).toEqual(['Mine\n\nAll is well.'])
})

test('a command gets the text as its input; one that fails leaves open whether somebody was told', async () => {
  const settings = `messages:\n  team: {command: ./tell.sh, to: status page}\n`
  const place = setUp({}, settings)
  place.script(
    'tell.sh',
    `cat > '${place.dir}/told'; echo "$ROLLCALL_SUBJECT"; [ ! -e '${place.dir}/broken' ]`,
  )
  const {operator, id} = await place.start()
  expect(await send(operator)).toMatch(/message 1 SENT to status page \(\.\/tell\.sh\): Update/)
  expect(readFileSync(join(place.dir, 'told'), 'utf8')).toContain('State: we are looking into it')
  place.write('broken', '')
  await operator.says('goto team')
  expect(await send(operator)).toContain('IS UNKNOWN: the command did not end well')
  expect(place.runs()).toHaveLength(2)
  expect(place.happened(id, 'message-unknown')).toMatchObject([{why: 'command-failed'}])
})

test('a content that nobody trusted sends nothing; how it would tell people is listed with the rest', async () => {
  const place = setUp({}, 'messages:\n  team: {command: ./tell.sh}\n')
  const refused = await place.once([place.runbook, '--plain', '--lang', 'en'], {trusting: false})
  expect(refused.code).toBe(3)
  expect(refused.printed).toMatch(
    /== messages, each after its word[^\n]*\n {2}team: command\n {6}\.\/tell\.sh\n/,
  )
})

test('calls are recorded with their time, the next update is promised and met, and a hand-over is on record', async () => {
  const web = await startWeb((_, response) => response.end('ok'))
  const place = setUp({HOOK: `${web.url}/x`, MAIL_PORT: '1'})
  const {operator, id} = await place.start(['--operator', 'Ayşe'])
  expect(await operator.says('contacts')).toContain('1. Contacts · On call: +90 212 555 00 01')
  expect(await operator.says('noanswer 1')).toContain('no answer: Contacts · On call')
  await operator.says('reached 2')
  expect(await operator.says('contacts')).toMatch(/On call: .* · no answer \d\d:\d\d:\d\d \(Ayşe\)/)
  expect(await operator.says('reached 7')).toContain('which contact?')
  const copied = await operator.says('copy 1')
  expect(readFileSync(/\/\S+\.txt/.exec(copied)?.[0] ?? '', 'utf8')).toBe('+90 212 555 00 01')

  expect(await operator.says('update soon')).toContain('is no time')
  expect(await operator.says('update 2m')).toMatch(/next update due[\s\S]*next update due .*, in 1 min/)
  expect(await operator.says('message')).toMatch(/Next: \d\d:\d\d/)
  await send(operator)
  expect(place.happened(id, 'update-given')).toMatchObject([{late: false, number: 1}])
  expect(await operator.says('update')).toContain('no update is due')

  operator.types('handover Can')
  await operator.sees('what they have to know:')
  operator.types('all told but the users')
  await operator.sees('why it is handed over:')
  operator.types('end of my shift')
  expect(await operator.leaves).toBe(130)
  expect(place.happened(id, 'handed-over')).toMatchObject([
    {by: 'Ayşe', to: 'Can', summary: 'all told but the users', reason: 'end of my shift'},
  ])
  const next = place.sit(['resume', '--operator', 'Can'])
  const cue = await next.sees('rollcall> ')
  expect(cue).toMatch(/HANDED OVER .* from Ayşe to Can \(end of my shift\): all told but the users/)
  expect(place.happened(id, 'contact-tried').map(event => event.result)).toEqual(['no-answer', 'reached'])
})

test('the brief, the draft of the post-mortem and the published schema are a verb away, also of a held session', async () => {
  const place = setUp({HOOK: 'http://127.0.0.1:9/x', MAIL_PORT: '1'})
  const {operator, id} = await place.start()
  await operator.says('note lesson: write it down')
  const brief = await place.once(['export', id, '--brief', '--lang', 'en'])
  expect([brief.code, brief.printed]).toEqual([
    0,
    expect.stringMatching(/^# A night: open\n[\s\S]*\*\*Told:\*\* nobody yet/),
  ])
  expect((await place.once(['export', id, '--report', 'brief'])).printed).toBe(brief.printed)
  const draft = await place.once(['export', id, '--report', 'post-mortem', '--format', 'html'])
  expect([draft.code, draft.printed]).toEqual([
    0,
    expect.stringMatching(/^<!doctype html>[\s\S]*write it down/),
  ])
  for (const wrong of [
    ['--report', 'post-mortem', '--format', 'json'],
    ['--report', 'poem'],
    ['--brief', '--report', 'brief'],
  ])
    expect((await place.once(['export', id, ...wrong])).code).toBe(2)
  const schema = await place.once(['schema', '--export'])
  expect([schema.code, JSON.parse(schema.printed).title]).toEqual([0, 'rollcall export'])
  expect(JSON.parse((await place.once(['schema'])).printed).title).toBe('rollcall probes file')
})

test('lint warns of an audience that has no template, where the item stands', async () => {
  const place = setUpPlace('# A night\n\n- [ ] tell <!-- {id: tell, message: nobody} -->\n')
  const warned = await place.once(['lint', place.runbook, '--lang', 'en'])
  expect([warned.code, warned.printed]).toEqual([
    0,
    expect.stringMatching(
      /^warning: .*night\.md:3:1: there is no message template for "nobody"; looked for /m,
    ),
  ])
  expect((await place.once(['lint', place.runbook, '--strict'])).code).toBe(2)
  const {operator} = await place.start()
  expect(await operator.says('message')).toContain('there is no message template for "nobody"')
})

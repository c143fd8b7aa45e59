import {chmodSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {eventually} from '../helpers/commands.ts'
import {startWeb} from '../helpers/private-web.ts'
import {type ScreenOperator, sitAtScreen} from '../helpers/screen-operator.ts'
import {sessionId, setUpPlace} from '../helpers/story.ts'

const night = `# A night

## 1. Tell
- [ ] Team: told <!-- {id: team, ask: [who, channel], message: team} -->
- [ ] look again <!-- {id: last} -->

## Contacts
- **On call:** +90 212 555 00 01
- **Lead:** +90 212 555 00 02
`

/** Moves down to the option that says this, and takes it. */
const choose = async (operator: ScreenOperator, option: string): Promise<void> => {
  const chosen = (): string => operator.screen().find(row => /^[›>] /.test(row)) ?? ''
  await operator.sees('armed: the next key counts')
  await eventually('a new choice', () => chosen() === '' && operator.screen().join('\n').includes(option))
  while (!chosen().includes(option)) {
    const before = chosen()
    operator.press('down')
    await eventually('the cursor moved', () => chosen() !== '' && chosen() !== before)
    await operator.settled()
  }
  operator.press('enter')
}

const answer = async (operator: ScreenOperator, question: string, text: string): Promise<void> => {
  await operator.sees(question)
  await operator.types(text)
  await operator.lifts()
  operator.press('enter')
}

test('a draft is edited, copied and sent from the screen; calls, the next update and a hand-over are on record', async () => {
  const web = await startWeb((_, response) => response.end('ok'))
  const place = setUpPlace(night, `messages:\n  team: {webhook: '\${HOOK}', to: '#ops'}\n`)
  place.write('messages/team.en.md', '# Update\n\nState: {{state}}.\n')
  const editor = join(place.dir, 'editor')
  writeFileSync(editor, '#!/bin/sh\nprintf "# Mine\\n\\nAll is well.\\n" > "$1"\n')
  chmodSync(editor, 0o755)
  const operator = sitAtScreen([place.runbook, '--lang', 'en', '--operator', 'Ayşe'], {
    cwd: place.dir,
    home: place.home,
    columns: 100,
    rows: 30,
    env: {EDITOR: editor, HOOK: `${web.url}/x`},
  })
  await operator.sees('Enter: done, after a few questions')
  const id = sessionId(operator.screen().join('\n'))
  await operator.breathes()

  operator.press('m')
  await operator.sees('State: we are looking into it; nothing has been decided yet.')
  await choose(operator, 'edit it')
  await operator.sees('All is well.')
  await choose(operator, 'copy it')
  await operator.sees('terminal’s clipboard')
  const clip = /\x1b\]52;c;([^\x07]*)\x07/.exec(operator.bytes().toString('latin1'))?.[1] ?? ''
  expect(Buffer.from(clip, 'base64').toString('utf8')).toBe('# Mine\n\nAll is well.\n')
  expect(readFileSync(join(place.session(id), 'exports', 'message-team.txt'), 'utf8')).toBe(
    '# Mine\n\nAll is well.\n',
  )
  // Leaving the form loses nothing that was written.
  operator.press('escape')
  await operator.sees('cancelled')
  await operator.breathes()
  operator.press('m')
  await operator.sees('All is well.')
  await choose(operator, 'send by webhook to #ops')
  await operator.sees('type send to send exactly this text to #ops')
  expect(web.seen).toHaveLength(0)
  await operator.sees('armed: the next key counts')
  await operator.types('send')
  await operator.lifts()
  operator.press('enter')
  await operator.sees(/message 1 SENT to #ops \(127\.0\.0\.1:\d+\): 200 ok/)
  expect(web.seen.map(each => JSON.parse(each.body).text)).toEqual(['Mine\n\nAll is well.'])
  await operator.breathes()

  operator.press('c')
  await operator.sees('> 1. On call: +90 212 555 00 01')
  operator.press('n')
  await operator.sees('no answer: Contacts · On call')
  await operator.sees('> 2. Lead: +90 212 555 00 02')
  await operator.breathes()
  operator.press('r')
  await operator.sees('reached: Contacts · Lead')
  await operator.sees(/1\. On call: .* · no answer \d\d:\d\d:\d\d \(Ayşe\)/)
  operator.press('escape')
  await operator.breathes()

  operator.press('w')
  await choose(operator, 'due in 30 min')
  await operator.sees(/next update due \d\d:\d\d, in (30|29) min/)
  await operator.breathes()

  operator.press('h')
  await answer(operator, 'hand over to', 'Can')
  await answer(operator, 'what they have to know', 'team told')
  await answer(operator, 'why it is handed over', 'shift ends')
  expect(await operator.leaves).toBe(130)
  expect(place.happened(id, 'handed-over')).toMatchObject([
    {by: 'Ayşe', to: 'Can', summary: 'team told', reason: 'shift ends'},
  ])
  expect(place.happened(id, 'contact-tried').map(event => event.result)).toEqual(['no-answer', 'reached'])
  expect(place.happened(id, 'message-sent')).toHaveLength(1)

  const next = sitAtScreen(['resume', id, '--lang', 'en', '--operator', 'Can'], {
    cwd: place.dir,
    home: place.home,
    env: {HOOK: `${web.url}/x`},
  })
  await next.sees('HANDED OVER')
  await next.sees('team told')
  next.press('enter')
  await next.sees('[✓] Team: told')
  await next.breathes()
  next.press('q')
  expect(await next.leaves).toBe(130)
})

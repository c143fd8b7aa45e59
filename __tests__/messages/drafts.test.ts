import {readdirSync, readFileSync} from 'node:fs'
import {resolve} from 'node:path'
import {expect, test} from 'vitest'
import {messageFacts} from '#src/messages/facts.ts'
import {type Draft, fillTemplate} from '#src/messages/template.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import {abortedNight, cleanNight, createNight, finasis, lostNight, roughNight} from '../helpers/nights.ts'

const folder = resolve(import.meta.dirname, '..', '..', 'checklists', 'messages')
const audiences = itemsOf(finasis('en')).flatMap(item =>
  item.kind === 'manual' && item.message !== null ? [item.message] : [],
)

type Night = ReturnType<typeof createNight>

const draftOf = (night: Night, audience: string, language: 'tr' | 'en'): Draft => {
  const facts = messageFacts({...night.input(), language, now: '2026-11-24T00:20:30.000Z'})
  const filled = fillTemplate(readFileSync(resolve(folder, `${audience}.${language}.md`), 'utf8'), facts)
  if (!filled.ok) throw new Error(`${audience}.${language}: ${JSON.stringify(filled.faults)}`)
  return filled.draft
}

test('each group of the runbook has its template in both languages, and no template is left over', () => {
  expect(audiences).toEqual(['devops', 'management', 'developers', 'users', 'status-page', 'support'])
  const files = audiences.flatMap(audience => [`${audience}.en.md`, `${audience}.tr.md`])
  expect(readdirSync(folder).sort()).toEqual(files.sort())
  for (const language of ['tr', 'en'] as const) {
    for (const audience of audiences) {
      const {subject, text} = draftOf(cleanNight(language), audience, language)
      expect(subject).not.toBe('')
      expect(`${subject}${text}`).not.toMatch(/\{\{|\}\}/)
    }
  }
})

test('a draft tells what, since when, what was decided and why, what was done, how it stands and when more comes', () => {
  const night = createNight('en')
  night.look('login-broken', 'fail', 'POST /login/ answered 502', 'mismatch')
  night.put({type: 'decide', choice: 'rollback', sentence: 'Nobody can log in since release 4.2.'})
  night.start('backup')
  night.end('pg_dump: error\n', {exitCode: 1})
  night.put({type: 'promise-update', due: '2026-11-24T01:40:00.000Z'})
  const {subject, text} = draftOf(night, 'devops', 'en')
  expect(subject).toBe('finasis-prod: Login: users cannot log in (03:20)')
  expect(text).toContain('- Since: 2026-11-24 03:02 (UTC+03:00)')
  expect(text).toMatch(/- Decision: roll back \(ayşe, 03:0\d\)/)
  expect(text).toContain('- Reason: Nobody can log in since release 4.2.')
  expect(text).toMatch(/- .*backup.*: exit code 1 \(03:0\d\)/i)
  expect(text).toContain('- State: we are going back to the last version that worked')
  expect(text).toContain('- Next update: 04:40')
})

test('what happened is what it was decided on, also when it is mended by then', () => {
  const night = createNight('en')
  night.look('login-broken', 'fail', '502', 'mismatch')
  expect(draftOf(night, 'devops', 'en').text).toContain('- What: Login: users cannot log in')
  night.put({type: 'decide', choice: 'rollback', sentence: 'Nobody can log in.'})
  night.look('login-broken', 'pass', '200')
  expect(draftOf(night, 'devops', 'en').text).toContain('- What: Login: users cannot log in')
})

test('before the decision nothing is said of it that is not so, and what is not known is left out', () => {
  const {text} = draftOf(createNight('en'), 'devops', 'en')
  expect(text).toContain('- Decision: none yet')
  expect(text).toContain('nothing has been decided yet')
  expect(text).toContain('nothing has been run yet')
  expect(text).not.toMatch(/Reason|Next update/)
})

test.each([
  ['clean', cleanNight, 'every check passed', 'everything works again'],
  ['rough', roughNight, 'not everything works yet', 'not everything works yet'],
  ['lost', lostNight, 'has not succeeded yet', 'still repairing'],
  ['aborted', abortedNight, 'broken off', 'working on it'],
] as const)('a %s night is told no better than it was', (_, night, inside, outside) => {
  expect(draftOf(night('en'), 'management', 'en').text).toContain(inside)
  const users = draftOf(night('en'), 'users', 'en')
  expect(users.text).toContain(outside)
  // People outside learn nothing of hosts, operators, commands and sentences that were not written for them.
  for (const inner of ['app-1', 'ayşe', 'rollback', 'Login', 'backup', 'finasis-prod'])
    expect(`${users.subject}${users.text}`).not.toContain(inner)
})

test('whoever reads Turkish gets Turkish, whatever language the session is in', () => {
  const {subject, text} = draftOf(cleanNight('en'), 'management', 'tr')
  expect(subject).toContain('bütün denetimler geçti')
  expect(text).toMatch(/- Karar: geri alınsın \(ayşe, 03:\d\d\)/)
})

import {describe, expect, test} from 'vitest'
import {exportAs, reportAs} from '#src/report/export.ts'
import {exportJson} from '#src/report/json.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import {itemState} from '#src/session/item-state.ts'
import {abortedNight, cleanNight, createNight, roughNight, toldNight} from '../helpers/nights.ts'

/** What somebody reads who turns no page: everything before the runbook's own sections. */
const firstPage = (markdown: string): string => markdown.slice(0, markdown.indexOf('\n## 1 '))

describe('management reads on the first page', () => {
  test('whether it is over, who decided what and why, how the system is, who was told', () => {
    const page = firstPage(exportAs('md', toldNight().input()))
    expect(page).toMatch(/\*\*What happened\*\* \| Closed 2026-11-24 .* by can: complete with overrides\./)
    expect(page).toContain(
      '**roll back**: “Nobody can log in since release 4.2.” (ayşe, 2026-11-24 03:03:25)',
    )
    expect(page).toMatch(/\*\*The system at the last look\*\* \| .*passed/)
    expect(page).toMatch(
      /\*\*Told\*\* \| DevOps team: told: sent 03:07:00: 200 ok · Management: told: asserted/,
    )
    expect(page).toContain('Users: e-mail sent: sent 03:09:00: 250 2.0.0 Ok: queued as 4F2A')
    expect(page).toContain('| **Still open** | Nothing. |')
  })

  test('of an aborted night that it was broken off, why, and that nobody was told', () => {
    const page = firstPage(exportAs('md', abortedNight().input()))
    expect(page).toMatch(/\*\*What happened\*\* \| ABORTED .* by ayşe: The backup that was to be restored/)
    expect(page).toContain('| **Told** | nobody yet |')
  })

  test.each([
    ['nothing of it where nobody has to be told', 'not-applicable', null],
    ['plainly that nobody was, where all of that was left out', 'skip', '| **Told** | nobody |'],
  ] as const)('of a closed night %s', (_, type, told) => {
    const night = createNight('en')
    night.put({type: 'decide', choice: 'no', sentence: 'It came back by itself.'})
    for (const item of itemsOf(night.runbook)) {
      const isOpen = itemState(night.runbook, night.session(), item) === 'open'
      const isAudience = item.kind === 'manual' && item.message !== null
      if (isOpen && isAudience) night.put({type, item: item.id, reason: 'nobody noticed'})
    }
    night.settleRest()
    night.put({type: 'close', signedBy: 'Ayşe'})
    const page = firstPage(exportAs('md', night.input()))
    if (told === null) expect(page).not.toContain('**Told**')
    else expect(page).toContain(told)
  })
})

describe('an auditor reads on the first page', () => {
  test('who acted, who signed, who handed over to whom, what was promised, and what stands on a word', () => {
    const page = firstPage(exportAs('md', toldNight().input()))
    expect(page).toContain('| **Operator** | ayşe, can |')
    expect(page).toContain('| **Signed off by** | **Can Demir** |')
    expect(page).toMatch(
      /\*\*Handed over\*\* \| 2026-11-24 03:\d\d:\d\d from ayşe to Can: all told but management \(end of shift\)/,
    )
    expect(page).toMatch(/\*\*Updates promised\*\* \| 2 given, 1 of them late \|/)
    expect(page).toMatch(
      /- \*\*asserted, not observed\*\* · Management: told · .*message 4 to management@finasis.example/,
    )
    expect(page).toContain('f00d'.repeat(16))
  })

  test('of a rough night each exception with who, when and why', () => {
    const page = firstPage(exportAs('md', roughNight().input()))
    for (const state of ['overridden', 'skipped', 'deferred', 'confirmed by hand', 'not applicable'])
      expect(page).toMatch(new RegExp(`- \\*\\*${state}\\*\\* · .* · 03:\\d\\d:\\d\\d by (ayşe|can) · `))
    expect(page).toMatch(/went ahead although this was not finished/)
  })

  test('and below, word for word, what was sent to whom, and what was not', () => {
    const markdown = exportAs('md', toldNight().input())
    expect(markdown).toMatch(
      /- \*\*message 2 to users@finasis.example \(e-mail\)\*\* · NOT SENT, and that is proved: the other side did not take it: 550/,
    )
    expect(markdown).toMatch(
      /- \*\*message 3 to all-users@finasis.example \(e-mail\)\*\* · sent 03:09:00: 250 .* · text and recipients confirmed 03:/,
    )
    expect(markdown).toMatch(/FinAsis: service notice\n\s*\n\s+We are repairing it\./)
    expect(markdown).toMatch(/On-call DevOps:\*\* .* — no answer 03:03:42 \(ayşe\)/)
    const json = exportJson(toldNight().input())
    const users = json.sections.flatMap(section => section.items).find(item => item.id === 'tell-users')
    expect(users).toMatchObject({state: 'done', by: 'ayşe', at: '2026-11-24T00:09:00.000Z'})
    expect(users?.messages.map(message => message.phase)).toEqual(['failed', 'sent'])
  })
})

describe('the author of the post-mortem finds', () => {
  const draft = reportAs('post-mortem', 'md', toldNight().input())
  const part = (title: string): string => {
    const from = draft.indexOf(`## ${title}`)
    return draft.slice(from, draft.indexOf('\n## ', from + 1))
  }

  test('causes, lessons and suggestions where they were noted, and what is still to be written', () => {
    expect(part('Causes')).toMatch(/migration 0042 locked the users table \(Run the rollback script\)/)
    expect(part('Lessons')).toContain('Migrations need a dry run on a copy.')
    expect(part('Suggestions')).toContain('Alert on the login rate.')
    expect(part('Summary')).toContain('| **Impact** | (to be written) |')
    const empty = reportAs('post-mortem', 'md', cleanNight().input())
    expect(empty).toMatch(/## Causes\n\n\(to be written\)/)
  })

  test('the readings before and after, who was told what, the actions with owner and date, the timeline', () => {
    expect(part('Readings, before and after')).toMatch(
      /\| Login: users cannot log in \| FAIL .*POST \/login\/ answered 502 · 03:02:\d\d \|/,
    )
    const told = part('Who was told what, and when')
    expect(told).toContain('| Users: e-mail sent | users@finasis.example | e-mail: NOT SENT')
    expect(told).toContain('| Users: e-mail sent | all-users@finasis.example | e-mail: sent 03:09:00')
    expect(part('Follow-ups')).toMatch(/Analyse the root cause \| Mehmet \| 2026-12-01/)
    expect(part('Timeline')).toContain('DECISION: roll back')
    expect(part('Timeline')).not.toContain('about to start')
  })
})

test('the brief fits a channel: one heading, a dozen lines, the next update', () => {
  const night = toldNight()
  const {runbook, events, headHash} = night.input()
  const promised = events.findLastIndex(event => event.type === 'update-promised')
  const brief = reportAs('brief', 'md', {runbook, events: events.slice(0, promised + 1), headHash})
  expect(brief.trim().split('\n').length).toBeLessThanOrEqual(14)
  expect(brief).toContain('- **Next update:** 05:00:00')
  expect(brief).toContain('- **Decided:** **roll back**: “Nobody can log in since release 4.2.”')
})

test('Turkish reports are Turkish from the first line to the last', () => {
  const input = toldNight('tr').input()
  expect(exportAs('md', input)).toContain('| **İmzalayan** | **Can Demir** |')
  expect(reportAs('brief', 'md', input)).toMatch(/^# FinAsis .*: gerekçelerle tamamlandı|^# FinAsis/)
  const draft = reportAs('post-mortem', 'md', input)
  for (const title of ['Özet', 'Nedenler', 'Okumalar, önce ve sonra', 'Dersler', 'Öneriler'])
    expect(draft).toContain(`## ${title}\n`)
})

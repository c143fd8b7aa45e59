import {describe, expect, test} from 'vitest'
import {exportHtml} from '#src/report/html.ts'
import {exportJson} from '#src/report/json.ts'
import {exportMarkdown} from '#src/report/markdown.ts'
import {parseRunbook} from '#src/runbook/parse.ts'
import {emptySettings} from '#src/runbook/probes-file.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import {abortedNight, cleanNight, createNight, finasis, lostNight, roughNight} from '../helpers/nights.ts'

/** Everything before the runbook's own sections: what somebody reads who has one minute. */
const firstPage = (markdown: string): string => markdown.slice(0, markdown.indexOf('\n## 1 '))

const itemBlock = (markdown: string, id: string): string => {
  const [before = '', after = ''] = markdown.split(`<!-- {id: ${id}} -->\n`)
  const title = before.slice(before.lastIndexOf('\n') + 1)
  return title + after.slice(0, after.search(/^(?:- \[|\n)/m))
}

describe.each(['tr', 'en'] as const)('the whole FinAsis rollback in %s', language => {
  test.each([
    ['clean', cleanNight],
    ['rough', roughNight],
    ['aborted', abortedNight],
    ['lost', lostNight],
  ])('a %s night reads back with every row of the runbook', (_, night) => {
    const {value} = parseRunbook(exportMarkdown(night(language).input()), {
      file: 'export.md',
      settings: emptySettings,
    })
    const runbook = finasis(language)
    expect(value === null ? [] : itemsOf(value).map(({id, title}) => [id, title])).toEqual(
      itemsOf(runbook).map(({id, title}) => [id, title]),
    )
  })
})

describe('the first page', () => {
  test('of a clean night: what happened, who decided and why, that the checks passed, that nothing is open', () => {
    const page = firstPage(exportMarkdown(cleanNight().input()))
    expect(page).toMatch(/\*\*What happened\*\* \| Closed 2026-11-24 03:\d\d:\d\d by ayşe: complete\. /)
    expect(page).toContain('Run the rollback script: exit code 0')
    expect(page).toContain(
      '**roll back**: “Nobody can log in since release 4.2.” (ayşe, 2026-11-24 03:03:25)',
    )
    expect(page).toMatch(/All 13 checks passed when they were last looked at \(the latest 2026-11-24 03:/)
    expect(page).toContain('| **Still open** | Nothing. |')
    expect(page).toContain('| **Times are in** | Europe/Istanbul (UTC+03:00) |')
    expect(page).toContain('f00d'.repeat(16))
    expect(page).toContain('Every item is done.')
  })

  test('of a rough night: each exception with its reason, and counts that are never added up', () => {
    const page = firstPage(exportMarkdown(roughNight().input()))
    expect(page).toContain('complete except deferred')
    expect(page).toContain(
      '27 done · 1 confirmed by hand · 5 assigned · 1 overridden · 1 skipped · 1 deferred · 1 not applicable',
    )
    expect(page).toContain('1 FAILED')
    expect(page).toMatch(
      /- \*\*overridden\*\* · Redis connection.* · Redis is replaced tomorrow, the cache is off\./,
    )
    expect(page).toMatch(/- \*\*skipped\*\* · Take a backup.* · The database was dead/)
    expect(page).toMatch(
      /- \*\*deferred\*\* · Uploaded files.* · to 5 Monitoring and logs: the NFS mount is slow/,
    )
    expect(page).toMatch(/run 2 went ahead although this was not finished: 2 Preparation.*A dead database/)
    expect(page).toContain(
      '| Login: users cannot log in | **raised** | FAIL (not as expected) · POST /login/',
    )
  })

  test('of a night that still waits for its decision: that it does', () => {
    const night = createNight('en')
    expect(firstPage(exportMarkdown(night.input()))).toContain('| **Still open** | the decision · 37 open |')
    night.put({type: 'decide', choice: 'escalate', sentence: 'Only the CTO can decide this.'})
    const page = firstPage(exportMarkdown(night.input()))
    expect(page).toContain('| **Still open** | the decision, which was escalated · 37 open |')
    expect(page).toContain('- **open** · the decision, which was escalated')
  })

  test('of an aborted night: why, and which command failed', () => {
    const page = firstPage(exportMarkdown(abortedNight().input()))
    expect(page).toMatch(
      /ABORTED 2026-11-24 03:\d\d:\d\d by ayşe: The backup that was to be restored is not on this/,
    )
    expect(page).toContain('Run the rollback script: exit code 2')
    expect(page).toContain('1 failed · 31 open')
    const night = createNight('en')
    night.put({type: 'abort', reason: 'only trying it'})
    expect(exportMarkdown(night.input())).toContain('by ayşe: only trying it. No command was run.')
  })

  test('of a night whose rollback was lost: that nobody knows, said loudly', () => {
    const page = firstPage(exportMarkdown(lostNight().input()))
    expect(page).toContain('Not finished: this shows the session as it stood at 2026-11-24 03:08:35.')
    expect(page).toContain('the outcome of 1 IS UNKNOWN')
    expect(page).toContain('- **OUTCOME UNKNOWN** · Run the rollback script')
  })
})

describe('an item', () => {
  test('that was run shows text, values, script, exit, duration, digest and the end of its output', () => {
    const block = itemBlock(exportMarkdown(roughNight().input()), 'rollback')
    expect(block).toMatch(/^- \[x\] Run the rollback script/)
    expect(block).toContain('    ./scripts/rollback.sh "$INPUT_BACKUP" "$SLACK_WEBHOOK_URL"\n')
    expect(block).toContain('`INPUT_BACKUP` = `20261123_231500`')
    expect(block).toContain('`SLACK_WEBHOOK_URL` = (secret)')
    expect(block).toContain('`/srv/finasis/scripts/run.sh`, SHA-256 `c0de')
    expect(block).toContain('took 41 s · finished while nobody was looking')
    expect(block).toContain('output of 32 bytes, SHA-256 `beef')
    expect(block).toContain('    restoring 20261123_231500…\n    done\n')
    expect(block).toContain('note 03:08:28 by ayşe (cause) — took 4 minutes longer than the drill')
  })

  test('that was overridden keeps the reading it was overridden against', () => {
    const block = itemBlock(exportMarkdown(roughNight().input()), 'redis')
    expect(block).toMatch(/^- \[ \] Redis/)
    expect(block).toContain('**overridden** · 03:07:20 by ayşe · Redis is replaced tomorrow')
    expect(block).toContain('FAIL (timed out) · no answer in 3 s')
  })

  test('whose outcome was asserted says that nobody observed it', () => {
    const night = lostNight()
    night.put({type: 'assert', item: 'rollback', answer: 'done', how: 'the version page says 4.1'})
    const block = itemBlock(exportMarkdown(night.input()), 'rollback')
    expect(block).toMatch(/^- \[ \]/)
    expect(block).toContain('**asserted, not observed** · it was done')
    expect(block).toContain(
      'asserted, not observed: it was done, 03:08:52 by ayşe — the version page says 4.1',
    )
    expect(block).toContain('the host was restarted since')
  })

  test('that was deferred is shown again where it came back, but is a box only once', () => {
    const markdown = exportMarkdown(roughNight().input())
    const section = markdown.slice(markdown.indexOf('## 5 '), markdown.indexOf('## 6 '))
    expect(section).toContain('Deferred to this section:\n\n- Uploaded files: can be reached · from 4.3 Data')
    expect(markdown.match(/- \[[ x]\] Uploaded files/g)).toHaveLength(1)
  })

  test('that the decision took out names the decision', () => {
    const night = createNight('en')
    night.put({type: 'decide', choice: 'no', sentence: 'It was the customer’s proxy.'})
    const block = itemBlock(exportMarkdown(night.input()), 'backup')
    expect(block).toContain(
      '**not applicable** · taken out by the decision not to roll back: It was the customer’s proxy.',
    )
    expect(exportJson(night.input()).sections[1]?.items[0]).toMatchObject({
      state: 'not-applicable',
      by: 'ayşe',
      reason: 'It was the customer’s proxy.',
    })
  })

  test('that an edited runbook no longer has is still told of', () => {
    const night = roughNight()
    const {events, headHash} = night.input()
    const {runbook} = night
    const shorter = {
      ...runbook,
      sections: runbook.sections.map(section => ({
        ...section,
        items: section.items.filter(item => item.id !== 'rollback'),
      })),
    }
    const markdown = exportMarkdown({runbook: shorter, events, headHash})
    expect(markdown).toContain('## Items that the edited runbook no longer has')
    expect(markdown).toContain('restoring 20261123_231500…')
  })
})

test('the JSON has the fields of the contract', () => {
  const json = exportJson(roughNight().input())
  expect(json).toMatchObject({
    schema: 1,
    session: {id: '20261124-0302-k7m2', target: 'finasis-prod', operators: ['ayşe', 'can']},
    outcome: 'complete except deferred',
    counts: {done: 27, skipped: 1, overridden: 1, deferred: 1, confirmed: 1, failed: 0},
    headHash: 'f00d'.repeat(16),
    decision: {choice: 'rollback', by: 'ayşe', at: '2026-11-24T00:03:25.000Z'},
  })
  expect(json.sections.map(({number}) => number).slice(0, 4)).toEqual(['1', '2', '3', '4'])
  expect(json.sections[2]?.items[0]).toMatchObject({
    id: 'rollback',
    kind: 'command',
    state: 'done',
    by: 'ayşe',
    at: '2026-11-24T00:06:12.000Z',
    reason: null,
    notes: [{text: 'took 4 minutes longer than the drill', mark: 'cause'}],
    reading: null,
    command: {
      text: './scripts/rollback.sh "$INPUT_BACKUP" "$SLACK_WEBHOOK_URL"',
      exitCode: 0,
      durationMs: 41_000,
      outputSha256: 'beef'.repeat(16),
      tail: 'restoring 20261123_231500…\ndone\n',
    },
  })
  expect(json.followUps[0]).toEqual({
    id: 'root-cause',
    title: 'Analyse the root cause',
    state: 'assigned',
    owner: 'Mehmet',
    due: '2026-12-01',
  })
  expect(json.contacts).toHaveLength(9)
  expect(json.timeline[0]).toMatchObject({type: 'session-started', by: 'ayşe', item: null})
})

test('a site’s own number stands where its settings give one', () => {
  const runbook = finasis('en')
  const first = runbook.contacts[0]?.id ?? ''
  const settings = {...runbook.settings, contacts: {[first]: '+90 212 000 00 0${N:-1}'}}
  const night = createNight('en', {...runbook, settings})
  expect(exportMarkdown(night.input())).toContain('+90 212 000 00 01')
  expect(exportHtml(night.input())).toContain('+90 212 000 00 01')
})

test('both languages tell the same night in their own words', () => {
  const turkish = exportMarkdown(roughNight('tr').input())
  expect(turkish).toContain(
    '| **Ne oldu** | 2026-11-24 03:24:11 anında can kapattı: ertelenenler dışında tamamlandı.',
  )
  expect(turkish).toContain('**geri alınsın**')
  expect(turkish).toContain('**gerekçeyle geçildi** · 03:07:20, ayşe')
  expect(exportHtml(roughNight('tr').input())).toContain('<html lang="tr">')
})

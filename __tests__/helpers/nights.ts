import {readFileSync} from 'node:fs'
import {resolve} from 'node:path'
import {parseRunbook} from '#src/runbook/parse.ts'
import {parseProbesFile} from '#src/runbook/probes-file.ts'
import type {CommandItem, Runbook} from '#src/runbook/types.ts'
import {findItem, itemsOf, probeOf} from '#src/runbook/walk.ts'
import {decide} from '#src/session/decide.ts'
import type {ExitFact, SessionEvent, SessionFacts} from '#src/session/events.ts'
import type {Intent} from '#src/session/intents.ts'
import {itemState} from '#src/session/item-state.ts'
import type {Outcome, Reason} from '#src/session/reading.ts'
import {reduce} from '#src/session/reduce.ts'
import {factsMissing, factsRequired} from '#src/session/session-facts.ts'
import {emptySession, type Live, nothingSeen} from '#src/session/state.ts'
import {someFacts} from './table.ts'

const checklists = resolve(import.meta.dirname, '..', '..', 'checklists')
const read = (name: string): string => readFileSync(resolve(checklists, name), 'utf8')

const must = <T>(value: T | null | undefined, what: string): T => {
  if (value === null || value === undefined) throw new Error(`no ${what}`)
  return value
}

/** The runbook that comes along, in one of its languages. */
export const finasis = (language: 'tr' | 'en'): Runbook => {
  const file = language === 'tr' ? 'finasis-rollback.md' : 'finasis-rollback.en.md'
  const settings = must(
    parseProbesFile(read('finasis-rollback.probes.yaml'), {file: 'probes'}).value,
    'probes',
  )
  return must(parseRunbook(read(file), {file, settings}).value, 'runbook')
}

const facts: SessionFacts = {
  ...someFacts,
  tool: '0.1.0',
  id: '20261124-0302-k7m2',
  runbook: {title: 'FinAsis', path: '/srv/finasis/checklists/finasis-rollback.md', sha256: '5d1f'.repeat(16)},
  probes: {path: '/srv/finasis/checklists/finasis-rollback.probes.yaml', sha256: '9a77'.repeat(16)},
  target: 'finasis-prod',
  cwd: '/srv/finasis',
  variables: [
    {name: 'DATABASE_URL', source: 'env-file', value: null, secret: true},
    {name: 'HEALTH_URL', source: 'default', value: 'http://localhost:8000/health/', secret: false},
    {name: 'SLACK_WEBHOOK_URL', source: 'unset', value: null, secret: true},
  ],
  timeZone: 'Europe/Istanbul',
}

/** A night at the FinAsis runbook: whatever it is told that is refused is a mistake in the test. */
export const createNight = (language: 'tr' | 'en', runbook: Runbook = finasis(language)) => {
  const live: Live = {
    host: 'app-1',
    ...nothingSeen,
    cwd: '/srv/finasis',
    valued: new Set(['backup', 'slack', 'SLACK_WEBHOOK_URL']),
  }
  let session = emptySession
  let seconds = 0
  const events: SessionEvent[] = []
  const at = (): string => new Date(Date.UTC(2026, 10, 24, 0, 2, seconds)).toISOString()
  const put = (intent: Intent, by = 'ayşe'): void => {
    seconds += 17
    const verdict = decide({runbook, session, live}, intent, {at: at(), by})
    if (!verdict.ok) throw new Error(`${intent.type}: ${JSON.stringify(verdict.refusal)}`)
    for (const event of verdict.events) session = reduce(session, event)
    events.push(...verdict.events)
  }
  put({type: 'start', facts: {...facts, language}})

  const start = (item: string, reason = ''): void => {
    const command = must(findItem(runbook, item), item) as CommandItem
    const word = language === 'tr' ? 'çalıştır' : 'run'
    put({
      type: 'run',
      item,
      text: command.shell.text,
      cwd: '/srv/finasis',
      values: command.shell.variables.map(({env}) => ({
        env,
        value: env === 'SLACK_WEBHOOK_URL' ? null : '20261123_231500',
        secret: env === 'SLACK_WEBHOOK_URL',
      })),
      script: command.shell.text.includes('./scripts/')
        ? {path: '/srv/finasis/scripts/run.sh', sha256: 'c0de'.repeat(16)}
        : null,
      typed: command.confirm === 'target' ? 'finasis-prod' : command.confirm === 'word' ? word : '',
      reason,
    })
  }
  const end = (tail: string, exit: Partial<ExitFact> = {}, seen: 'live' | 'while-away' = 'live'): void => {
    const startedAt = at()
    seconds += 41
    put({
      type: 'ended',
      attempt: session.attempts.length,
      exit: {
        exitCode: 0,
        signal: null,
        startedAt,
        endedAt: at(),
        durationMs: 41_000,
        outputBytes: tail.length,
        outputSha256: 'beef'.repeat(16),
        cause: null,
        ...exit,
      },
      tail,
      seen,
    })
  }
  const look = (item: string, outcome: Outcome, summary: string, reason: Reason | null = null): void => {
    const found = must(findItem(runbook, item), item)
    const name = must(probeOf(found), `probe of ${item}`)
    put({
      type: 'reading',
      beganSeq: session.seq,
      reading: {
        probe: name,
        outcome,
        reason,
        summary,
        warning: null,
        beganAt: at(),
        durationMs: 35,
        blockedBy: null,
        values: {},
      },
    })
  }
  /** Settles everything that is still open, as one would on a good night. */
  const settleRest = (): void => {
    for (const item of itemsOf(runbook)) {
      const state = itemState(runbook, session, item)
      if (state !== 'open' && state !== 'unknown') continue
      if (item.kind === 'sensed' && factsRequired(runbook, item.probe).length > 0) {
        const missing = factsMissing(session, factsRequired(runbook, item.probe))
        if (missing.includes('note-lesson'))
          put({type: 'note', item: item.id, text: 'Migrations need a dry run on a copy.', mark: 'lesson'})
        if (missing.includes('note-suggestion'))
          put({type: 'note', item: item.id, text: 'Try each release on a copy.', mark: 'suggestion'})
      } else if (item.kind === 'sensed') {
        look(item.id, 'pass', 'as expected')
        if (item.killer) put({type: 'acknowledge', item: item.id})
      } else if (item.kind === 'command') {
        start(item.id)
        end('Name   State\nweb    Up\n')
        if (item.verify !== null && !item.watch) look(item.id, 'pass', 'as expected')
        if (item.watch) put({type: 'done', item: item.id, answers: {}, remark: 'no new errors'})
      } else if (item.kind === 'follow-up') {
        put({type: 'assign', item: item.id, owner: 'Mehmet', due: '2026-12-01'})
      } else if (item.kind === 'link' || (item.kind === 'manual' && item.children.length === 0)) {
        const ask = item.kind === 'manual' ? item.ask : []
        const answers = Object.fromEntries(ask.map(question => [question, `${question} told`]))
        put({type: 'done', item: item.id, answers, remark: ''})
      }
    }
  }
  return {
    runbook,
    put,
    start,
    end,
    look,
    settleRest,
    session: () => session,
    input: () => ({runbook, events: events as readonly SessionEvent[], headHash: 'f00d'.repeat(16)}),
  }
}

type Night = ReturnType<typeof createNight>

const rollBack = (night: Night, sentence: string): void => {
  night.look('login-broken', 'fail', 'POST /login/ answered 502', 'mismatch')
  night.look('database-lost', 'pass', 'SELECT 1 in 3 ms')
  night.put({type: 'answer', item: 'security', answer: 'clear', remark: 'asked the security team'})
  night.put({type: 'decide', choice: 'rollback', sentence})
}

const prepare = (night: Night): void => {
  night.start('backup')
  night.end('Backing up finasis…\nbackups/backup_20261124_000300.sql written (412 MiB)\n')
  night.look('backup', 'pass', 'backups/backup_20261124_000300.sql, 412 MiB')
  for (const command of ['state-before', 'logs-before']) {
    night.start(command)
    night.end('Name   State\nweb    Restarting\n')
  }
}

/** Everything went as it should. */
export const cleanNight = (language: 'tr' | 'en' = 'en') => {
  const night = createNight(language)
  rollBack(night, 'Nobody can log in since release 4.2.')
  prepare(night)
  night.settleRest()
  night.put({type: 'close', signedBy: 'Ayşe'})
  return night
}

/** The database could not be backed up; some things were overridden, skipped, deferred, confirmed by hand. */
export const roughNight = (language: 'tr' | 'en' = 'en') => {
  const night = createNight(language)
  rollBack(night, 'Login is down for everybody and the database answers only now and then.')
  night.start('backup')
  night.end('pg_dump: error: connection to server failed\n', {exitCode: 1})
  night.start('rollback', 'A dead database cannot be backed up; last night’s dump is good.')
  night.put({type: 'suspend', cause: 'signal', item: 'rollback'})
  night.put({type: 'resume', host: 'app-1', bootId: 'boot', takenOver: false, changes: []}, 'can')
  night.end('restoring 20261123_231500…\ndone\n', {}, 'while-away')
  night.put({type: 'skip', item: 'backup', reason: 'The database was dead; there was nothing to back up.'})
  night.look('redis', 'fail', 'no answer in 3 s', 'timeout')
  night.put({type: 'override', item: 'redis', reason: 'Redis is replaced tomorrow, the cache is off.'})
  night.look('pdf', 'unknown', 'no test customer', 'not-configured')
  night.put({type: 'confirm-by-hand', item: 'pdf', how: 'opened invoice 2026-001 as a PDF'})
  night.put({type: 'defer', item: 'uploads', to: 'monitoring-section', reason: 'the NFS mount is slow'})
  night.put({type: 'note', item: 'rollback', text: 'took 4 minutes longer than the drill', mark: 'cause'})
  night.put({type: 'not-applicable', item: 'status-page', reason: 'the status page is down as well'}, 'can')
  night.settleRest()
  night.put({type: 'close', signedBy: 'Ayşe'}, 'can')
  return night
}

/** Given up in the middle. */
export const abortedNight = (language: 'tr' | 'en' = 'en') => {
  const night = createNight(language)
  rollBack(night, 'Login is down.')
  prepare(night)
  night.start('rollback')
  night.end('no such backup: 20261123_231500\n', {exitCode: 2})
  night.put({
    type: 'abort',
    reason: 'The backup that was to be restored is not on this host; vendor takes over.',
  })
  return night
}

/** The host went down in the middle of the rollback, and nobody knows how it ended. */
export const lostNight = (language: 'tr' | 'en' = 'en') => {
  const night = createNight(language)
  rollBack(night, 'Login is down.')
  prepare(night)
  night.start('rollback')
  night.put({type: 'running', attempt: 4, pid: 4711})
  night.put({
    type: 'resume',
    host: 'app-1',
    bootId: 'other',
    takenOver: false,
    changes: [{what: 'boot', name: '', before: 'boot', after: 'other', holds: false}],
  })
  night.put({
    type: 'outcome-unknown',
    attempt: 4,
    sameBoot: false,
    processes: [],
    tail: 'stopping web…\nrestoring users…\n',
  })
  return night
}

/** People were told: one message sent, one refused and sent anew, one of which nobody knew; an update late, a hand-over. */
export const toldNight = (language: 'tr' | 'en' = 'en') => {
  const night = createNight(language)
  rollBack(night, 'Nobody can log in since release 4.2.')
  night.put({type: 'contact-tried', contact: 'devops-oncall', result: 'no-answer'})
  night.put({type: 'contact-tried', contact: 'devops-lead', result: 'reached'})
  night.put({type: 'promise-update', due: '2026-11-24T00:05:00.000Z'})
  prepare(night)
  const send = (item: string, audience: string, recipients: readonly string[], text: string): number => {
    night.put({
      type: 'send',
      item,
      audience,
      language,
      way: audience === 'devops' ? 'webhook' : 'mail',
      recipients,
      subject: 'FinAsis: service notice',
      text,
      typed: language === 'tr' ? 'gönder' : 'send',
    })
    return night.session().messages.length
  }
  const sent = (message: number, reply: string, sentAt: string): void =>
    night.put({type: 'message-sent', message, reply, sentAt, seen: 'live'})
  sent(
    send('tell-devops', 'devops', ['#finasis-ops-911 (hooks.slack.com)'], 'We are going back to 4.1.'),
    '200 ok',
    '2026-11-24T00:07:00.000Z',
  )
  night.put({type: 'promise-update', due: '2026-11-24T02:00:00.000Z'})
  const refused = send('tell-users', 'users', ['users@finasis.example'], 'We are repairing it.')
  night.put({type: 'message-failed', message: refused, why: 'refused', reply: '550 5.1.1 no such mailbox'})
  sent(
    send('tell-users', 'users', ['all-users@finasis.example'], 'We are repairing it.'),
    '250 2.0.0 Ok: queued as 4F2A',
    '2026-11-24T00:09:00.000Z',
  )
  const lost = send('tell-management', 'management', ['management@finasis.example'], 'Rolling back now.')
  night.put({type: 'message-unknown', message: lost, why: 'sender-died', reply: ''})
  night.put({type: 'hand-over', to: 'Can', summary: 'all told but management', reason: 'end of shift'})
  night.put({type: 'suspend', cause: 'operator', item: 'tell-management'})
  night.put({type: 'resume', host: 'app-1', bootId: 'boot', takenOver: false, changes: []}, 'can')
  night.put(
    {type: 'assert-message', item: 'tell-management', answer: 'sent', how: 'the CTO has it in her inbox'},
    'can',
  )
  night.put({type: 'note', item: 'rollback', text: 'migration 0042 locked the users table', mark: 'cause'})
  night.put({type: 'note', item: null, text: 'Migrations need a dry run on a copy.', mark: 'lesson'})
  night.put({type: 'note', item: null, text: 'Alert on the login rate.', mark: 'suggestion'})
  night.settleRest()
  night.put({type: 'close', signedBy: 'Can Demir'}, 'can')
  return night
}

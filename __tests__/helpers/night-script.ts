import {readdirSync, readFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {readJournal} from '#src/durable/journal.ts'
import {loadTexts, type Texts} from '#src/i18n/texts.ts'
import {parseRunbook} from '#src/runbook/parse.ts'
import {emptySettings, parseProbesFile} from '#src/runbook/probes-file.ts'
import type {Item, Runbook} from '#src/runbook/types.ts'
import {findItem, itemsOf} from '#src/runbook/walk.ts'
import type {
  CriterionAnswer,
  DecisionChoice,
  EventOf,
  EventType,
  Language,
  NoteMark,
  SessionEvent,
} from '#src/session/events.ts'
import {type StandIn, setUpStandIn} from './stand-in.ts'

/** What is done in a night, in words that are no interface's. */
export type NightStep =
  | {readonly do: 'answer'; readonly item: string; readonly answer: CriterionAnswer}
  | {readonly do: 'decide'; readonly choice: DecisionChoice; readonly sentence: string}
  | {
      readonly do: 'run'
      readonly item: string
      /** Values that its card asks for. */
      readonly inputs?: Readonly<Record<string, string>>
      /** Why to go on where a need is not met. */
      readonly reason?: string
      /** The program is killed when this was printed; what it started goes on, and the session is resumed. */
      readonly killedAt?: string
    }
  | {readonly do: 'done'; readonly item: string; readonly answers?: Readonly<Record<string, string>>}
  | {readonly do: 'confirm'; readonly item: string; readonly how: string}
  | {readonly do: 'assign'; readonly item: string; readonly owner: string; readonly due: string}
  | {readonly do: 'skip' | 'na' | 'override'; readonly item: string; readonly reason: string}
  | {readonly do: 'defer'; readonly item: string; readonly to: string; readonly reason: string}
  | {readonly do: 'note'; readonly item: string; readonly text: string; readonly mark: NoteMark | null}
  /** Nobody does anything: its probe ticks it. */
  | {readonly do: 'watch'; readonly item: string}
  | {readonly do: 'finish'}

export type StepOf<Do extends NightStep['do']> = Extract<NightStep, {readonly do: Do}>

/** Where the night is played: the stand-in, its runbook in one language, and what was recorded so far. */
export interface Night {
  readonly language: Language
  readonly operator: string
  readonly site: StandIn
  readonly file: string
  readonly runbook: Runbook
  readonly texts: Texts
  readonly item: (id: string) => Item
  /** The one session there is; what happened in it. */
  readonly session: () => string
  readonly events: () => readonly SessionEvent[]
  readonly happened: <T extends EventType>(type: T, item?: string) => readonly EventOf<T>[]
}

const checklists = resolve(import.meta.dirname, '..', '..', 'checklists')
const files: Readonly<Record<Language, string>> = {tr: 'finasis-rollback.md', en: 'finasis-rollback.en.md'}

export const setUpNight = async (language: Language): Promise<Night> => {
  const site = setUpStandIn()
  const file = join(checklists, files[language])
  const probes = parseProbesFile(readFileSync(join(checklists, 'finasis-rollback.probes.yaml'), 'utf8'), {
    file: 'p',
  })
  const runbook = parseRunbook(readFileSync(file, 'utf8'), {
    file: 'r',
    settings: probes.value ?? emptySettings,
  }).value
  if (runbook === null) throw new Error('the runbook does not parse')
  const sessions = join(site.home, 'sessions')
  const session = (): string => {
    const [id, ...others] = readdirSync(sessions).filter(name => /^\d{8}-\d{4}-/.test(name))
    if (id === undefined || others.length > 0) throw new Error(`not one session: ${id}, ${others}`)
    return id
  }
  const events = (): readonly SessionEvent[] =>
    readJournal(join(sessions, session(), 'journal.jsonl')).events as readonly SessionEvent[]
  return {
    language,
    operator: 'Ayşe Şahin',
    site,
    file,
    runbook,
    texts: await loadTexts(language),
    item: id => {
      const item = findItem(runbook, id)
      if (item === null) throw new Error(`no item ${id}`)
      return item
    },
    session,
    events,
    happened: <T extends EventType>(type: T, item?: string) =>
      events().filter(
        (event): event is EventOf<T> =>
          event.type === type && (item === undefined || ('item' in event && event.item === item)),
      ),
  }
}

const told = (item: string, channel: string): NightStep => ({
  do: 'done',
  item,
  answers: {who: 'Ayşe', channel, when: '03:20'},
})

/** Its probe ticks it, the session itself does, or it is set aside. */
const seenOtherwise = new Set([
  'services',
  'einvoice',
  'pdf',
  'email',
  'reason',
  'actions',
  'lessons',
  'improvements',
])

/** The whole rollback: killed in the middle of it, resumed, told to everybody, closed. */
export const rollbackNight = ({runbook, texts}: Night): readonly NightStep[] => {
  const phone = texts.forms['channel-phone']()
  const mail = texts.forms['channel-mail']()
  return [
    {do: 'answer', item: 'login-broken', answer: 'raised'},
    {do: 'answer', item: 'security', answer: 'clear'},
    {do: 'decide', choice: 'rollback', sentence: 'logins fail since 02:40'},
    {do: 'run', item: 'backup'},
    {do: 'run', item: 'state-before'},
    {do: 'run', item: 'logs-before'},
    {
      do: 'run',
      item: 'rollback',
      inputs: {backup: '20261101_030000'},
      killedAt: 'restoring 20261101_030000',
    },
    {do: 'run', item: 'state-after'},
    {do: 'defer', item: 'uploads', to: 'communication-documentation', reason: 'the share is slow'},
    ...itemsOf(runbook)
      .filter(item => item.kind === 'sensed' && !seenOtherwise.has(item.id))
      .map(({id}): NightStep => ({do: 'confirm', item: id, how: `looked at ${id} myself`})),
    {do: 'watch', item: 'services'},
    {do: 'skip', item: 'einvoice', reason: 'no test customer tonight'},
    {do: 'skip', item: 'pdf', reason: 'no PDFs tonight'},
    {do: 'na', item: 'email', reason: 'no mail server here'},
    {do: 'run', item: 'prometheus'},
    {do: 'confirm', item: 'prometheus', how: 'read what it printed'},
    {do: 'done', item: 'grafana'},
    {do: 'done', item: 'django-log'},
    {do: 'done', item: 'nginx-log'},
    {do: 'note', item: 'lessons', text: 'rehearse the restore', mark: 'lesson'},
    {do: 'note', item: 'improvements', text: 'try each release on a copy', mark: 'suggestion'},
    told('tell-devops', phone),
    told('tell-management', phone),
    told('tell-developers', texts.forms['channel-slack']()),
    told('tell-users', mail),
    told('status-page', texts.forms['channel-status']()),
    told('tell-support', 'by radio'),
    ...['root-cause', 'prevention', 'monitoring', 'coverage', 'deployment'].map(
      (item): NightStep => ({do: 'assign', item, owner: 'Deniz', due: '2026-12-01'}),
    ),
    {do: 'finish'},
  ]
}

import fc from 'fast-check'
import {splitNumber} from '#src/runbook/titles.ts'
import type {CommandItem, Item, Runbook, Section} from '#src/runbook/types.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import {confirmWord, messageWord} from '#src/session/confirm-words.ts'
import {decide} from '#src/session/decide.ts'
import type {SessionEvent} from '#src/session/events.ts'
import type {Intent} from '#src/session/intents.ts'
import type {Outcome, Reason} from '#src/session/reading.ts'
import {reduce} from '#src/session/reduce.ts'
import {emptySession, type Live, nothingSeen, type Session} from '#src/session/state.ts'
import {safe} from '#src/text/safe.ts'
import {slug} from '#src/text/words.ts'
import {command, criterion, followUp, link, manual, runbookOf, section, sensed} from './small-runbook.ts'
import {exited, someFacts} from './table.ts'

export interface RandomSession {
  readonly runbook: Runbook
  /** Those that were accepted, in their order. */
  readonly intents: readonly Intent[]
  readonly events: readonly SessionEvent[]
  /** The fold of `events`. */
  readonly session: Session
  readonly headHash: string
}

export interface RandomSessionOptions {
  /** Every text that a person, a runbook or a command writes; plain words where it is left out. */
  readonly text?: fc.Arbitrary<string>
  readonly language?: fc.Arbitrary<'tr' | 'en'>
  readonly maxIntents?: number
}

const plainText = fc.constantFrom('because', 'çünkü', 'all is well', 'two words')

/** A title as the parser would give it: one line, printable, no space at its ends, none doubled, never empty. */
const titleFrom = (text: fc.Arbitrary<string>) =>
  text.map(written => {
    const title = safe(written)
      .replace(/[ \t\r\n]+/g, ' ')
      .trim()
    return safe(title === '' ? 'untitled' : title)
  })

const itemFrom = (text: fc.Arbitrary<string>): fc.Arbitrary<(id: string) => Item> =>
  fc
    .record({
      kind: fc.constantFrom(
        'manual',
        'asking',
        'sensed',
        'killer',
        'command',
        'command',
        'watch',
        'link',
        'follow-up',
      ),
      title: titleFrom(text),
      source: text,
      confirm: fc.constantFrom('enter', 'word', 'target' as const),
    })
    .map(({kind, title, source, confirm}) => id => {
      switch (kind) {
        case 'asking':
          return manual(id, {title, ask: ['who', 'channel'], message: 'users'})
        case 'sensed':
          return sensed(id, {title})
        case 'killer':
          return sensed(id, {title, killer: true})
        case 'command':
        case 'watch': {
          const shell: CommandItem['shell'] = {interpreter: 'bash', text: source, variables: []}
          return command(id, {title, source, shell, confirm, watch: kind === 'watch'})
        }
        case 'link':
          return {...link(id), title, url: source}
        case 'follow-up':
          return {...followUp(id), title}
        default:
          return manual(id, {title})
      }
    })

interface Sketch {
  readonly title: Section['title']
  readonly number: string | null
  readonly nested: boolean
  readonly decision: boolean
  readonly named: boolean
  readonly needsFirst: boolean
  readonly items: readonly {
    readonly make: (id: string) => Item
    readonly under: boolean
    readonly named: boolean
  }[]
}

const sketchFrom = (text: fc.Arbitrary<string>): fc.Arbitrary<Sketch> =>
  fc.record({
    title: titleFrom(text),
    number: fc.constantFrom(null, null, '1', '4.1'),
    nested: fc.boolean(),
    decision: fc.integer({min: 0, max: 4}).map(n => n === 0),
    named: fc.boolean(),
    needsFirst: fc.boolean(),
    items: fc.array(fc.record({make: itemFrom(text), under: fc.boolean(), named: fc.boolean()}), {
      maxLength: 4,
    }),
  })

/** Groups as the parser makes them: a manual item with items under it, and these know their parent. */
const itemsOfSketch = (sketch: Sketch, sectionId: string): readonly Item[] => {
  const items: Item[] = []
  for (const [index, {make, under, named}] of sketch.items.entries()) {
    const id = named ? `s-${sectionId.replaceAll('.', '-')}-${index}` : `${sectionId}.${index + 1}`
    if (sketch.decision) {
      items.push({...criterion(id, named ? id : null), title: make(id).title})
      continue
    }
    const before = items.at(-1)
    const item = make(id)
    if (!under || before === undefined || before.kind !== 'manual' || before.ask.length > 0) {
      items.push(item)
      continue
    }
    items[items.length - 1] = {...before, children: [...before.children, id]}
    items.push({...item, parent: before.id, depth: before.depth + 1})
  }
  return items
}

const runbookFrom = (text: fc.Arbitrary<string>): fc.Arbitrary<Runbook> =>
  fc
    .record({
      title: titleFrom(text),
      sketches: fc.array(sketchFrom(text), {minLength: 1, maxLength: 4}),
      target: fc.boolean(),
      contacts: fc.array(fc.record({group: titleFrom(text), name: titleFrom(text), value: titleFrom(text)}), {
        maxLength: 3,
      }),
    })
    .map(({title, sketches, target, contacts}) => {
      const sections: Section[] = []
      for (const [index, sketch] of sketches.entries()) {
        // As the parser names a section that is not annotated, where that name is still free.
        const own = splitNumber(sketch.number === null ? sketch.title : `${sketch.number} ${sketch.title}`)
        const wish = own.number ?? slug(own.title)
        const id = sketch.named || sections.some(other => other.id === wish) ? `part-${index}` : wish
        const above = sections.at(-1)
        const parent = sketch.nested && above !== undefined ? above : null
        const first = sections[0]
        sections.push(
          section(id, itemsOfSketch(sketch, id), {
            title: sketch.title,
            number: sketch.number,
            level: (parent?.level ?? 1) + 1,
            parent: parent?.id ?? null,
            mode: sketch.decision ? 'decision' : 'read-do',
            needs: sketch.needsFirst && first !== undefined && parent === null ? [first.id] : [],
          }),
        )
      }
      const made = runbookOf(sections, {target: target ? {name: 'shop-prod', expect: {}, sense: {}} : null})
      return {
        ...made,
        title,
        contacts: contacts.map((contact, index) => ({
          ...contact,
          id: `contact-${index}`,
          section: 'contacts',
          placeholder: false,
          position: {line: 1, column: 1},
        })),
      }
    })

const reasons: Readonly<Record<Outcome, readonly (Reason | null)[]>> = {
  pass: [null],
  fail: ['refused', 'timeout', 'mismatch'],
  unknown: ['not-configured', 'blocked', 'auth', 'dns', 'no-data', 'permission', 'error'],
}

/** What somebody wants to do, before it is known at which item and in which state that will be. */
const actionFrom = (text: fc.Arbitrary<string>) =>
  fc.record({
    kind: fc.constantFrom(
      ...(['done', 'done', 'confirm-by-hand', 'acknowledge', 'override', 'skip', 'not-applicable'] as const),
      ...([
        'defer',
        'take-back',
        'assign',
        'note',
        'answer',
        'decide',
        'run',
        'run',
        'run',
        'running',
      ] as const),
      ...([
        'ended',
        'ended',
        'ended',
        'not-started',
        'outcome-unknown',
        'assert',
        'reading',
        'reading',
      ] as const),
      ...([
        'reading',
        'resume',
        'suspend',
        'confirm-changes',
        'adopt',
        'repaired',
        'close',
        'abort',
      ] as const),
      ...([
        'send',
        'send',
        'message-sent',
        'message-sent',
        'message-failed',
        'message-unknown',
        'assert-message',
        'contact-tried',
        'promise-update',
        'update-given',
        'hand-over',
      ] as const),
    ),
    item: fc.nat(),
    section: fc.nat(),
    pick: fc.nat(),
    text,
    more: text,
    odds: fc.integer({min: 0, max: 9}),
  })

type Action = ReturnType<typeof actionFrom> extends fc.Arbitrary<infer T> ? T : never

const at = <T>(all: readonly T[], index: number): T | undefined => all[index % Math.max(1, all.length)]

interface Moment {
  readonly runbook: Runbook
  readonly session: Session
  readonly live: Live
  readonly now: string
}

/** The action as an intent that has a chance in this moment; null where it has none. */
const intentOf = (action: Action, {runbook, session, live, now}: Moment): Intent | null => {
  const {kind, pick, text, more, odds} = action
  const item = at(itemsOf(runbook), action.item)
  const to = at(runbook.sections, action.section)
  const begun = session.attempts.findLast(({phase}) => phase === 'intended' || phase === 'running')
  const attempt = begun === undefined || odds === 0 ? pick % 4 : begun.number
  switch (kind) {
    case 'repaired':
      return {type: kind, bytes: pick}
    case 'close':
      return {type: kind, signedBy: text}
    case 'abort':
      // Rare, or every session would be over before it began.
      return odds === 0 ? {type: kind, reason: text} : null
    case 'suspend':
      return {
        type: kind,
        cause: at(['operator', 'end-of-input', 'signal'] as const, pick) ?? 'signal',
        item: item?.id ?? null,
      }
    case 'resume': {
      const change = {what: 'variable', name: 'DB_HOST', before: text, after: more, holds: odds < 3} as const
      return {
        type: kind,
        host: 'app-2',
        bootId: 'boot',
        takenOver: odds > 5,
        changes: odds < 5 ? [change] : [],
      }
    }
    case 'confirm-changes':
      return {type: kind, reason: text}
    case 'adopt':
      return {
        type: kind,
        runbook: {title: text, path: more, sha256: 'b'.repeat(64)},
        probes: null,
        kept: [],
        dropped: [],
      }
    case 'message-sent':
    case 'message-failed':
    case 'message-unknown':
      return messageReportOf(action, session, now)
    case 'assert-message': {
      const lost = session.messages.findLast(({phase}) => phase === 'unknown')
      const answer = at(['sent', 'notsent', 'later'] as const, pick) ?? 'later'
      return lost === undefined ? null : {type: kind, item: lost.item, answer, how: text}
    }
    case 'contact-tried': {
      const contact = at(runbook.contacts, pick)
      return contact === undefined
        ? null
        : {type: kind, contact: contact.id, result: odds < 5 ? 'reached' : 'no-answer'}
    }
    case 'promise-update':
      return {type: kind, due: new Date(Date.parse(now) + (pick % 20) * 1_000).toISOString()}
    case 'update-given':
      return {type: kind}
    case 'hand-over':
      return {type: kind, to: text, summary: more, reason: text}
    case 'decide':
      return {
        type: kind,
        choice: at(['rollback', 'rollback', 'no', 'escalate'] as const, pick) ?? 'rollback',
        sentence: text,
      }
    case 'running':
      return {type: kind, attempt, pid: pick}
    case 'ended':
      return {
        type: kind,
        attempt,
        exit:
          at(
            [
              exited(0),
              exited(0),
              exited(1),
              exited(null, {signal: 'SIGKILL'}),
              exited(0, {cause: 'timeout'}),
            ],
            pick,
          ) ?? exited(0),
        tail: text,
        seen: odds < 5 ? 'live' : 'while-away',
      }
    case 'not-started':
      return {type: kind, attempt, proof: 'revoked', why: text}
    case 'outcome-unknown':
      return {type: kind, attempt, sameBoot: odds < 5, processes: odds < 3 ? [pick] : [], tail: text}
    case 'assert': {
      const lost = session.attempts.findLast(({phase}) => phase === 'unknown')
      const answer = at(['done', 'notdone', 'partial', 'later'] as const, pick) ?? 'later'
      return lost === undefined ? null : {type: kind, item: lost.item, answer, how: text}
    }
    case 'note':
      return {
        type: kind,
        item: odds < 3 ? null : (item?.id ?? null),
        text,
        mark: at(['cause', 'lesson', 'suggestion', null] as const, pick) ?? null,
      }
  }
  if (item === undefined) return null
  const here = {item: item.id}
  switch (kind) {
    case 'done':
      return {type: kind, ...here, answers: {who: text, channel: more}, remark: odds < 5 ? text : ''}
    case 'confirm-by-hand':
      return {type: kind, ...here, how: text}
    case 'acknowledge':
    case 'take-back':
      return {type: kind, ...here}
    case 'override':
    case 'skip':
    case 'not-applicable':
      return {type: kind, ...here, reason: text}
    case 'defer':
      return {type: kind, ...here, to: to?.id ?? '', reason: text}
    case 'assign':
      return {type: kind, ...here, owner: text, due: more}
    case 'answer':
      return {
        type: kind,
        ...here,
        answer: at(['raised', 'clear', 'unknown'] as const, pick) ?? 'unknown',
        remark: text,
      }
    case 'send':
      return {
        type: kind,
        ...here,
        audience: 'users',
        language: odds < 5 ? 'tr' : 'en',
        way: at(['webhook', 'mail', 'command'] as const, pick) ?? 'mail',
        recipients: [text, more],
        subject: more,
        text,
        typed: messageWord(session),
      }
    case 'run':
      if (item.kind !== 'command') return null
      return {
        type: kind,
        ...here,
        text: item.shell.text,
        cwd: odds < 5 ? '/srv' : more,
        values:
          odds < 5
            ? [
                {env: 'INPUT_X', value: text, secret: false},
                {env: 'TOKEN', value: null, secret: true},
              ]
            : [],
        script: odds < 3 ? {path: more, sha256: 'c'.repeat(64)} : null,
        typed: confirmWord(runbook, session, live, item) ?? '',
        reason: text,
      }
    case 'reading': {
      const outcome = at(['pass', 'pass', 'fail', 'unknown'] as const, pick) ?? 'pass'
      return {
        type: kind,
        beganSeq: session.seq,
        reading: {
          probe:
            item.kind === 'sensed'
              ? item.probe
              : item.kind === 'criterion'
                ? (item.trigger ?? item.id)
                : item.id,
          outcome,
          reason: at(reasons[outcome], odds) ?? null,
          summary: text,
          warning: odds < 2 ? more : null,
          beganAt: now,
          durationMs: odds < 8 ? odds * 10 : null,
          blockedBy: odds === 9 ? more : null,
          values: {},
        },
      }
    }
  }
}

const messageReportOf = ({kind, pick, text, odds}: Action, session: Session, now: string): Intent | null => {
  const begun = session.messages.findLast(({phase}) => phase === 'intended')
  const message = begun === undefined || odds === 0 ? pick % 4 : begun.number
  switch (kind) {
    case 'message-sent':
      return {type: kind, message, reply: text, sentAt: now, seen: odds < 5 ? 'live' : 'while-away'}
    case 'message-failed':
      return {type: kind, message, why: odds < 5 ? 'revoked' : 'refused', reply: text}
    case 'message-unknown':
      return {type: kind, message, why: odds < 5 ? 'no-answer' : 'sender-died', reply: text}
    default:
      return null
  }
}

/**
 * A random small runbook and a walk through it: actions are tried one after the other on the real `decide`, and what it
 * accepts is folded by the real `reduce`. The clock ticks a second with each, across midnight and a change of the clocks.
 */
export const randomSession = (options: RandomSessionOptions = {}): fc.Arbitrary<RandomSession> => {
  const text = options.text ?? plainText
  return fc
    .record({
      runbook: runbookFrom(text),
      // As long as it may be, or next to no command would come to its end.
      actions: fc.array(actionFrom(text), {maxLength: options.maxIntents ?? 60, size: 'max'}),
      language: options.language ?? fc.constantFrom('tr' as const, 'en' as const),
      timeZone: fc.constantFrom(
        'UTC',
        'Europe/Istanbul',
        'Europe/Berlin',
        'America/St_Johns',
        'Nowhere/Land',
      ),
      start: fc.constantFrom(
        '2026-11-24T20:59:50.000Z',
        '2026-10-25T00:59:55.500Z',
        '2026-03-29T00:59:50.001Z',
      ),
      names: fc.record({operator: text, host: text, path: text, cwd: text}),
    })
    .map(({runbook, actions, language, timeZone, start, names}) => {
      const live: Live = {host: 'app-1', ...nothingSeen, cwd: '/srv', valued: new Set()}
      const intents: Intent[] = []
      const events: SessionEvent[] = []
      let session = emptySession
      const put = (intent: Intent, now: string): void => {
        const verdict = decide({runbook, session, live}, intent, {at: now, by: names.operator})
        if (!verdict.ok || verdict.events.length === 0) return
        intents.push(intent)
        events.push(...verdict.events)
        for (const event of verdict.events) session = reduce(session, event)
      }
      const facts = {
        ...someFacts,
        language,
        timeZone,
        host: names.host,
        operator: names.operator,
        cwd: names.cwd,
        runbook: {...someFacts.runbook, title: runbook.title, path: names.path},
        variables: [{name: 'DB_HOST', source: 'environment', value: names.host, secret: false} as const],
      }
      put({type: 'start', facts}, start)
      for (const [index, action] of actions.entries()) {
        const now = new Date(Date.parse(start) + (index + 1) * 1_000).toISOString()
        const intent = intentOf(action, {runbook, session, live, now})
        if (intent !== null) put(intent, now)
      }
      return {runbook, intents, events, session, headHash: 'f00d'.repeat(16)}
    })
}

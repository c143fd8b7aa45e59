import {OperatorError} from '#src/errors.ts'
import {sentence} from '#src/i18n/code.ts'
import type {Texts} from '#src/i18n/texts.ts'
import {diffRunbooks} from '#src/runbook/diff.ts'
import {findItem, itemsOf} from '#src/runbook/walk.ts'
import type {Change, SessionEvent} from '#src/session/events.ts'
import {isSettled, itemState} from '#src/session/item-state.ts'
import {openItems} from '#src/session/outcome.ts'
import {hasLostOutcome, lastAttempt} from '#src/session/state.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {messageOutcome} from '#src/view/message-words.ts'
import {exitWords, notStartedWords} from '#src/view/run-words.ts'
import {clockTime} from './clock-time.ts'
import {siteContacts} from './contacts.ts'
import type {OpenSession} from './held-session.ts'
import {parseSources} from './load.ts'
import {readSource} from './source-file.ts'
import {tailLines} from './tail-lines.ts'
import {toolVersion} from './version.ts'

/** Which session this is, and on what. */
export const greeting = (open: OpenSession, texts: Texts, resumed: boolean): readonly Safe[] => {
  const {lines} = texts
  const {facts} = open.store.state().session
  const named = {version: safe(toolVersion()), title: open.loaded.runbook.title, id: safe(open.id)}
  return [
    resumed ? lines.resumed(named) : lines.started(named),
    lines.identity({
      target: facts?.target == null ? lines['no-target']() : safe(facts.target),
      host: safe(facts?.host ?? ''),
      operator: safe(open.operator),
      cwd: safe(facts?.cwd ?? ''),
    }),
  ]
}

/** What has to be known before the first item: what was repaired, what is not ready for a real night. */
export const openingNotices = (open: OpenSession, texts: Texts): readonly Safe[] => {
  const unfilled = siteContacts(open).filter(contact => contact.unset).length
  return [
    ...(open.loaded.repairs.length > 0
      ? [
          sentence(texts.opening, {
            code: 'repaired',
            path: safe(open.loaded.source.path),
            how: joinSafe(
              open.loaded.repairs.map(repair => texts.repairs[repair]),
              ', ',
            ),
          }),
        ]
      : []),
    ...open.warnings,
    ...(unfilled > 0 ? [sentence(texts.opening, {code: 'unfilled-contacts', count: unfilled})] : []),
  ]
}

/** The cue on resume: when and where the session was left, what stands, what has changed since. */
export const resumeCue = (open: OpenSession, changes: readonly Change[], texts: Texts): readonly Safe[] => {
  const {lines} = texts
  const {runbook, session} = open.store.state()
  const zone = session.facts?.timeZone ?? 'UTC'
  const events = open.store.events()
  const resumed = events.findLastIndex(event => event.type === 'session-resumed')
  const repaired = events[resumed - 1]
  const before = events.slice(0, resumed).findLast(event => event.type !== 'journal-repaired')
  const leftItem = session.left?.item == null ? null : findItem(runbook, session.left.item)
  const cue =
    before?.type === 'session-suspended' && leftItem !== null
      ? lines.left({at: safe(clockTime(before.at, zone)), item: leftItem.title})
      : lines.interrupted({at: safe(clockTime(before?.at ?? '', zone))})
  const settled = itemsOf(runbook).filter(item => isSettled(itemState(runbook, session, item))).length
  return [
    cue,
    ...handOverLines(open, texts, zone),
    ...(repaired?.type === 'journal-repaired' ? [lines.repaired({bytes: repaired.bytes})] : []),
    lines['so-far']({settled, open: openItems(runbook, session).length}),
    ...changes.flatMap(change => changeLines(open, change, texts)),
  ]
}

/** What whoever left the session wanted to be known, where it was handed over on leaving. */
const handOverLines = (open: OpenSession, {telling}: Texts, zone: string): readonly Safe[] => {
  const events = open.store.events()
  const before = events.findLastIndex(event => event.type === 'session-resumed')
  const handed = events.slice(0, before).findLast(event => event.type !== 'session-suspended')
  if (handed?.type !== 'handed-over') return []
  return [
    telling['handed-over-cue']({
      at: safe(clockTime(handed.at, zone)),
      from: safe(handed.by),
      to: safe(handed.to),
      summary: safe(handed.summary),
      reason: safe(handed.reason),
    }),
  ]
}

/** What became of the commands and messages that were under way when the session was left. */
export const awayLines = (
  open: OpenSession,
  events: readonly SessionEvent[],
  texts: Texts,
): readonly Safe[] => {
  const {runbook, session} = open.store.state()
  const {lines} = texts
  const told: Safe[] = []
  for (const event of events) {
    if (!('attempt' in event)) continue
    const item = findItem(runbook, event.item)
    if (item === null) continue
    if (event.type === 'command-ended') {
      told.push(
        lines['ended-away']({item: item.title}),
        exitWords(texts, event.exit),
        ...tailLines(event.tail, texts),
      )
    }
    if (event.type === 'command-not-started')
      told.push(lines['not-started-away']({item: item.title}), notStartedWords(texts, event))
  }
  const ended = new Set(events.flatMap(event => ('message' in event ? [event.message] : [])))
  for (const message of session.messages) {
    const item = findItem(runbook, message.item)
    const isOpen = message.phase === 'intended' || message.phase === 'unknown'
    if (item !== null && (isOpen || ended.has(message.number)))
      told.push(say`${item.title}: ${messageOutcome(texts, message)}`)
  }
  for (const attempt of session.attempts) {
    const item = findItem(runbook, attempt.item)
    if (item === null) continue
    if (attempt.phase === 'running') told.push(lines['still-running']({item: item.title}))
    if (hasLostOutcome(session, item) && lastAttempt(session, item.id) === attempt)
      told.push(lines['unknown-away']({item: item.title}))
  }
  return told
}

const changeLines = (open: OpenSession, change: Change, texts: Texts): readonly Safe[] => {
  const {lines} = texts
  const before = safe(change.before)
  const after = safe(change.after)
  switch (change.what) {
    case 'host':
      return [lines['change-host']({before, after})]
    case 'boot':
      return [lines['change-boot']()]
    case 'operator':
      return [lines['change-operator']({before, after})]
    case 'variable':
      return [lines['change-variable']({name: safe(change.name), before, after})]
    case 'runbook':
      return [lines['change-runbook'](), ...differences(open, texts)]
    case 'probes':
      return [lines['change-probes']()]
    case 'tool':
      return [lines['change-tool']({before, after})]
    case 'cwd':
      return [lines['change-cwd']({before})]
  }
}

const differences = (open: OpenSession, texts: Texts): readonly Safe[] => {
  const {lines} = texts
  const {source, probes} = open.loaded
  const edited = readSource(source.path)
  if ('code' in edited) return [lines['diff-unreadable']()]
  try {
    const after = parseSources({source: edited, probes}, texts).runbook
    const {added, removed, changed} = diffRunbooks(open.loaded.runbook, after)
    return [
      ...added.map(item => lines['diff-added']({item: item.title})),
      ...removed.map(item => lines['diff-removed']({item: item.title})),
      ...changed.map(({after: item}) => lines['diff-changed']({item: item.title})),
    ]
  } catch (error) {
    if (error instanceof OperatorError) return [lines['diff-unreadable']()]
    throw error
  }
}

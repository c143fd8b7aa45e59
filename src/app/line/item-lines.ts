import {clockTime} from '#src/app/clock-time.ts'
import type {OpenSession} from '#src/app/held-session.ts'
import {tailLines} from '#src/app/tail-lines.ts'
import {factWords} from '#src/i18n/fact-words.ts'
import {questionWord} from '#src/i18n/question.ts'
import type {Texts} from '#src/i18n/texts.ts'
import type {CommandItem, Item, Section} from '#src/runbook/types.ts'
import {findItem, probeOf, sectionOf} from '#src/runbook/walk.ts'
import {itemState} from '#src/session/item-state.ts'
import {factsMissing, factsRequired} from '#src/session/session-facts.ts'
import {hasLostOutcome, isUnverified, lastAttempt, messagesAt, recordOf} from '#src/session/state.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {notedBefore} from '#src/view/marked-notes.ts'
import {shownWord} from '#src/view/shown-state.ts'
import {terminalHint} from '#src/view/terminal-hint.ts'
import {cardLines} from './card-lines.ts'
import {messageLines} from './message-lines.ts'

/** A sensed item has no box: nobody can tick it. The two look different without colour. */
export const itemMark = (item: Item, state: ReturnType<typeof itemState>): Safe => {
  const sign =
    state === 'done'
      ? 'x'
      : state === 'open'
        ? ' '
        : state === 'running'
          ? '>'
          : state === 'failed'
            ? '!'
            : '-'
  switch (item.kind) {
    case 'sensed':
      return safe(`(${sign})`)
    case 'criterion':
      return safe(state === 'raised' ? '<!>' : state === 'clear' ? '<ok>' : '<?>')
    case 'command':
      return safe(`{${sign}}`)
    case 'link':
    case 'manual':
    case 'follow-up':
      return safe(`[${sign}]`)
  }
}

export const sectionLine = (section: Section, {spoken, lines, speech}: Texts): Safe =>
  (spoken === true ? speech : lines).section({
    number: section.number === null ? say`` : say`${safe(section.number)} `,
    title: section.title,
  })

/** One line for an item in a list. */
export const itemLine = (open: OpenSession, item: Item, texts: Texts): Safe => {
  if (texts.spoken === true) return spokenItem(open, item, texts)
  const {runbook, session} = open.store.state()
  const state = itemState(runbook, session, item)
  const part =
    item.kind === 'command' && item.part !== null ? say` (${item.part.index}/${item.part.count})` : say``
  const indent = safe('  '.repeat(item.depth))
  return say`${indent}${itemMark(item, state)} ${safe(item.id)}: ${item.title}${part} · ${stateWords(open, item, texts)}`
}

/** In the order in which it is wanted by somebody who hears it; what brackets and indentation say elsewhere is said in words. */
const spokenItem = (open: OpenSession, item: Item, texts: Texts): Safe => {
  const {speech} = texts
  const part = item.kind === 'command' && item.part !== null ? speech.part(item.part) : say``
  const state = stateWords(open, item, texts)
  const facts = {state, title: item.title, part, kind: kindWord(item, texts), id: safe(item.id)}
  const line = speech.item(facts)
  const parent = item.parent === null ? null : findItem(open.store.state().runbook, item.parent)
  return parent === null ? line : speech.inside({line, group: parent.title})
}

const stateWords = (open: OpenSession, item: Item, texts: Texts): Safe => {
  const situation = open.store.state()
  const {runbook, session, live} = situation
  const zone = session.facts?.timeZone ?? 'UTC'
  const word = shownWord(situation, item, {texts, clock: at => safe(clockTime(at, zone))})
  const required = item.kind === 'sensed' ? factsRequired(runbook, item.probe) : []
  if (required.length > 0)
    return say`${word}: ${factWords(texts.facts, required, factsMissing(session, required))}`
  const {sensed, settlement} = recordOf(session, item.id)
  const probe = item.kind === 'sensed' || item.kind === 'criterion' ? probeOf(item) : null
  const reading = (probe === null ? undefined : live.readings.get(probe)) ?? sensed
  if (reading === null || settlement !== null) return word
  const warning = reading.warning === null ? say`` : say` · ${safe(reading.warning)}`
  return say`${word}: ${safe(reading.summary)}${warning}`
}

/** Everything the operator needs to act on the current item. */
export const currentLines = (open: OpenSession, item: Item, now: Date, texts: Texts): readonly Safe[] => {
  const {lines} = texts
  const {session} = open.store.state()
  const details: Safe[] = texts.spoken === true ? [] : [kindWord(item, texts)]
  if (item.note !== null) details.push(item.note)
  const {deferral} = recordOf(session, item.id)
  if (deferral !== null) {
    const from = sectionOf(open.store.state().runbook, item.id)?.title ?? say`?`
    details.push(lines['came-back']({section: from, reason: safe(deferral.reason)}))
  }
  if (item.kind === 'manual' && item.ask.length > 0) {
    details.push(
      lines['asks-for']({
        questions: joinSafe(
          item.ask.map(name => questionWord(texts.questions, name)),
          ', ',
        ),
      }),
    )
  }
  if (item.kind === 'manual' && item.message !== null) {
    details.push(texts.telling['message-offered-lines']())
    details.push(...messagesAt(session, item.id).flatMap(each => messageLines({open, texts}, each, 'brief')))
  }
  if (item.kind === 'sensed' && item.killer) details.push(lines['killer-item']())
  if (item.kind === 'sensed' && open.store.state().live.touching.has(item.probe))
    details.push(lines['look-touches']())
  details.push(...notedBefore(texts, session, item))
  if (item.kind === 'link') details.push(safe(item.url))
  if (item.kind === 'command') {
    if (isUnverified(session, item)) details.push(lines['not-verified']())
    const lost = hasLostOutcome(session, item) ? unknownLines(open, item, texts) : []
    const {elsewhere} = recordOf(session, item.id)
    if (elsewhere !== null) {
      const {where, outcome, how} = elsewhere
      const said = {where: safe(where), worked: outcome === 'worked', how: safe(how)}
      details.push(texts.runs['elsewhere-said'](said))
    }
    if (itemState(open.store.state().runbook, session, item) === 'failed')
      details.push(...failedLines(open, item, texts))
    details.push(...lost, ...cardLines(open, item, now, texts))
  }
  return [itemLine(open, item, texts), ...details.map(line => say`      ${line}`)]
}

const kindWord = (item: Item, {lines}: Texts): Safe => {
  switch (item.kind) {
    case 'sensed':
      return lines['kind-sensed']()
    case 'manual':
      return lines['kind-manual']()
    case 'command':
      return lines['kind-command']()
    case 'link':
      return lines['kind-link']()
    case 'follow-up':
      return lines['kind-follow-up']()
    case 'criterion':
      return lines['kind-criterion']()
  }
}

/** What is known of a run whose outcome is not, and what is to be said of it. */
export const unknownLines = (open: OpenSession, item: Item, texts: Texts): readonly Safe[] => {
  const {lines} = texts
  const attempt = lastAttempt(open.store.state().session, item.id)
  if (attempt === null) return []
  return [
    lines['outcome-unknown']({attempt: attempt.number}),
    attempt.sameBoot
      ? attempt.processes.length > 0
        ? lines['unknown-processes']({pids: safe(attempt.processes.join(', '))})
        : lines['unknown-no-processes']()
      : lines['unknown-boot'](),
    lines['unknown-last-output'](),
    ...tailLines(attempt.tail, texts),
    lines['unknown-answers'](),
  ]
}

/** What can be done after a command failed, half-way or at once. Nothing is repeated by itself. */
export const failedLines = (open: OpenSession, item: CommandItem, {lines, runs}: Texts): readonly Safe[] => {
  const hint = terminalHint(lastAttempt(open.store.state().session, item.id)?.tail ?? '')
  const input = item.shell.variables.find(variable => variable.input !== variable.env)
  return [
    ...(hint === null ? [] : [runs[`hint-${hint}`]()]),
    lines['failed-offers'](),
    ...(item.confirm === 'target' && input !== undefined
      ? [lines['failed-back']({name: safe(input.input)})]
      : []),
  ]
}

import type {Context} from '#src/app/context.ts'
import {openAnyHome, operatorName} from '#src/app/context.ts'
import type {Opening, OpenSession} from '#src/app/held-session.ts'
import {hostWarnings} from '#src/app/host-warnings.ts'
import {loadRunbook} from '#src/app/load.ts'
import {planLines} from '#src/app/plan-lines.ts'
import {reopenSession} from '#src/app/reopen-session.ts'
import {type Seat, walkSession, withSeat} from '#src/app/seat.ts'
import {keepCopies} from '#src/app/session-copies.ts'
import {trustIn} from '#src/app/trust.ts'
import {readSets} from '#src/app/value-sources.ts'
import type {Home} from '#src/durable/home.ts'
import {hostFacts} from '#src/durable/host.ts'
import type {SessionEntry} from '#src/durable/sessions.ts'
import {type ExitCode, exitCodes, OperatorError} from '#src/errors.ts'
import {sentence} from '#src/i18n/code.ts'
import {loadTexts} from '#src/i18n/texts.ts'
import {rebind} from '#src/runbook/diff.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {describeEntry, isOpen, pickEntry} from './entries.ts'
import {othersOn} from './others-on-target.ts'

interface Wish {
  readonly entry: SessionEntry
  readonly takeOver: boolean
  readonly adopt: boolean
  readonly seat: Seat
}

/** `rollcall resume [ID]`: goes on with a session exactly where it was left, or was cut off. */
export const resume = async (
  context: Context,
  [id]: readonly (string | undefined)[],
  options: Readonly<Record<string, unknown>>,
): Promise<ExitCode> => {
  return withSeat(context, async seat => {
    const home = openAnyHome(context)
    const entry = pickEntry(context, home, {id, fits: isOpen})
    const wish = {entry, takeOver: options.takeOver === true, adopt: options.adopt === true, seat}
    return resumeEntry(context, home, wish)
  })
}

export const resumeEntry = async (started: Context, home: Home, wish: Wish): Promise<ExitCode> => {
  const {entry, takeOver, seat} = wish
  if (wish.adopt && home.owner !== null) {
    throw new OperatorError([sentence(started.texts.opening, {code: 'adopt-owner', id: safe(entry.id)})])
  }
  const inLanguage = await inItsLanguage(started, entry)
  const drill = (await import('#src/drill/of-session.ts')).drillOf(entry.first)
  // A rehearsal stays one: its commands still get nothing of the caller's environment.
  const context = drill === null ? inLanguage : {...inLanguage, env: drill.env}
  const leave = new AbortController()
  const operator = await operatorName(started, home)
  const opening: Opening = {home, operator, onSuspendRequest: () => leave.abort('taken-over')}
  let reopened = await reopenSession(context, {id: entry.id, dir: entry.directory, takeOver}, opening)
  const adopted = wish.adopt ? await adopt(context, home, reopened.open) : []
  if (wish.adopt) {
    await reopened.open.close()
    reopened = await reopenSession(context, {id: entry.id, dir: entry.directory, takeOver: false}, opening)
  }
  const {open, changes, repairedBytes} = reopened
  const place = hostFacts()
  if (repairedBytes > 0) await open.store.dispatch({type: 'repaired', bytes: repairedBytes})
  await open.store.dispatch({
    type: 'resume',
    host: place.hostname,
    bootId: place.bootId,
    takenOver: takeOver,
    changes,
  })
  for (const [name, value] of readSets(context)) {
    const answer = await open.setInput(name, value)
    if (!answer.ok) {
      await open.close()
      throw new OperatorError([sentence(context.texts.refusals, answer.refusal)])
    }
  }
  const others = await othersOn(context, home, open)
  const walk = (ready?: Promise<void>): Promise<ExitCode> =>
    walkSession(context, seat, {
      open,
      opening,
      arrival: {kind: 'resumed', changes},
      notices: [...adopted, ...others, ...hostWarnings(context)],
      leave,
      ...(ready === undefined ? {} : {ready}),
    })
  if (drill === null) return walk()
  const {rehearse} = await import('#src/drill/rehearse.ts')
  return rehearse(context, {layout: drill.layout, open, seat, isResumed: true}, walk)
}

/** A session goes on in the language that it was started in, unless another one is asked for. */
const inItsLanguage = async (context: Context, entry: SessionEntry): Promise<Context> => {
  const {language} = describeEntry(entry)
  if (context.options.lang !== undefined || language === null) return context
  const {spoken = false} = context.texts
  return {...context, texts: {...(await loadTexts(language)), spoken}}
}

/** Takes over the edited files, and says so: copies first, then the journal, so that whichever comes last is what counts. */
const adopt = async (context: Context, home: Home, open: OpenSession): Promise<readonly Safe[]> => {
  const {facts} = open.store.state().session
  if (facts === null) return []
  const probes = context.options.probes ?? facts.probes?.path
  const edited = loadRunbook(facts.runbook.path, {probes}, context.texts)
  // Nothing was edited: there is nothing to take over, and no tick becomes stale.
  if (edited.source.sha256 === facts.runbook.sha256 && edited.probes?.sha256 === facts.probes?.sha256)
    return []
  const {operator} = open
  const given = context.options.trust === true
  if (trustIn(edited, {home: home.path, given, operator, now: context.now()}) === null) {
    await open.close()
    const how = context.texts.runs['untrusted-adopt']({id: safe(open.id)})
    throw new OperatorError([...planLines(edited, context.texts).slice(0, -2), how], exitCodes.personNeeded)
  }
  const {kept, dropped} = rebind(open.loaded.runbook, edited.runbook)
  keepCopies(open.dir, edited)
  await open.store.dispatch({
    type: 'adopt',
    runbook: {title: edited.runbook.title, path: edited.source.path, sha256: edited.source.sha256},
    probes: edited.probes === null ? null : {path: edited.probes.path, sha256: edited.probes.sha256},
    kept,
    dropped,
  })
  const counts = {kept: kept.length, dropped: dropped.length}
  return [safe(open.redact(context.texts.lines.adopted(counts)))]
}

import {existsSync} from 'node:fs'
import {resolve} from 'node:path'
import {chooseSession} from '#src/app/choose-session.ts'
import type {Context} from '#src/app/context.ts'
import {openOwnHome, operatorName} from '#src/app/context.ts'
import {hostWarnings} from '#src/app/host-warnings.ts'
import {defaultRunbook, type Loaded, loadRunbook} from '#src/app/load.ts'
import {planLines} from '#src/app/plan-lines.ts'
import {type Seat, walkSession, withSeat} from '#src/app/seat.ts'
import {startSession} from '#src/app/start-session.ts'
import {trustIn} from '#src/app/trust.ts'
import {readSets} from '#src/app/value-sources.ts'
import type {Home} from '#src/durable/home.ts'
import {listSessions, type SessionEntry} from '#src/durable/sessions.ts'
import {type ExitCode, exitCodes, OperatorError} from '#src/errors.ts'
import {sentence} from '#src/i18n/code.ts'
import {inputObstacle} from '#src/session/decide-session.ts'
import {safe} from '#src/text/safe.ts'
import {closest} from '#src/text/words.ts'
import {wrapLine} from '#src/text/wrap.ts'
import {describeEntry} from './entries.ts'
import {othersOn} from './others-on-target.ts'
import {resumeEntry} from './resume.ts'

/** `rollcall [RUNBOOK]`: starts a session; where one is open, offers that first. */
export const start = async (context: Context, [path]: readonly (string | undefined)[]): Promise<ExitCode> => {
  const {texts} = context
  if (path !== undefined) meantVerb(context, path)
  return withSeat(context, async seat => {
    const loaded = loadRunbook(
      resolve(path ?? defaultRunbook(texts.language)),
      {probes: context.options.probes},
      texts,
    )
    const home = openOwnHome(context)
    return startOrResume(context, home, {loaded, seat})
  })
}

const startOrResume = async (
  context: Context,
  home: Home,
  {loaded, seat}: {readonly loaded: Loaded; readonly seat: Seat},
): Promise<ExitCode> => {
  const {texts} = context
  const chosen = await offerOpen(context, home, seat)
  if (chosen !== null) return resumeEntry(context, home, {entry: chosen, takeOver: false, adopt: false, seat})
  const leave = new AbortController()
  const operator = await operatorName(context, home)
  const trust = trustIn(loaded, {
    home: home.path,
    given: context.options.trust === true,
    operator,
    now: context.now(),
  })
  if (trust === null) return showPlan(context, loaded)
  const opening = {home, operator, onSuspendRequest: () => leave.abort('taken-over')}
  for (const [name, value] of readSets(context)) {
    const obstacle = inputObstacle(loaded.runbook, {name, value})
    // Before there is a session, so that a typing mistake leaves none behind.
    if (obstacle !== null) throw new OperatorError([sentence(texts.refusals, obstacle)])
  }
  const open = await startSession(context, loaded, {...opening, trust})
  const notices = [...(await othersOn(context, home, open)), ...hostWarnings(context)]
  for (const [name, value] of readSets(context)) {
    const answer = await open.setInput(name, value)
    if (!answer.ok) {
      await open.close()
      throw new OperatorError([sentence(texts.refusals, answer.refusal)])
    }
  }
  return walkSession(context, seat, {open, opening, arrival: {kind: 'started'}, notices, leave})
}

/** What nobody has trusted opens read-only: all that it would run is shown, and a person has to say that it may. */
const showPlan = ({stdout, texts}: Context, loaded: Loaded): ExitCode => {
  for (const line of planLines(loaded, texts)) {
    for (const part of stdout.isTTY ? wrapLine(line, stdout.columns) : [line]) stdout.write(`${part}\n`)
  }
  return exitCodes.personNeeded
}

const verbs = [
  'resume',
  'watch',
  'check',
  'drill',
  'sessions',
  'status',
  'export',
  'lint',
  'schema',
  'print',
  'verify',
  'completion',
]

/** A mistyped verb reads as the name of a file that is not there. */
const meantVerb = (context: Context, word: string): void => {
  const meant = /^[a-z-]+$/i.test(word) && !existsSync(word) ? closest(word, verbs) : null
  if (meant === null) return
  throw new OperatorError([context.texts.cli['verb-meant']({word: safe(word), meant: safe(meant)})])
}

/** The open session that the operator picks; null for a new one. Asks only where there is one to pick. */
const offerOpen = async (context: Context, home: Home, seat: Seat): Promise<SessionEntry | null> => {
  const open = listSessions(home).filter(entry => entry.state === 'open')
  if (open.length === 0) return null
  const offers = open.map(entry => ({id: safe(entry.id), ...describeEntry(entry)}))
  const chosen = await chooseSession(context, seat, offers)
  return open.find(entry => entry.id === chosen) ?? null
}

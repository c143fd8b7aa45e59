import type {CommandItem, Runbook} from '#src/runbook/types.ts'
import {findItem, findSection, sectionOf} from '#src/runbook/walk.ts'
import {safe} from '#src/text/safe.ts'
import {sameWord} from '#src/text/words.ts'
import {confirmWord} from './confirm-words.ts'
import type {Situation} from './decide.ts'
import {type RunOverride, type TargetHolder, targetLock} from './events.ts'
import {holderFacts} from './holder-facts.ts'
import {mismatches} from './identity.ts'
import type {Intent, Stamp} from './intents.ts'
import {itemState, ruledOut} from './item-state.ts'
import {unmetNeeds} from './needs.ts'
import {hasLostOutcome, type Live, type Session} from './state.ts'
import {accept, isBlank, type Refusal, refuse, type Verdict} from './verdict.ts'

/**
 * Whether a command may start: first what forbids it absolutely, then what is missing, then the typed word. Accepting
 * yields confirmation and intent together; the command itself starts only after both are on disk.
 */
export const decideRun = (
  {runbook, session, live}: Situation,
  item: CommandItem,
  intent: Extract<Intent, {type: 'run'}>,
  stamp: Stamp,
): Verdict => {
  const obstacle = runObstacle({runbook, session, live}, item)
  if (obstacle !== null) return refuse(obstacle)
  if (intent.text !== item.shell.text) return refuse({code: 'text-changed'})
  const unmet = gateOf({runbook, session, live}, item)
  if (unmet.length > 0 && isBlank(intent.reason)) {
    return refuse({code: 'needs-unmet', needs: titles(runbook, unmet)})
  }
  const held = heldTarget({live}, item)
  if (held !== null && isBlank(intent.reason)) return refuse(heldRefusal(held.by))
  const word = confirmWord(runbook, session, live, item)
  if (word !== null && !sameWord(intent.typed, word)) return refuse({code: 'wrong-word', word: safe(word)})
  const attempt = session.attempts.length + 1
  return accept(
    {
      ...stamp,
      type: 'command-confirmed',
      item: item.id,
      attempt,
      text: intent.text,
      cwd: intent.cwd,
      values: intent.values,
      script: intent.script,
      typed: word === null ? '' : intent.typed,
      override: overrideOf(unmet, held, intent.reason),
    },
    {...stamp, type: 'command-intended', item: item.id, attempt},
  )
}

const overrideOf = (
  unmet: readonly string[],
  held: ReturnType<typeof heldTarget>,
  reason: string,
): RunOverride | null => {
  if (held !== null) {
    return {unmet: [...unmet, targetLock], reason, ...(held.by === null ? {} : {heldBy: held.by})}
  }
  return unmet.length > 0 ? {unmet, reason} : null
}

const heldRefusal = (by: TargetHolder | null): Refusal =>
  by === null ? {code: 'target-held-unknown'} : {code: 'target-held', ...holderFacts(by)}

/** What stands in the way of running it at all just now, whatever would be typed; null: nothing. */
export const runObstacle = ({runbook, session, live}: Situation, item: CommandItem): Refusal | null => {
  if (session.phase !== 'open') return {code: 'session-over'}
  if (ruledOut(runbook, session, sectionOf(runbook, item.id))) return {code: 'ruled-out'}
  const state = itemState(runbook, session, item)
  if (state === 'running') return {code: 'already-running'}
  if (hasLostOutcome(session, item)) return {code: 'outcome-first'}
  if (live.cwd === null) return {code: 'directory-gone', path: safe(session.facts?.cwd ?? '')}
  const other = item.confirm === 'enter' ? null : runningChange(runbook, session)
  if (other !== null) return {code: 'another-running', item: other.title}
  const mismatch = item.confirm === 'target' ? targetMismatch(runbook, live) : null
  if (mismatch !== null) return mismatch
  if (item.confirm === 'target' && session.holds.length > 0) {
    return {
      code: 'changes-unconfirmed',
      changes: safe(session.holds.map(hold => hold.name || hold.what).join(', ')),
    }
  }
  const missing = missingInputs({runbook, session, live}, item)
  return missing.length > 0 ? {code: 'input-missing', names: safe(missing.join(', '))} : null
}

/** The needs that a dangerous command would go against; empty for all other commands. */
export const gateOf = ({runbook, session}: Situation, item: CommandItem): readonly string[] => {
  const section = sectionOf(runbook, item.id)
  return item.confirm === 'target' && section !== null ? unmetNeeds(runbook, session, section.id) : []
}

/**
 * Who is at work on the target of a dangerous command, when it was last looked; null: nobody, or it is none of those.
 * Like a need that is not met it asks for a reason and forbids nothing: a holder may be dead wood, and nobody else's
 * process may keep an operator from acting.
 */
export const heldTarget = (
  {live}: Pick<Situation, 'live'>,
  item: CommandItem,
): {readonly by: TargetHolder | null} | null => (item.confirm === 'target' ? (live.targetHeld ?? null) : null)

/** Whether a reason has to be said before the command can run. */
export const needsReason = (situation: Situation, item: CommandItem): boolean =>
  gateOf(situation, item).length > 0 || heldTarget(situation, item) !== null

/** Names under which a value is still wanted before the command can run. */
export const missingInputs = ({runbook, session, live}: Situation, item: CommandItem): readonly string[] =>
  item.shell.variables
    .filter(variable => !live.valued.has(variable.input) && !live.valued.has(variable.env))
    .filter(variable => !mayStayUnasked({runbook, session}, variable.input))
    .map(variable => variable.input)

/**
 * Whether an input without a value is simply left empty. A secret that was given in this session was never written down,
 * so after a resume it is gone: left out without a word, it would change what the command does.
 */
export const mayStayUnasked = (
  {runbook, session}: Pick<Situation, 'runbook' | 'session'>,
  input: string,
): boolean => runbook.settings.inputs[input]?.optional === true && session.inputs.get(input)?.secret !== true

const targetMismatch = (runbook: Runbook, live: Live): Refusal | null => {
  const [wrong] = mismatches(runbook, live)
  return wrong === undefined
    ? null
    : {
        code: 'target-mismatch',
        what: wrong.fact,
        expected: safe(wrong.expected ?? ''),
        found: safe(wrong.found ?? ''),
      }
}

const runningChange = (runbook: Runbook, session: Session): CommandItem | null => {
  for (const attempt of session.attempts) {
    if (attempt.phase !== 'running' && attempt.phase !== 'intended') continue
    const item = findItem(runbook, attempt.item)
    if (item?.kind === 'command' && item.confirm !== 'enter') return item
  }
  return null
}

const titles = (runbook: Runbook, ids: readonly string[]) =>
  safe(ids.map(id => findItem(runbook, id)?.title ?? findSection(runbook, id)?.title ?? id).join(', '))

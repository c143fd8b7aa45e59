import {type ExitCode, exitCodes} from '#src/errors.ts'
import type {Texts} from '#src/i18n/texts.ts'
import {findItem} from '#src/runbook/walk.ts'
import type {SuspendCause} from '#src/session/events.ts'
import {sessionOutcome} from '#src/session/outcome.ts'
import type {Refusal} from '#src/session/verdict.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {outcomeWord} from '#src/view/run-words.ts'
import type {Commands} from './commands.ts'
import {exportSession} from './export-session.ts'
import type {OpenSession} from './held-session.ts'

/** How the session was left: what is told last, and the process's exit code. */
export interface Left {
  readonly exitCode: ExitCode
  readonly lines: readonly Safe[]
}

export type Leaving =
  | {readonly ok: true; readonly left: Left}
  | {readonly ok: false; readonly refusal: Refusal}

interface Leaver {
  readonly open: OpenSession
  readonly texts: Texts
}

/** Leaves the session: it and its commands stay, but for watches, which end with their watcher. */
export const suspendSession = async (
  {open, texts, commands}: Leaver & {readonly commands: Commands},
  leaving: {readonly cause: SuspendCause; readonly item: string | null},
): Promise<Left> => {
  const {lines} = texts
  void commands.endWatches()
  await open.store.dispatch({type: 'suspend', ...leaving})
  const {runbook, session} = open.store.state()
  const goesOn: Safe[] = []
  for (const attempt of session.attempts) {
    if (attempt.phase !== 'running' && attempt.phase !== 'intended') continue
    const item = findItem(runbook, attempt.item)
    if (item?.kind === 'command' && !item.watch) goesOn.push(lines['running-goes-on']({item: item.title}))
  }
  for (const {phase, number} of session.messages)
    if (phase === 'intended') goesOn.push(texts.telling.sending({message: number}))
  const how = lines.suspended({id: toFindIt(open), hash: safe(open.headHash())})
  return {exitCode: exitCodes.suspended, lines: [...goesOn, safe(''), how]}
}

/** What `rollcall resume` has to be given: whoever goes on may not know of another home. */
const toFindIt = ({id, namedHome}: OpenSession): Safe =>
  safe(namedHome === null ? id : `${id} --home ${shellWord(namedHome)}`)

/** As a shell takes it for one word. */
const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`

/** Ends the session here, with the reason; everything is kept and exported. */
export const abortSession = async ({open, texts}: Leaver, reason: string): Promise<Leaving> => {
  const answer = await open.store.dispatch({type: 'abort', reason})
  if (!answer.ok) return answer
  const exported = await exportLine({open, texts}, null)
  const lines = [exported, texts.lines.aborted({hash: safe(open.headHash())})]
  return {ok: true, left: {exitCode: exitCodes.failed, lines}}
}

/** Closes the session, where nothing is open, with the name of whoever signs for it. */
export const closeSession = async ({open, texts}: Leaver, signedBy: string): Promise<Leaving> => {
  const answer = await open.store.dispatch({type: 'close', signedBy})
  if (!answer.ok) return answer
  const exported = await exportLine({open, texts}, null)
  const {runbook, session} = open.store.state()
  const outcome = outcomeWord(texts, sessionOutcome(runbook, session))
  const lines = [exported, texts.lines.closed({outcome, hash: safe(open.headHash())})]
  return {ok: true, left: {exitCode: exitCodes.ok, lines}}
}

/** Writes the checklist to a file, or into the session's own exports where none is named; says where, or why not. */
export const exportLine = async ({open, texts: {lines}}: Leaver, file: string | null): Promise<Safe> => {
  const exported = await exportSession(open, file)
  const path = safe(exported.path)
  return exported.cause === null
    ? lines.exported({path})
    : lines['export-failed']({path, cause: safe(exported.cause)})
}

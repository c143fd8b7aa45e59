import {setTimeout as delay} from 'node:timers/promises'
import {errorCode} from '#src/durable/disk.ts'
import {probeLock} from '#src/durable/lock.ts'
import {asTargetHolder} from '#src/durable/target-holder.ts'
import type {CommandItem} from '#src/runbook/types.ts'
import {findItem} from '#src/runbook/walk.ts'
import {type ExitRecord, exitFact, readExit} from '#src/runner/exit-record.ts'
import {followCommand} from '#src/runner/follow.ts'
import {drainOrphan, launchCommand} from '#src/runner/launch.ts'
import type {OutputNews} from '#src/runner/output.ts'
import {stopCommand} from '#src/runner/stop.ts'
import type {AttemptNumber, ExitFact, ScriptFact, StopSignal} from '#src/session/events.ts'
import type {Attempt} from '#src/session/state.ts'
import {usualSilence} from '#src/view/silence.ts'
import {commandDirectory, recoverIn} from './attempt-files.ts'
import {commandSpec} from './command-spec.ts'
import type {OpenSession} from './held-session.ts'
import type {Answer} from './store.ts'
import {createWatchdog, type Watchdog} from './watchdog.ts'

/** The commands of a session: what its events confirm is started here, and what came of it goes back to the store. */
export interface Commands {
  /** Confirms and starts the item's command as it was shown: with another script than that one it does not start. */
  readonly run: (
    item: CommandItem,
    said: {readonly typed: string; readonly reason: string; readonly script: ScriptFact | null},
  ) => Promise<Answer>
  /** Finds out what became of every command that was under way when the session was left; else answers why it could not. */
  readonly recover: () => Promise<string | null>
  /** Asks a running command to end, once that is on record. `gone`: no process of it was found. */
  readonly stop: (
    attempt: AttemptNumber,
    how: {readonly signal: StopSignal; readonly typed: string},
  ) => Promise<Stopped>
  /** Ends every watch; resolves when each has its outcome, so that what is said next acts on what is then true. */
  readonly endWatches: () => Promise<void>
  /** Ends one watch; its end is told like that of any command. */
  readonly endWatch: (attempt: AttemptNumber) => void
  /** Stops following; what runs goes on. */
  readonly leave: () => void
  /** Resolves when the attempt has an outcome, of whatever kind. */
  readonly whenOver: (attempt: AttemptNumber) => Promise<void>
}

export type Stopped =
  | {readonly ok: true; readonly found: 'sent' | 'gone'}
  | Extract<Answer, {readonly ok: false}>

export interface CommandsOptions {
  readonly open: OpenSession
  /** What has to be known of the system before the item's command starts; it does not start before this resolves. */
  readonly before: (item: CommandItem) => Promise<void>
  /** Looks at what a command did that ended; told when that is known. */
  readonly after: (item: CommandItem) => Promise<void>
  /** New output of an attempt: redacted, not made safe. */
  readonly onOutput: (attempt: Attempt, news: OutputNews) => void
  /** A command has written nothing for that long. A watch may be silent. */
  readonly onSilent: (attempt: Attempt, forMs: number) => void
  /** A command still runs a while after it was asked to end. */
  readonly onStubborn: (attempt: Attempt) => void
}

// What a command gets to clean up behind itself, before somebody is told that it does not end.
const patience = 10_000

/** Waits for a runner that has recorded the end to let go, but not for one that is stopped there. */
const untilReleased = async (dir: string): Promise<void> => {
  const giveUpAt = performance.now() + 2000
  while ((await probeLock(dir)).kind === 'held' && performance.now() < giveUpAt) await delay(5)
}

export const createCommands = (options: CommandsOptions): Commands => {
  const {open, before, after, onOutput} = options
  const {store, variables} = open
  const over = new Map<AttemptNumber, Promise<void>>()
  const leaving = new AbortController()
  const followed = new Set<AttemptNumber>()
  const watches = new Map<AttemptNumber, () => void>()

  const attemptOf = (number: AttemptNumber): Attempt | null =>
    store.state().session.attempts[number - 1] ?? null

  const report = async (
    attempt: Attempt,
    seen: 'live' | 'while-away',
    {exit, tail, heldBy: held}: {readonly exit: ExitFact} & Pick<ExitRecord, 'tail' | 'heldBy'>,
  ): Promise<void> => {
    // What the runner refused to start was never run: that is another fact than a command that failed.
    if (exit.cause === 'script-changed' || exit.cause === 'target-held' || exit.cause === 'cannot-start') {
      const heldBy = asTargetHolder(held)
      if (exit.cause === 'target-held') store.setLive({targetHeld: {by: heldBy}})
      await store.dispatch({
        type: 'not-started',
        attempt: attempt.number,
        proof: 'refused',
        why: exit.cause,
        ...(heldBy === null ? {} : {heldBy}),
      })
      return
    }
    await store.dispatch({type: 'ended', attempt: attempt.number, exit, tail, seen})
    const item = findItem(store.state().runbook, attempt.item)
    if (item?.kind !== 'command') return
    const looked = after(item)
    // Who comes back to a session does not wait for a look before they see it.
    if (seen === 'live') await looked
  }

  /** Null where it was found out what became of it, else why not: it then stands as it did. */
  const settle = async (attempt: Attempt, seen: 'live' | 'while-away', why = ''): Promise<string | null> => {
    const found = await recoverIn(open, commandDirectory(open, attempt.number))
    switch (found.kind) {
      case 'impossible':
        return found.cause
      case 'not-started':
        await store.dispatch({type: 'not-started', attempt: attempt.number, proof: 'revoked', why})
        return null
      case 'running':
        if (attempt.phase === 'intended')
          await store.dispatch({type: 'running', attempt: attempt.number, pid: null})
        // From here on its end is seen as it happens.
        follow(attempt)
        return null
      case 'ended':
        await report(attempt, seen, found)
        return null
      case 'unknown': {
        const {sameBoot, processes, tail} = found
        await store.dispatch({type: 'outcome-unknown', attempt: attempt.number, sameBoot, processes, tail})
        // Its runner is dead, the command may live: somebody has to empty its pipe, or it would wait for ever.
        if (processes.length > 0) await drainOrphan(commandDirectory(open, attempt.number), open.secrets())
        return null
      }
    }
  }

  const watchdogFor = (attempt: Attempt): Watchdog | null => {
    const item = findItem(store.state().runbook, attempt.item)
    if (item?.kind !== 'command' || item.watch) return null
    return createWatchdog(item.silent ?? usualSilence, forMs => options.onSilent(attempt, forMs))
  }

  const follow = (attempt: Attempt, runnerExited?: Promise<void>): void => {
    const dir = commandDirectory(open, attempt.number)
    const watchdog = watchdogFor(attempt)
    const how = {
      onOutput: (news: OutputNews) => {
        watchdog?.heard()
        onOutput(attempt, news)
      },
      signal: leaving.signal,
    }
    followed.add(attempt.number)
    const ended = followCommand(dir, {...how, ...(runnerExited && {runnerExited})}).then(async end => {
      watchdog?.stop()
      followed.delete(attempt.number)
      if (end === 'left') return
      const record = end === 'ended' ? readExit(dir) : null
      if (record !== null) {
        // The runner records first and lets go of its locks then: the next command may want the same target.
        await untilReleased(dir)
        await report(attempt, 'live', {...record, exit: exitFact(record)})
        return
      }
      const latest = attemptOf(attempt.number)
      if (latest !== null) await settle(latest, 'live')
      // Found running after all: it is over when that is.
      const again = over.get(attempt.number)
      if (again !== undefined && again !== ended) await again
    })
    over.set(attempt.number, ended)
  }

  const launch = async (attempt: Attempt, item: CommandItem): Promise<void> => {
    const dir = commandDirectory(open, attempt.number)
    const launched = await launchCommand(dir, commandSpec(open, attempt, item), {
      env: open.environmentFor(item.id),
      secrets: open.secrets(),
    })
    if (item.watch) watches.set(attempt.number, () => launched.endWatch())
    await store.dispatch({type: 'running', attempt: attempt.number, pid: launched.pid})
    follow(attempt, launched.exited)
  }

  return {
    run: async (item, said) => {
      const cwd = store.state().session.facts?.cwd ?? ''
      const answer = await store.dispatch({
        type: 'run',
        item: item.id,
        text: item.shell.text,
        cwd,
        values: variables.shown(item),
        ...said,
      })
      if (!answer.ok) return answer
      const confirmed = store.state().session.attempts.at(-1)
      if (confirmed === undefined) return answer
      try {
        // A death in here leaves no claim, so that on return the command is proved not to have started.
        await before(item)
        await launch(confirmed, item)
      } catch (error) {
        // Nothing was left running that could still start it: the claim that this takes is the proof.
        const why = errorCode(error) ?? (error instanceof Error ? error.message : String(error))
        const impossible = await settle(confirmed, 'live', why)
        // Where even the claim finds no room: a launch that threw has left no runner, and nobody else makes one.
        if (impossible !== null) {
          await store.dispatch({type: 'not-started', attempt: confirmed.number, proof: 'refused', why})
        }
      }
      return answer
    },
    stop: async (number, how) => {
      const answer = await store.dispatch({type: 'stop', attempt: number, ...how})
      if (!answer.ok) return answer
      const found = await stopCommand(commandDirectory(open, number), how.signal)
      const later = setTimeout(() => {
        const attempt = attemptOf(number)
        if (attempt !== null && followed.has(number)) options.onStubborn(attempt)
      }, patience)
      later.unref()
      return {ok: true, found}
    },
    recover: async () => {
      let impossible: string | null = null
      for (const attempt of store.state().session.attempts) {
        // An unknown one too: whoever emptied its pipe may be dead by now, and the command would wait for ever.
        const open = ['intended', 'running', 'unknown'].includes(attempt.phase)
        if (!open || followed.has(attempt.number)) continue
        impossible = (await settle(attempt, 'while-away')) ?? impossible
      }
      return impossible
    },
    endWatches: async () => {
      const ending = [...watches]
      watches.clear()
      for (const [, end] of ending) end()
      await Promise.all(ending.map(([attempt]) => over.get(attempt)))
    },
    endWatch: attempt => {
      watches.get(attempt)?.()
      watches.delete(attempt)
    },
    leave: () => leaving.abort(),
    whenOver: attempt => over.get(attempt) ?? Promise.resolve(),
  }
}

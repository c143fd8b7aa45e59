import {resolve} from 'node:path'
import type {Context} from '#src/app/context.ts'
import {defaultRunbook} from '#src/app/load.ts'
import {type Check, openCheck} from '#src/app/probing/check.ts'
import {onceInterval, waitInterval, watchInterval} from '#src/app/probing/pace.ts'
import type {Sight} from '#src/app/probing/vantage.ts'
import {type ExitCode, exitCodes, OperatorError} from '#src/errors.ts'
import {checkJson} from '#src/report/check-json.ts'
import {checkCounts, checkOutcome} from '#src/report/check-rows.ts'
import {parseDuration} from '#src/text/duration.ts'
import {safe} from '#src/text/safe.ts'
import {printChanges} from './check-changes.ts'
import {showProgress} from './check-progress.ts'

type Options = Readonly<Record<string, unknown>>
type Format = 'text' | 'json' | 'junit'

/**
 * `rollcall check [RUNBOOK]`: looks with every probe of a runbook, without a session and without a terminal. 0 all is
 * well, 1 something failed, 4 something could not be looked at, 130 stopped before the end.
 */
export const check = async (
  context: Context,
  [path]: readonly (string | undefined)[],
  options: Options,
): Promise<ExitCode> => {
  const {texts} = context
  const format = (options.format ?? 'text') as Format
  const isWatching = options.watch === true
  const wait = waitOf(context, options.wait)
  if (isWatching && format === 'junit') throw new OperatorError([texts.probing['junit-watch']()])
  const opened = await openCheck(context, resolve(path ?? defaultRunbook(texts.language)), {
    sections: (options.section ?? []) as readonly string[],
    probes: (options.probe ?? []) as readonly string[],
    effects: options.effects === true,
  })
  for (const warning of opened.warnings) context.stderr.write(`rollcall: ${warning}\n`)
  const stop = createStop(wait)
  const progress = showProgress(context, opened, {isQuiet: format !== 'text'})
  const changes = isWatching ? printChanges(context, opened, format === 'json' ? 'json' : 'text') : null
  try {
    await opened.run({
      interval: isWatching ? watchInterval : wait === null ? onceInterval : waitInterval,
      enough: stop.enough,
      cancel: stop.signal,
      onSight: (sight: Sight) => {
        progress.seen(sight)
        changes?.(sight)
      },
    })
  } finally {
    progress.end()
    stop.end()
  }
  if (stop.wasInterrupted() && !isWatching) return exitCodes.suspended
  if (!isWatching) await printReport(context, opened, format)
  return exitCodeOf(opened)
}

const printReport = async (context: Context, opened: Check, format: Format): Promise<void> => {
  const report = opened.report()
  const print = (text: string): void => void context.stdout.write(text)
  switch (format) {
    case 'json':
      return print(`${JSON.stringify(checkJson(report), null, 2)}\n`)
    case 'junit':
      return print((await import('#src/report/check-junit.ts')).checkJunit(report, opened.runbook))
    case 'text': {
      const {checkLines} = await import('#src/report/check-text.ts')
      for (const line of checkLines(report, opened.runbook, context.texts)) print(`${line}\n`)
    }
  }
}

const exitCodeOf = (opened: Check): ExitCode => {
  switch (checkOutcome(checkCounts(opened.report().rows))) {
    case 'pass':
      return exitCodes.ok
    case 'fail':
      return exitCodes.failed
    case 'unknown':
      return exitCodes.inconclusive
  }
}

const waitOf = ({texts}: Context, text: unknown): number | null => {
  if (typeof text !== 'string') return null
  const wait = parseDuration(text)
  if (wait === null || wait === 0) throw new OperatorError([texts.probing['bad-wait']({text: safe(text)})])
  return wait
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Ends the looks in good order, their programs and connections too, when somebody stops us; when time is over, after the last. */
const createStop = (wait: number | null) => {
  const controller = new AbortController()
  let isInterrupted = false
  const interrupt = (): void => {
    isInterrupted = true
    controller.abort()
  }
  const patience = new AbortController()
  const timer = wait === null ? null : setTimeout(() => patience.abort(), wait)
  for (const signal of signals) process.on(signal, interrupt)
  return {
    signal: controller.signal,
    enough: patience.signal,
    wasInterrupted: () => isInterrupted,
    end: () => {
      if (timer !== null) clearTimeout(timer)
      for (const signal of signals) process.off(signal, interrupt)
    },
  }
}

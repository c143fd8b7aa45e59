import type {CommandsOptions} from '#src/app/commands.ts'
import type {OpenSession} from '#src/app/held-session.ts'
import type {Texts} from '#src/i18n/texts.ts'
import {findItem} from '#src/runbook/walk.ts'
import type {AttemptNumber} from '#src/session/events.ts'
import {formatDuration} from '#src/text/duration.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {createOutputsPrinter} from './output-printer.ts'

/** Tells in lines what comes from commands that run: their output, their silence, that one does not end. */
export const commandNews = (
  open: OpenSession,
  print: (...lines: readonly Safe[]) => void,
  texts: Texts,
): Pick<CommandsOptions, 'onOutput' | 'onSilent' | 'onStubborn'> => {
  const titleOf = (id: string): Safe => findItem(open.store.state().runbook, id)?.title ?? safe(id)
  const running = (): ReadonlyMap<AttemptNumber, Safe> =>
    new Map(
      open.store
        .state()
        .session.attempts.filter(({phase}) => phase === 'running' || phase === 'intended')
        .map(({number, item}) => [number, titleOf(item)]),
    )
  return {
    onOutput: createOutputsPrinter(print, texts, running),
    onSilent: ({item}, forMs) => {
      const time = formatDuration(forMs, texts.language)
      print(texts.runs['silent-news']({item: titleOf(item), time}))
    },
    onStubborn: () => print(texts.runs['stop-stubborn-line']()),
  }
}

import type {CommandItem, Runbook} from '#src/runbook/types.ts'
import type {Language, StopSignal} from './events.ts'
import type {Live, Session} from './state.ts'

const runWord: Readonly<Record<Language, string>> = {tr: 'çalıştır', en: 'run'}

const sendWord: Readonly<Record<Language, string>> = {tr: 'gönder', en: 'send'}

/** The word that has to be typed before a message goes out: whoever is told cannot be untold. */
export const messageWord = (session: Session): string => sendWord[session.facts?.language ?? 'en']

const stopWords: Readonly<Record<StopSignal, Readonly<Record<Language, string>>>> = {
  SIGTERM: {tr: 'durdur', en: 'stop'},
  SIGKILL: {tr: 'öldür', en: 'kill'},
}

/** The word that has to be typed before a running command is sent a signal. */
export const stopWord = (session: Session, signal: StopSignal): string =>
  stopWords[signal][session.facts?.language ?? 'en']

/** The word that has to be typed, letter by letter, before the command starts; null where Enter is enough. */
export const confirmWord = (
  runbook: Runbook,
  session: Session,
  live: Live,
  item: CommandItem,
): string | null => {
  switch (item.confirm) {
    case 'enter':
      return null
    case 'word':
      return runWord[session.facts?.language ?? 'en']
    case 'target':
      return runbook.settings.target?.name ?? live.host
  }
}

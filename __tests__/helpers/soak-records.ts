import {existsSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {readJournal} from '#src/durable/journal.ts'
import {isSessionId} from '#src/durable/session-id.ts'
import type {SessionEvent} from '#src/session/events.ts'
import type {Acknowledged} from './soak-judge.ts'

/** A session as the soak knows it: its journal on disk, and what its screens have shown as done. */
export interface SoakSession {
  readonly id: string
  readonly journal: string
  readonly acknowledged: Acknowledged[]
}

export const eventsIn = (journal: string): readonly SessionEvent[] =>
  readJournal(journal).events as readonly SessionEvent[]

/** The sessions of a home, found as they appear, and whether their records only grow. */
export const createRecords = (home: string) => {
  const sessions: SoakSession[] = []
  const seen = new Map<string, readonly string[]>()
  let closed = 0

  const find = (): void => {
    const root = join(home, 'sessions')
    for (const id of existsSync(root) ? readdirSync(root).filter(isSessionId) : []) {
      const journal = join(root, id, 'journal.jsonl')
      if (sessions.some(session => session.id === id) || !existsSync(journal)) continue
      // Without a first record it was never begun: nobody has been told of it.
      if (eventsIn(journal).length > 0) sessions.push({id, journal, acknowledged: []})
    }
  }

  return {
    all: (): readonly SoakSession[] => sessions,

    /** The session that is open just now; null where a new one has to be begun. */
    open: (): SoakSession | null => {
      find()
      return sessions.length > closed ? (sessions.at(-1) ?? null) : null
    },

    close: (): void => {
      closed = sessions.length
    },

    /** What is wrong with the records by themselves: what was read before stands there still, and nothing is damaged. */
    faults: (): readonly string[] =>
      sessions.flatMap(({id, journal}) => {
        const {events, end} = readJournal(journal)
        const lines = events.map(event => JSON.stringify(event))
        const before = seen.get(id) ?? []
        seen.set(id, lines)
        return [
          ...(before.some((line, index) => lines[index] !== line) ? [`${id}: was shortened or changed`] : []),
          ...(end.kind === 'corrupt' ? [`${id}: line ${end.line} is damaged (${end.why})`] : []),
        ]
      }),
  }
}

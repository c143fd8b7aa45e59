import type {OpenedJournal} from '#src/durable/journal.ts'
import type {Journal} from '#src/durable/journal-writer.ts'
import {exitCodes} from '#src/errors.ts'
import type {Texts} from '#src/i18n/texts.ts'
import type {SessionEvent} from '#src/session/events.ts'
import {upgrade} from '#src/session/upgrade.ts'
import {safe} from '#src/text/safe.ts'
import {problem} from './problem.ts'

/** An opened journal with what it holds; throws an OperatorError where it cannot be written to. */
export const usable = (
  opened: OpenedJournal,
  id: string,
  texts: Texts,
): {journal: Journal; records: readonly unknown[]; repairedBytes: number} => {
  switch (opened.kind) {
    case 'open':
      return {journal: opened.journal, records: opened.events, repairedBytes: opened.repairedBytes}
    case 'unstarted':
      throw problem(texts, {code: 'session-unstarted', id: safe(id)})
    case 'corrupt': {
      const {end} = opened.content
      const line = end.kind === 'corrupt' ? end.line : 0
      throw problem(texts, {code: 'session-damaged', id: safe(id), line}, exitCodes.failed)
    }
  }
}

/** A journal's records as today's events; throws an OperatorError where this version cannot read them. */
export const eventsOf = (records: readonly unknown[], id: string, texts: Texts): readonly SessionEvent[] => {
  const upgraded = upgrade(records)
  switch (upgraded.kind) {
    case 'events':
      return upgraded.events
    case 'newer':
      throw problem(texts, {code: 'session-newer', id: safe(id), format: upgraded.format})
    case 'not-a-session':
      throw problem(texts, {code: 'session-foreign', id: safe(id)})
  }
}

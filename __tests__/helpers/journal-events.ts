import type {SessionEvent} from '#src/session/events.ts'
import type {Redacted} from '#src/text/redact.ts'

/** A small event of the journal, told apart by its number; there is nothing in it to redact. */
export const note = (number: number, text = `note ${number}: ç\t"\n`): Redacted<SessionEvent> =>
  ({
    type: 'note-added',
    at: '2026-01-02T03:04:05.678Z',
    by: 'ayşe',
    item: null,
    text,
    mark: null,
  }) as const satisfies SessionEvent as Redacted<SessionEvent>

export const halt = (): Redacted<SessionEvent> =>
  ({
    type: 'session-suspended',
    at: '2026-01-02T03:04:06.000Z',
    by: 'ayşe',
    cause: 'disk-full',
    item: null,
  }) as const satisfies SessionEvent as Redacted<SessionEvent>

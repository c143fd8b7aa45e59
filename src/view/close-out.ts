import type {Texts} from '#src/i18n/texts.ts'
import type {Runbook} from '#src/runbook/types.ts'
import {findItem, findSection} from '#src/runbook/walk.ts'
import {targetLock} from '#src/session/events.ts'
import {dueUpdate, type Session} from '#src/session/state.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {holderWords} from './run-words.ts'

/** What the close-out lists beside the states of items: gates that were passed, and an update that nobody gave. */
export const closeOutExtras = (
  {telling, runs}: Pick<Texts, 'telling' | 'runs'>,
  runbook: Runbook,
  session: Session,
): readonly Safe[] => {
  const title = (id: string): Safe =>
    findItem(runbook, id)?.title ?? findSection(runbook, id)?.title ?? safe(id)
  const gates = session.attempts.flatMap(({number, item, override}) =>
    override === null
      ? []
      : [
          telling['close-gate']({
            item: title(item),
            attempt: number,
            needs: joinSafe(
              override.unmet.map(id =>
                id === targetLock
                  ? runs['work-beside']({holder: holderWords({runs}, override.heldBy ?? null)})
                  : title(id),
              ),
              ', ',
            ),
            reason: safe(override.reason),
          }),
        ],
  )
  return dueUpdate(session) === null ? gates : [...gates, telling['close-update']()]
}

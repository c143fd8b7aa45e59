import {findItem} from '#src/runbook/walk.ts'
import type {AttemptNumber} from '#src/session/events.ts'
import type {KeyDesk} from './press.ts'

/** The other watch that runs while one is looked at; null: none, or what is looked at is no watch that runs. */
export const otherWatch = (
  {situation: {runbook, session}}: Pick<KeyDesk, 'situation'>,
  attempt: AttemptNumber,
): AttemptNumber | null => {
  const live = session.attempts.filter(({item: id, phase}) => {
    const item = findItem(runbook, id)
    return item?.kind === 'command' && item.watch && (phase === 'running' || phase === 'intended')
  })
  if (!live.some(({number}) => number === attempt)) return null
  return live.findLast(({number}) => number !== attempt)?.number ?? null
}

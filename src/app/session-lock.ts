import type {Holder} from '#src/durable/holder.ts'
import {readJournal} from '#src/durable/journal.ts'
import {acquireLock, type Lock, type LockOptions} from '#src/durable/lock.ts'
import {journalPath} from '#src/durable/sessions.ts'
import {takeOver} from '#src/durable/take-over.ts'
import {exitCodes, OperatorError} from '#src/errors.ts'
import {sentence} from '#src/i18n/code.ts'
import type {Texts} from '#src/i18n/texts.ts'
import {type Safe, safe} from '#src/text/safe.ts'

export interface LockWish {
  readonly id: string
  readonly operator: string
  readonly takeOver: boolean
  readonly onSuspendRequest: () => void
}

/** Takes the session's lock, or says who holds it and what can be done (exit 75). */
export const lockSession = async (dir: string, wish: LockWish, texts: Texts): Promise<Lock> => {
  const options: LockOptions = {
    operator: wish.operator,
    session: wish.id,
    onRequest: () => {
      wish.onSuspendRequest()
      return true
    },
  }
  const id = safe(wish.id)
  if (wish.takeOver) {
    const taken = await takeOver(dir, options)
    if (taken.kind === 'lock') return taken
    throw held([sentence(texts.opening, {code: `not-taken-${taken.why}`, id})])
  }
  const lock = await acquireLock(dir, options)
  switch (lock.kind) {
    case 'lock':
      return lock
    case 'held':
      throw held([heldLine(dir, id, lock.holder, texts), sentence(texts.opening, {code: 'held-how', id})])
    case 'elsewhere': {
      const {operator, host, since} = lock.holder
      const facts = {id, operator: safe(operator), host: safe(host), since: safe(since)}
      throw held([sentence(texts.opening, {code: 'held-elsewhere', ...facts})])
    }
  }
}

const held = (lines: readonly Safe[]): OperatorError => new OperatorError(lines, exitCodes.held)

const heldLine = (dir: string, id: Safe, holder: Holder | null, texts: Texts): Safe => {
  if (holder === null) return sentence(texts.opening, {code: 'held-unknown', id})
  const {operator, host, pid, since} = holder
  const facts = {
    id,
    operator: safe(operator),
    host: safe(host),
    pid,
    since: safe(since),
    last: safe(lastEntry(dir)),
  }
  return sentence(texts.opening, {code: 'held', ...facts})
}

/** When the journal was last written: what its holder did last, also where the holder no longer answers. */
const lastEntry = (dir: string): string => {
  const last = readJournal(journalPath(dir)).events.at(-1)
  return typeof last === 'object' && last !== null && 'at' in last ? String(last.at) : '?'
}

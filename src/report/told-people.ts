import {joinSafe, type Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Account} from './account.ts'
import {messageWord} from './message-points.ts'

/** Whom somebody told, by message or by hand; null where nobody has to be told. */
export const toldPeople = (account: Account): Safe | null => {
  const {words, clock} = account
  const audiences = [...account.items.values()].filter(
    ({item, state}) => item.kind === 'manual' && item.message !== null && state !== 'not-applicable',
  )
  if (audiences.length === 0) return null
  const groups = audiences.flatMap(({item, messages, record}) => {
    const message = messages.at(-1)
    if (message !== undefined) return [say`${item.title}: ${messageWord(account, message)}`]
    const done = record.settlement?.state === 'done' ? record.settlement : null
    return done === null ? [] : [say`${item.title}: ${words.report['by-hand']} ${clock.brief(done.at)}`]
  })
  if (groups.length > 0) return joinSafe(groups, ' · ')
  return account.session.phase === 'closed' ? words.report.nobody : words.report['nobody-told']
}

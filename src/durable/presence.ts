import {randomBytes} from 'node:crypto'
import {readFileSync} from 'node:fs'
import type {TargetHolder} from '#src/session/events.ts'
import {socketKind} from './lock-address.ts'
import type {BoundSocket} from './lock-socket.ts'
import {askHolder, listenAs} from './target-lock.ts'
import {presenceName, presencePrefix, type TargetPlace} from './target-name.ts'

/** Lets the other sessions on this target know of ours, whatever account or home they are of. Null where that cannot be: it is no reason to stop. */
export const announcePresence = async (
  place: TargetPlace,
  who: Pick<TargetHolder, 'operator' | 'account' | 'session'>,
): Promise<BoundSocket | null> => {
  if (socketKind !== 'abstract') return null
  try {
    return await listenAs(presenceName(place, randomBytes(8).toString('hex')), who)
  } catch {
    return null
  }
}

/** Nobody who opens names by the thousand keeps us busy. */
const mostAsked = 16

const namesNow = (prefix: string): readonly string[] => {
  try {
    // proc(5), /proc/net/unix: the eighth field is the path, an abstract one behind `@`; every account can read it.
    const paths = readFileSync('/proc/net/unix', 'latin1')
      .split('\n')
      .map(line => line.trim().split(/\s+/)[7] ?? '')
    return [...new Set(paths.filter(path => path.startsWith(`@${prefix}`)))]
  } catch {
    return []
  }
}

/** The sessions that are open on the target in some process of this host, ours too; who does not say who it is, is left out. */
export const findPresent = async (place: TargetPlace): Promise<readonly TargetHolder[]> => {
  const names = namesNow(presencePrefix(place)).slice(0, mostAsked)
  const answers = await Promise.all(
    names.map(name => askHolder(`\0${name.slice(1)}`).catch(() => ({kind: 'free'}) as const)),
  )
  return answers.flatMap(answer => (answer.kind === 'held' && answer.holder !== null ? [answer.holder] : []))
}

import type {Context} from '#src/app/context.ts'
import type {OpenSession} from '#src/app/held-session.ts'
import type {Home} from '#src/durable/home.ts'
import {findPresent} from '#src/durable/presence.ts'
import {listSessions} from '#src/durable/sessions.ts'
import {probeTarget} from '#src/durable/target-lock.ts'
import {sentence} from '#src/i18n/code.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {holderWords} from '#src/view/run-words.ts'
import {describeEntry} from './entries.ts'

/**
 * Lines that name the other open sessions on the same target: those of this home, those that some process of this host has
 * open for another account or home, and a dangerous command that runs there now. Where no target is named, the host is what is acted upon.
 */
export const othersOn = async (context: Context, home: Home, open: OpenSession): Promise<readonly Safe[]> => {
  const {texts} = context
  const {facts} = open.store.state().session
  const target = safe(facts?.target ?? facts?.host ?? '')
  const ours = othersAtHome(home, open)
  const known = new Set([open.id, ...ours.map(({id}) => id)])
  const present = (await findPresent(open.target)).filter(({session}) => !known.has(session))
  const busy = await probeTarget(open.target).catch(() => ({kind: 'free'}) as const)
  const isOurs = busy.kind === 'held' && busy.holder?.session === open.id
  return [
    ...ours.map(({id, operator}) =>
      sentence(texts.opening, {code: 'same-target', id: safe(id), operator, target}),
    ),
    ...present.map(holder =>
      sentence(texts.opening, {code: 'same-target-elsewhere', target, holder: holderWords(texts, holder)}),
    ),
    ...(busy.kind === 'held' && !isOurs
      ? [sentence(texts.opening, {code: 'target-busy', target, holder: holderWords(texts, busy.holder)})]
      : []),
  ]
}

const othersAtHome = (
  home: Home,
  open: OpenSession,
): readonly {readonly id: string; readonly operator: Safe}[] => {
  // The list of another account's home is closed.
  if (home.owner !== null) return []
  const target = open.store.state().session.facts?.target ?? null
  return listSessions(home)
    .filter(entry => entry.state === 'open' && entry.id !== open.id)
    .map(entry => ({id: entry.id, ...describeEntry(entry)}))
    .filter(other => other.target === target)
}

import {findPresent} from '#src/durable/presence.ts'
import {probeTarget} from '#src/durable/target-lock.ts'
import {sentence} from '#src/i18n/code.ts'
import type {Texts} from '#src/i18n/texts.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {holderWords} from '#src/view/run-words.ts'
import type {OpenSession} from './held-session.ts'

/** What a session acts upon; where no target is named, the host. */
export const targetName = ({store}: OpenSession): Safe => {
  const {facts} = store.state().session
  return safe(facts?.target ?? facts?.host ?? '')
}

/**
 * Lines that name the sessions which some process of this host has open on the target, for whatever account or home, and a
 * dangerous command that runs there now. `known`: sessions that are named already.
 */
export const othersPresent = async (
  open: OpenSession,
  known: readonly string[],
  texts: Texts,
): Promise<readonly Safe[]> => {
  const target = targetName(open)
  const left = new Set([open.id, ...known])
  const present = (await findPresent(open.target)).filter(({session}) => !left.has(session))
  const busy = await probeTarget(open.target).catch(() => ({kind: 'free'}) as const)
  const isOurs = busy.kind === 'held' && busy.holder?.session === open.id
  return [
    ...present.map(holder =>
      sentence(texts.opening, {code: 'same-target-elsewhere', target, holder: holderWords(texts, holder)}),
    ),
    ...(busy.kind === 'held' && !isOurs
      ? [sentence(texts.opening, {code: 'target-busy', target, holder: holderWords(texts, busy.holder)})]
      : []),
  ]
}

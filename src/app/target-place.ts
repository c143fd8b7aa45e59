import {join} from 'node:path'
import {probeTarget} from '#src/durable/target-lock.ts'
import {type TargetPlace, targetDigest} from '#src/durable/target-name.ts'
import type {SessionFacts} from '#src/session/events.ts'
import {slug} from '#src/text/words.ts'
import type {OpenSession} from './held-session.ts'

/** Keeps the locks of tests apart, which run side by side on targets of the same name. It is for nothing else. */
const scopeName = 'ROLLCALL_TARGET_SCOPE'

/** What the dangerous commands of a session lock. A rehearsal has its system to itself; where no target is named, the host is what is acted upon. */
export const targetPlace = (
  facts: SessionFacts,
  home: string,
  env: Readonly<Record<string, string | undefined>>,
): TargetPlace => {
  const name = facts.target ?? facts.host
  const scope = facts.drill === undefined ? (env[scopeName] ?? '') : `drill ${facts.cwd}`
  return {digest: targetDigest(name, scope), directory: join(home, 'targets', slug(name))}
}

/** Looks who is at work on the session's target, so that the card can say so and ask why to go on beside it. */
export const lookAtTarget = async ({store, target}: OpenSession): Promise<void> => {
  const found = await probeTarget(target).catch(() => ({kind: 'free'}) as const)
  store.setLive({targetHeld: found.kind === 'held' ? {by: found.holder} : null})
}

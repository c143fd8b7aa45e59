import type {Context} from '#src/app/context.ts'
import type {OpenSession} from '#src/app/held-session.ts'
import {othersPresent, targetName} from '#src/app/others-present.ts'
import type {Home} from '#src/durable/home.ts'
import {listSessions} from '#src/durable/sessions.ts'
import {sentence} from '#src/i18n/code.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {describeEntry} from './entries.ts'

/** Lines that name the other sessions on the same target: the open ones of this home, and those that are open on this host for another account or home. */
export const othersOn = async ({texts}: Context, home: Home, open: OpenSession): Promise<readonly Safe[]> => {
  const ours = othersAtHome(home, open)
  const known = ours.map(({id}) => id)
  return [
    ...ours.map(({id, operator}) =>
      sentence(texts.opening, {code: 'same-target', id: safe(id), operator, target: targetName(open)}),
    ),
    ...(await othersPresent(open, known, texts)),
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

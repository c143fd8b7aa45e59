import type {Context} from '#src/app/context.ts'
import type {OpenSession} from '#src/app/held-session.ts'
import type {Home} from '#src/durable/home.ts'
import {listSessions} from '#src/durable/sessions.ts'
import {sentence} from '#src/i18n/code.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {describeEntry} from './entries.ts'

/** Lines that name the other open sessions on the same target; where none is named, the host is what is acted upon. */
export const othersOn = (context: Context, home: Home, open: OpenSession): readonly Safe[] => {
  // The list of another account's home is closed.
  if (home.owner !== null) return []
  const {facts} = open.store.state().session
  return listSessions(home)
    .filter(entry => entry.state === 'open' && entry.id !== open.id)
    .map(entry => ({entry, described: describeEntry(entry)}))
    .filter(({described}) => described.target === (facts?.target ?? null))
    .map(({entry, described}) =>
      sentence(context.texts.opening, {
        code: 'same-target',
        id: safe(entry.id),
        operator: described.operator,
        target: safe(facts?.target ?? facts?.host ?? ''),
      }),
    )
}

import type {FileChoice} from '#src/view/form.ts'
import {listChoices} from './choices.ts'
import type {OpenSession} from './held-session.ts'

/** The files that an input is chosen from, the newest first; one made since the session began holds the broken state. */
export const fileChoices = (
  open: OpenSession,
  from: Parameters<typeof listChoices>[0],
  now: Date,
): readonly FileChoice[] => {
  const began = Date.parse(open.store.events()[0]?.at ?? '')
  const cwd = open.store.state().session.facts?.cwd ?? '/'
  return listChoices(from, cwd).map(({value, path, bytes, modified, flaw}) => ({
    value,
    path,
    bytes,
    ageMs: Math.max(0, now.getTime() - modified.getTime()),
    flaw,
    tonight: modified.getTime() >= began,
  }))
}

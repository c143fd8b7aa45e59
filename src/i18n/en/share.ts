import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** Opening a session to a group: what was done, and why it cannot be. */
export const share = {
  'only-linux': () => say`sessions can be shared on Linux only: elsewhere their lock would not hold.`,
  'unknown-group': (f: {group: Safe}) => say`this host knows no group "${f.group}".`,
  'not-in-group': (f: {group: Safe}) =>
    say`you are not in the group ${f.group} (a new membership counts from the next login on), so the session cannot be opened to it.`,
  'not-yours': (f: {id: Safe}) =>
    say`session ${f.id} belongs to another account: only its owner can open it.`,
  'not-open': (f: {id: Safe}) =>
    say`session ${f.id} is not open any more. "rollcall export ${f.id}" makes a copy to hand on.`,
  continued: (f: {id: Safe}) =>
    say`session ${f.id} went on in a second journal after its disk had failed; parts of it are elsewhere, so it cannot be shared.`,
  already: (f: {id: Safe; group: Safe}) => say`session ${f.id} is open to the group ${f.group} already.`,
  'one-group': (f: {id: Safe; gid: number}) =>
    say`session ${f.id} of this home is open to another group (number ${f.gid}), and a home can let only one group through.`,
  shared: (f: {id: Safe; group: Safe}) =>
    say`session ${f.id} is open to the group ${f.group}: its members can go on with it, and what they say is recorded under their own names. Commands run as the account that confirms them.`,
  'go-on': (f: {id: Safe; home: Safe}) => say`They type: rollcall resume ${f.id} --home '${f.home}'`,
  unreachable: (f: {path: Safe; group: Safe}) =>
    say`but as things are they cannot get there: ${f.path} is closed to the group ${f.group}. Let it through that directory, or keep sessions elsewhere (--home DIR).`,
  failed: (f: {id: Safe; cause: Safe}) =>
    say`session ${f.id} could not be opened to the group (${f.cause}); it is as closed as it was.`,
}

export type ShareTexts = typeof share

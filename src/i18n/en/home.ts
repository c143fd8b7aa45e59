import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** The directory in which sessions are kept: why it cannot be used, and what is to be known of it. */
export const home = {
  'home-nowhere': () =>
    say`no place to keep sessions: neither HOME nor ROLLCALL_HOME is set. Name a directory with --home DIR.`,
  'home-unusable': (f: {path: Safe; cause: Safe}) =>
    say`${f.path} cannot be used to keep sessions (${f.cause}). Name another directory with --home DIR.`,
  'home-not-a-directory': (f: {path: Safe}) =>
    say`${f.path} is not a directory. Name another one with --home DIR.`,
  'home-of-another': (f: {path: Safe; owner: Safe}) =>
    say`${f.path} belongs to ${f.owner}. Go on as that account: sudo -u '${f.owner}' rollcall resume`,
  'home-shared': (f: {path: Safe; owner: Safe}) =>
    say`${f.path} belongs to ${f.owner}, who has opened single sessions of it to a group of yours: name the one that you were told of ("rollcall resume ID --home '${f.path}'"). Everything else there is closed.`,
  'home-open-to-others': (f: {path: Safe; mode: Safe}) =>
    say`other accounts can write to ${f.path} (mode ${f.mode}), so its records prove nothing. Close it first: chmod go-w '${f.path}'`,
  'home-in-memory': (f: {path: Safe}) =>
    say`${f.path} is kept in memory only: sessions there are gone after a reboot. --home DIR names another place.`,
  'home-in-container': (f: {path: Safe}) =>
    say`${f.path} is in a container's own layer: sessions there are gone with the container. --home DIR names a mounted place.`,
}

export type HomeTexts = typeof home

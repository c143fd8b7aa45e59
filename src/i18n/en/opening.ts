import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

const fix = say`Fix it and start again; nothing was lost.`

/** Files and sessions: why one cannot be opened, and what was found when it was. */
export const opening = {
  'cannot-read': (f: {path: Safe; cause: Safe}) => say`${f.path} cannot be read (${f.cause}).`,
  'no-runbook': (f: {path: Safe}) => say`there is no runbook at ${f.path}.`,
  'too-big': (f: {path: Safe}) => say`${f.path} is over 1 MiB, which no runbook is. Name the right file.`,
  'has-errors': (f: {errors: number}) =>
    f.errors === 1 ? say`1 error. ${fix}` : say`${f.errors} errors. ${fix}`,
  repaired: (f: {path: Safe; how: Safe}) =>
    say`${f.path} was damaged (${f.how}) and is shown repaired; the file itself was not changed.`,
  'no-such-session': (f: {id: Safe}) => say`there is no session "${f.id}". "rollcall sessions" lists them.`,
  'not-shared': (f: {id: Safe; owner: Safe}) =>
    say`there is no session "${f.id}" that ${f.owner} has opened to a group of yours. ${f.owner} opens one with "rollcall sessions share ${f.id} --group GROUP".`,
  'no-open-session': () => say`there is no open session. "rollcall" starts one.`,
  'session-ended': (f: {id: Safe}) =>
    say`session ${f.id} has ended. "rollcall export ${f.id}" prints it; "rollcall" starts a new one.`,
  'session-unstarted': (f: {id: Safe}) =>
    say`session ${f.id} was cut off before its start was recorded; nothing was done in it.`,
  'session-damaged': (f: {id: Safe; line: number}) =>
    say`the journal of ${f.id} is damaged at record ${f.line}: it was altered, or the disk failed. It is left as it is and can only be read: "rollcall verify ${f.id}" tells more, "rollcall export ${f.id}" prints what is good.`,
  'session-unwritable': (f: {id: Safe; cause: Safe}) =>
    say`session ${f.id} cannot be written where it is (${f.cause}), so it cannot go on there. It is whole and can be read: "rollcall export ${f.id}".`,
  'session-newer': (f: {id: Safe; format: number}) =>
    say`session ${f.id} was written by a newer rollcall (format ${f.format}). Use that version.`,
  'session-foreign': (f: {id: Safe}) => say`the journal of ${f.id} is not one of a session.`,
  'history-rewritten': (f: {id: Safe}) =>
    say`the journal of ${f.id} is not the one that you shared: what stood in it then was cut off or written anew by somebody of the group. It can only be read: "rollcall export ${f.id}".`,
  'adopt-owner': (f: {id: Safe}) =>
    say`session ${f.id} was shared with you: only its owner can take over an edited runbook. Nothing was changed.`,
  'copy-changed': (f: {path: Safe}) =>
    say`${f.path} is not what the session was started with: its digest differs from the journal's. The session cannot go on on it.`,
  held: (f: {id: Safe; operator: Safe; host: Safe; pid: number; since: Safe; last: Safe}) =>
    say`session ${f.id} is held by ${f.operator} on ${f.host} (process ${f.pid}, since ${f.since}, last entry ${f.last}).`,
  'held-unknown': (f: {id: Safe}) => say`session ${f.id} is held by another process.`,
  'held-how': (f: {id: Safe}) =>
    say`Look on: "rollcall watch ${f.id}". Take it: "rollcall resume ${f.id} --take-over".`,
  'held-elsewhere': (f: {id: Safe; operator: Safe; host: Safe; since: Safe}) =>
    say`session ${f.id} was last held by ${f.operator} on ${f.host} since ${f.since}: another host, boot or container, where this one cannot look. If that process is gone, "rollcall resume ${f.id} --take-over".`,
  'not-taken-unproven': (f: {id: Safe}) =>
    say`session ${f.id} was not taken over: its holder does not answer and cannot be proved to be the process that would be ended.`,
  'not-taken-another-account': (f: {id: Safe}) =>
    say`session ${f.id} was not taken over: its holder runs as another account and did not let go when it was asked. Only that account (or root) can end it; until then "rollcall watch ${f.id}" looks on.`,
  'not-taken-not-ending': (f: {id: Safe}) =>
    say`session ${f.id} was not taken over: its holder does not end.`,
  'not-taken-raced': (f: {id: Safe}) => say`session ${f.id} was not taken over: somebody else was faster.`,
  'cannot-record': (f: {cause: Safe}) =>
    say`the journal cannot be written (${f.cause}), so no session was started. --home DIR names another place.`,
  'cannot-continue': (f: {path: Safe; cause: Safe}) =>
    say`the session cannot go on in ${f.path} (${f.cause}). Name another directory: "continue DIRECTORY".`,
  'not-a-pair': (f: {text: Safe}) => say`--set takes NAME=VALUE, not "${f.text}".`,
  'bad-env-file': (f: {path: Safe; cause: Safe}) =>
    say`the env file ${f.path} cannot be read (${f.cause}); its variables count as unset.`,
  'short-secret': (f: {name: Safe}) =>
    say`the secret ${f.name} is too short to be masked: it would hide ordinary text. It can be seen wherever it is printed.`,
  'same-target': (f: {id: Safe; operator: Safe; target: Safe}) =>
    say`another session is open on ${f.target}: ${f.id} by ${f.operator}.`,
  'same-target-elsewhere': (f: {target: Safe; holder: Safe}) =>
    say`another session is open on ${f.target}, of another home of this host: ${f.holder}.`,
  'target-busy': (f: {target: Safe; holder: Safe}) =>
    say`something dangerous is running on ${f.target} just now: ${f.holder}.`,
  'unfilled-contacts': (f: {count: number}) =>
    say`${f.count} contacts are placeholders: on a real night nobody answers there. Set them under "contacts:" in the probes file.`,
}

export type OpeningTexts = typeof opening

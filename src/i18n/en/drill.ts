import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** The rehearsal: its banner, its scenarios, what its system does, and the debrief. */
export const drill = {
  verb: () => say`rehearses the whole rollback on a system that it brings along`,
  'option-scenario': () => say`which trouble to rehearse (see --list)`,
  'option-list': () => say`lists the scenarios`,
  'option-seed': () => say`makes the same data again`,

  mark: () => say`DRILL`,
  banner: (f: {scenario: Safe; seed: number}) => say`DRILL ${f.scenario} #${f.seed}`,
  'not-production': (f: {scenario: Safe; seed: number}) =>
    say`DRILL, not a real night: scenario ${f.scenario}, seed ${f.seed}. The system that was acted upon was the drill's own.`,
  'what-is-this': () =>
    say`This is a rehearsal. The system was brought along and lives in a directory of its own; nothing here is production.`,

  'bad-release': () => say`Since the release of tonight nobody can log in, and pages are slow.`,
  'expired-certificate': () => say`The TLS certificate has expired. Browsers and probes refuse the site.`,
  'data-missing': () =>
    say`e-Invoices fail since the release of tonight; the last backup is not what it should be.`,
  'lost-database': () => say`The database does not answer.`,
  'failing-rollback': () => say`Nobody can log in, and the rollback script will not go through at once.`,
  'quiet-night': () => say`An alarm has woken you. Find out whether there is anything to roll back.`,

  servers: () => say`mail, monitoring and TLS answer`,
  database: () => say`PostgreSQL runs`,
  data: () => say`the data is in`,
  backups: () => say`the backups lie there`,
  application: () => say`the application and its workers run`,
  scenario: () => say`the trouble is in place`,
  'coming-up': (f: {done: number; of: number; step: Safe}) =>
    say`The drill's system is coming up, ${f.done}/${f.of}: ${f.step}. Readings follow.`,
  'begins-to-come-up': () => say`The drill's system is coming up. Readings follow in a few seconds.`,
  'is-up': (f: {time: Safe}) => say`The drill's system is up (${f.time}).`,
  'not-up': (f: {cause: Safe}) =>
    say`The drill's system did not come up: ${f.cause}. q leaves; "rollcall drill" begins anew.`,
  'is-gone': () => say`The drill's system has ended: its probes find nothing any more.`,

  'no-postgres': () =>
    say`the drill's database, a PostgreSQL that npm brings, is not installed. This brings it:`,
  'unknown-scenario': (f: {name: Safe; known: Safe}) =>
    say`there is no scenario "${f.name}". There are: ${f.known}`,
  'bad-seed': (f: {text: Safe}) => say`a seed is a whole number from 1 to 999999, not "${f.text}"`,
  'no-such-option': (f: {option: Safe}) =>
    say`a drill takes no ${f.option}: it uses its own values alone, so that it cannot reach anything real`,
  'left-over': (f: {path: Safe}) => say`A drill that was left behind in ${f.path} is ended and removed.`,
  waits: (f: {minutes: number}) =>
    say`The drill's system waits for ${f.minutes} minutes; the next "rollcall drill" removes it.`,
  'record-stays': (f: {path: Safe}) => say`The drill's system is gone. Its record stays in ${f.path}`,
  'export-lies': (f: {path: Safe}) => say`The exported checklist: ${f.path}`,
  'is-not-gone': (f: {path: Safe}) =>
    say`Something of the drill could not be removed: ${f.path}. The next drill tries again.`,

  debrief: () => say`Debrief`,
  'to-decision': (f: {time: Safe}) => say`to the decision: ${f.time}`,
  'to-rollback': (f: {time: Safe}) => say`to the start of the rollback: ${f.time}`,
  'to-health': (f: {time: Safe}) => say`until the system was healthy again: ${f.time}`,
  'no-decision': () => say`to the decision: none was taken`,
  'no-rollback': () => say`to the start of the rollback: none was started`,
  'not-healthy': (f: {titles: Safe}) => say`until the system was healthy again: it is not (${f.titles})`,
  'health-unseen': () =>
    say`until the system was healthy again: the checks after the rollback were not reached`,
  skipped: (f: {titles: Safe}) => say`skipped: ${f.titles}`,
  overridden: (f: {titles: Safe}) => say`overridden: ${f.titles}`,
  'never-looked-at': (f: {titles: Safe}) => say`never looked at: ${f.titles}`,
  'unanswered-criteria': (f: {titles: Safe}) =>
    say`criteria nobody had an answer to when it was decided: ${f.titles}`,
  nothing: () => say`nothing was skipped, overridden or left unlooked at`,
}

export type DrillTexts = typeof drill

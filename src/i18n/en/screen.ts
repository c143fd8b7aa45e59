import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** What the screen shows: titles, panels, states of what is drawn. */
export const screen = {
  'too-small': (f: {columns: number; rows: number}) =>
    say`Too small: make the window at least ${f.columns} × ${f.rows}. Nothing is lost; Ctrl+C leaves.`,
  'no-target': () => say`(target not named)`,
  halted: (f: {why: Safe}) =>
    say`JOURNAL NOT WRITABLE (${f.why}): nothing new starts. Enter: go on elsewhere.`,
  holds: () => say`CHANGED SINCE YOU LEFT: dangerous commands wait until it is confirmed (a)`,
  'the-decision': () => say`The decision`,
  'decision-help': () =>
    say`Any one criterion is reason enough. The decision may be taken at once, whatever is still unanswered; its readings are kept with it.`,
  'close-out': () => say`Close-out`,
  'close-out-help': () =>
    say`The last step: lists by name what is not simply done, closes the session and writes the checklist.`,
  'shown-waiting': () => say`waiting`,
  'shown-looking': () => say`looking`,
  'shown-preview': () => say`preview`,
  'shown-preview-fails': () => say`preview, fails`,
  'shown-to-acknowledge': () => say`acknowledge it`,
  'shown-stale': () => say`not looked at since`,
  'shown-stale-since': (f: {at: Safe}) => say`was fine ${f.at}, not looked at since`,
  'was-fine': (f: {state: Safe; at: Safe}) => say`${f.state}, was fine ${f.at}`,
  'killer-item': () => say`needs the reading and, on top of it, that you acknowledge it`,
  'said-by': (f: {by: Safe; at: Safe}) => say`${f.by}, ${f.at}`,
  said: (f: {by: Safe; at: Safe; words: Safe}) => say`${f.by}, ${f.at}: ${f.words}`,
  'more-below': () => say`… more: v shows all of it`,
  'more-in-form': (f: {from: number; to: number; total: number}) =>
    say`… lines ${f.from}–${f.to} of ${f.total}: PgUp/PgDn`,
  'card-on': (f: {target: Safe; host: Safe}) => say`on ${f.target}, host ${f.host}`,
  'card-danger': () => say`It changes the system that is named above.`,
  'card-line-drops': () =>
    say`When the line drops it goes on; "rollcall resume" shows how it ended. It is never started twice.`,
  'card-watch': () => say`Only looks, until you end it; leaving rollcall ends it too.`,
  'card-bash': () => say`runs as bash -e -o pipefail -c, without a terminal, stdin empty`,
  'card-sh': () => say`runs as sh -e -c, without a terminal, stdin empty`,
  'value-wanted': (f: {name: Safe}) => say`${f.name}: asked for below`,
  'not-armed': () => say`read it first…`,
  armed: () => say`armed: the next key counts`,
  'nothing-found': () => say`nothing is called that`,
  'output-follows': (f: {total: number}) =>
    say`following · ${f.total} ${f.total === 1 ? safe('line') : safe('lines')}`,
  'output-at': (f: {from: number; to: number; total: number}) =>
    say`lines ${f.from}–${f.to} of ${f.total} · f follows`,
  'no-output-yet': () => say`no output yet`,
  'output-skipped': (f: {amount: Safe}) => say`${f.amount} before them only in output.log`,
  matches: (f: {count: number}) => say`${f.count} ${f.count === 1 ? safe('match') : safe('matches')}`,
  'lines-at': (f: {from: number; to: number; total: number}) => say`${f.from}–${f.to} of ${f.total}`,
  'panel-evidence': () => say`Evidence`,
  'panel-contacts': () => say`Whom to call`,
  'panel-timeline': () => say`Timeline`,
  'panel-help': () => say`Keys`,
  'panel-cue': () => say`Before you go on`,
  'panel-attention': () => say`What wants you`,
  'nothing-wants': () => say`nothing wants you just now`,
  'why-changes': () => say`what has changed since the session was left: Enter confirms it`,
  'why-lost': () => say`OUTCOME UNKNOWN`,
  'record-change': (f: {item: Safe; before: Safe; now: Safe}) => say`${f.item}: was ${f.before}, is ${f.now}`,
}

export type ScreenTexts = typeof screen

import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

const counted = (count: number, what: string): Safe =>
  count === 1 ? say`1 ${safe(what)}` : say`${count} ${safe(what)}s`

/** The command line: help, and what its verbs print. */
export const cli = {
  about: () => say`Walks an operator through a Markdown runbook: confirms, runs, resumes, exports.`,
  'verb-start': () =>
    say`start a session on a runbook, or resume an open one (default: the FinAsis rollback)`,
  'verb-resume': () => say`go on with a session: the newest open one, or that one`,
  'verb-watch': () => say`look on at a session, live, without touching it`,
  'verb-sessions': () => say`list all sessions`,
  'verb-share': () => say`open one session to a group of this host`,
  'verb-status': () => say`the open session, in one line`,
  'verb-export': () => say`print a session's checklist as it stands`,
  'verb-check': () => say`look with every probe once, without a session`,
  'verb-lint': () => say`faults of a runbook and its probes file`,
  'verb-schema': () => say`JSON Schema of the probes file and the annotations`,
  'verb-print': () => say`a runbook for paper`,
  'verb-verify': () => say`is the record of a session whole and unaltered?`,
  'verb-completion': () => say`completion for a shell, to be sourced`,
  'option-shell': () => say`bash, zsh or fish`,
  'option-probes': () => say`the probes file (default: RUNBOOK.probes.yaml beside it)`,
  'option-env-file': () => say`read variables from this file too (may be repeated)`,
  'option-set': () => say`give an input its value (may be repeated)`,
  'option-operator': () => say`who acts`,
  'option-lang': () => say`language of the screen: tr or en`,
  'option-plain': () => say`speak lines, without a screen`,
  'option-screen-reader': () =>
    say`speak lines in full words, for a screen reader (or INK_SCREEN_READER=true)`,
  'option-no-color': () => say`no colour`,
  'option-no-bell': () => say`no bell when something turns red or a long command ends`,
  'option-home': () => say`where sessions are kept`,
  'option-version': () => say`print the version`,
  'option-help': () => say`print this help`,
  'option-take-over': () => say`take the session from whoever holds it`,
  'option-trust': () => say`this content may be run; kept, so that it is said once for each content`,
  'option-adopt': () => say`take over the edited runbook and probes file`,
  'option-json': () => say`as JSON`,
  'option-group': () => say`the group that may go on with it`,
  'option-short': () => say`in a few words, for a prompt`,
  'option-format': () => say`md, json or html`,
  'option-brief': () => say`a few lines for an incident channel; the same as --report brief`,
  'option-report': () => say`a report instead of the checklist: brief, or a post-mortem draft (md or html)`,
  'option-export': () => say`of what "export --format json" prints`,
  'report-no-json': () => say`a report is text, in md or html; json has everything already`,
  'option-output': () => say`write to this file, - for standard output`,
  'option-section': () => say`only this section, by id or number (may be repeated)`,
  'option-probe': () => say`only this probe (may be repeated)`,
  'option-wait': () => say`keep looking for that long until all is well, e.g. 2m`,
  'option-watch': () => say`keep looking until Ctrl+C`,
  'option-effects': () => say`also with probes whose look changes something`,
  'option-check-format': () => say`text, json or junit`,
  'option-strict': () => say`warnings count as errors`,
  'option-fix': () => say`mend what is mechanical`,
  'option-against': () => say`the head hash that you kept`,
  'unknown-option': (f: {word: Safe}) => say`unknown option ${f.word}.`,
  'missing-value': (f: {word: Safe}) => say`${f.word} needs a value.`,
  'missing-word': (f: {word: Safe}) => say`${f.word} must be given.`,
  'bad-value': (f: {word: Safe}) => say`${f.word}: this value is not one it takes.`,
  'too-many': () => say`too many arguments.`,
  'verb-meant': (f: {word: Safe; meant: Safe}) =>
    say`there is no verb and no file "${f.word}". Did you mean "rollcall ${f.meant}"?`,
  'help-usage': () => say`Usage:`,
  'help-arguments': () => say`Arguments:`,
  'help-options': () => say`Options:`,
  'help-commands': () => say`Verbs:`,
  'see-help': () => say`"rollcall --help" lists verbs and options.`,
  fault: (f: {message: Safe}) =>
    say`a fault of rollcall itself: ${f.message}. The journal is as it was: "rollcall resume" goes on.`,
  'no-directory': () =>
    say`the directory you are in is not there any more. Go to one that is (cd) and start again; nothing was lost.`,
  'need-person': () =>
    say`a session needs a person at a terminal. Without one, say so: --plain takes lines from standard input; "rollcall print" and "rollcall lint" need nobody.`,
  'offer-resume': () => say`open sessions:`,
  'offer-line': (f: {number: number; id: Safe; title: Safe; operator: Safe}) =>
    say`  ${f.number}  ${f.id}  ${f.title}  (${f.operator})`,
  'offer-ask': () => say`number to go on with one, "new" for a new session:`,
  'no-sessions': () => say`no sessions yet`,
  'session-line': (f: {id: Safe; state: Safe; title: Safe; operator: Safe; target: Safe}) =>
    say`${f.id}  ${f.state}  ${f.title}  ${f.operator}  ${f.target}`,
  'state-open': () => say`open`,
  'state-closed': () => say`closed`,
  'state-aborted': () => say`aborted`,
  'state-unstarted': () => say`never started`,
  'state-damaged': () => say`damaged`,
  'status-none': () => say`no open session`,
  'status-line': (f: {id: Safe; title: Safe; settled: number; total: number; here: Safe}) =>
    say`${f.id}: ${f.title}: ${f.settled} of ${f.total} settled, at: ${f.here}`,
  'status-short': (f: {settled: number; total: number}) => say`rollcall ${f.settled}/${f.total}`,
  'lint-clean': (f: {path: Safe}) => say`${f.path}: no faults`,
  'lint-error': (f: {line: Safe}) => say`error: ${f.line}`,
  'lint-warning': (f: {line: Safe}) => say`warning: ${f.line}`,
  'lint-count': (f: {errors: number; warnings: number}) =>
    say`${counted(f.errors, 'error')}, ${counted(f.warnings, 'warning')}`,
  'nothing-to-fix': () => say`nothing here can be mended mechanically`,
  fixed: (f: {path: Safe; how: Safe}) => say`${f.path}: repaired (${f.how})`,
  'verify-whole': (f: {id: Safe; records: number; hash: Safe}) =>
    say`${f.id}: whole: ${f.records} records, head ${f.hash}`,
  'verify-torn': (f: {id: Safe; records: number; hash: Safe}) =>
    say`${f.id}: ${f.records} whole records, head ${f.hash}; an unfinished one behind them, which nobody was told of`,
  'verify-corrupt': (f: {id: Safe; line: number; why: Safe; records: number; hash: Safe}) =>
    say`${f.id}: DAMAGED at record ${f.line} (${f.why}); ${f.records} good records before it, head ${f.hash}`,
  'verify-against-ok': () =>
    say`the head that you kept is in the chain: nothing up to it was altered or cut off`,
  'verify-against-fail': () =>
    say`NOT IN THE CHAIN: the head that you kept is not in this journal; records were cut off or altered`,
  'verify-export-same': (f: {path: Safe}) => say`${f.path} is exactly what the journal says`,
  'verify-export-differs': (f: {path: Safe}) =>
    say`DIFFERENT: ${f.path} is not what this rollcall makes of the journal: it was altered, or another version made it`,
  'verify-no-header': (f: {path: Safe}) =>
    say`${f.path} is no export of rollcall: it names no session and no head hash.`,
  watching: (f: {id: Safe}) => say`looking on at ${f.id}; Ctrl+C leaves, it goes on`,
  'watch-line': (f: {at: Safe; by: Safe; what: Safe}) => say`${f.at}  ${f.by}  ${f.what}`,
  'watch-over': () => say`the session has ended`,
  wrote: (f: {path: Safe}) => say`wrote ${f.path}`,
  'cannot-write': (f: {path: Safe; cause: Safe}) => say`${f.path} cannot be written (${f.cause}).`,
}

export type CliTexts = typeof cli

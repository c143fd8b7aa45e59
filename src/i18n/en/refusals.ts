import {questionWord} from '#src/i18n/question.ts'
import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {type IdentityWord, identity} from './identity.ts'
import {questions} from './questions.ts'
import {type StateWord, states} from './states.ts'

/** Why something cannot be done just now, and what can be. */
export const refusals = {
  'no-such-item': (f: {item: Safe}) => say`there is no item "${f.item}" in this runbook`,
  'no-such-section': (f: {section: Safe}) => say`there is no section "${f.section}" in this runbook`,
  'session-over': () => say`this session has ended; it can be read and exported, not changed`,
  'already-settled': (f: {state: StateWord}) => say`already ${states[f.state]}; "back" takes it back first`,
  'belongs-to-probe': () =>
    say`a probe answers this, nobody can tick it; if the probe cannot look, confirm it by hand with "done HOW"; if it fails, "override REASON"`,
  'reading-stands': () =>
    say`there is a reading, so it cannot be confirmed by hand; "override REASON" goes on against it`,
  'not-sensed': () => say`no probe belongs to this; only a sensed item is confirmed by hand`,
  'is-a-group': () => say`this settles when the items under it do`,
  'is-a-criterion': () =>
    say`a criterion is "raised", "clear" or "unknown"; then "decide rollback|no|escalate SENTENCE"`,
  'not-a-criterion': () => say`only a criterion of the decision can be raised or clear`,
  'command-needs-run': () =>
    say`a command is done when it has run: "run" shows and starts it; "skip REASON" leaves it out`,
  'not-a-command': () => say`there is nothing to run here`,
  'follow-up-needs-owner': () => say`a follow-up needs an owner and a due date`,
  'not-a-follow-up': () => say`only a follow-up has an owner and a due date`,
  'reason-missing': () => say`this needs a reason in words`,
  'how-missing': () => say`say in words how it was checked`,
  'answer-missing': (f: {question: Safe}) => say`"${questionWord(questions, f.question)}" has to be answered`,
  'sentence-missing': () => say`a decision needs its reason in one sentence`,
  'no-decision-here': () => say`this runbook has no section that asks for a decision`,
  'defer-backwards': () => say`an item can only be deferred to a later section`,
  'nothing-to-take-back': () => say`nothing to take back here`,
  'run-stays': () => say`a command that ran cannot be taken back; "note" says what should be known of it`,
  'no-acknowledgement': () =>
    say`nothing to acknowledge here: the probe has not passed, or the item asks for none`,
  'text-changed': () => say`the command is not the one that was confirmed; look at it again`,
  'wrong-word': (f: {word: Safe}) =>
    say`not confirmed, and nothing was started: "run" asks again, for exactly ${f.word}`,
  'already-running': () => say`it is running already`,
  'another-running': (f: {item: Safe}) =>
    say`"${f.item}" is still running; one command that changes something at a time`,
  'outcome-first': () =>
    say`its last run has no known outcome; say first how it ended: done, notdone, partial or later`,
  'input-missing': (f: {names: Safe}) => say`a value is missing: ${f.names}; "set NAME VALUE"`,
  'target-mismatch': (f: {what: IdentityWord; expected: Safe; found: Safe}) =>
    say`WRONG TARGET: ${identity[f.what]} should be ${f.expected} and is ${f.found}; nothing dangerous starts here`,
  'changes-unconfirmed': (f: {changes: Safe}) =>
    say`changed since the session was left: ${f.changes}; confirm it first: "accept REASON"`,
  'no-changes': () => say`no change waits for confirmation`,
  'needs-unmet': (f: {needs: Safe}) =>
    say`what this needs is not finished: ${f.needs}; to go on all the same, say why in words`,
  'target-held': (f: {operator: Safe; account: Safe; session: Safe; since: Safe; pid: number}) =>
    say`on this target runs something dangerous of ${f.operator} (account ${f.account}, session ${f.session}, process ${f.pid}, since ${f.since}); to go on beside it, say why in words`,
  'target-held-unknown': () =>
    say`the target's lock is held by a process of this host that does not say who it is; to go on beside it, say why in words`,
  'ruled-out': () => say`the decision not to roll back has taken this out of the session`,
  'no-outcome-to-assert': () => say`its outcome is known; there is nothing to assert`,
  'no-such-input': (f: {name: Safe}) => say`nothing in this runbook asks for "${f.name}"`,
  'bad-input': (f: {name: Safe; pattern: Safe}) => say`${f.name} has to match ${f.pattern}`,
  'still-running': (f: {items: Safe}) => say`still running, or its outcome is unknown: ${f.items}`,
  'still-open': (f: {items: Safe}) =>
    say`not settled yet: ${f.items}; settle each (done, skip, na, defer, override), or "abort REASON"`,
  'decision-open': () => say`the decision has not been taken: "decide rollback|no|escalate SENTENCE"`,
  'started-already': () => say`the session has started already`,
  'not-started': () => say`the session has not started`,
  'journal-halted': (f: {why: Safe}) =>
    say`NOT RECORDED: the journal cannot be written (${f.why}), so nothing new starts; commands that run go on. Free space or leave with "quit", or "continue DIRECTORY" to go on in a new journal elsewhere`,
  'directory-gone': (f: {path: Safe}) =>
    say`the session's directory is not there: ${f.path}; commands mean that directory, so none runs`,
  'no-message-here': () => say`nobody is told here; a message belongs to an item that names its audience`,
  'already-sending': () => say`a message is on its way already`,
  'message-first': () =>
    say`of the last message nobody knows whether it arrived; say first: "done HOW" it did, "notdone HOW" it did not, or "later"`,
  'message-empty': () => say`there is nothing to send`,
  'nobody-to-tell': () => say`this message has no recipient`,
  'not-sent-wrong-word': (f: {word: Safe}) =>
    say`not confirmed, and nothing was sent: it goes out at exactly ${f.word}`,
  'message-stays': () => say`a message that went out cannot be taken back; send another one`,
  'no-message-to-assert': () => say`what became of its messages is known; there is nothing to assert`,
  'no-such-contact': (f: {contact: Safe}) => say`no contact is called "${f.contact}"`,
  'due-passed': () => say`the next update has to be due later than now: a time as 11:40, or a span as 30m`,
  'no-update-due': () => say`no update is due`,
  'name-missing': () => say`this needs a name`,
  'sign-off-missing': () => say`a session is closed by whoever signs for it, by name`,
  'not-running': () => say`it is not running`,
  'stop-first': () => say`it was not asked to end yet: SIGTERM comes before SIGKILL`,
  'wrong-stop-word': (f: {word: Safe}) =>
    say`not confirmed, and nothing was sent: exactly ${f.word} is wanted`,
  'watch-here': () => say`a watch is only looked at; tick it when you have seen enough`,
  'where-missing': () => say`say where it was run`,
  'not-failed': () => say`nothing has failed here`,
  'looks-by-itself': () => say`its probe looks by itself; there is nothing to let it do`,
  'looks-later': () => say`a command that changes the system is running; look when it has ended`,
  'needs-first': (f: {needs: Safe}) =>
    say`what this needs is not finished: ${f.needs}; a look now would not count`,
  'session-knows': () => say`the session itself answers this; what is missing is named above`,
  'stale-report': () => say`this says nothing new`,
}

export type RefusalTexts = typeof refusals

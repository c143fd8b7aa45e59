import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** What forms ask on the screen, and what can be chosen in them. */
export const forms = {
  'ask-answer': (f: {item: Safe}) => say`${f.item}?`,
  'answer-raised': () => say`raised: it is so, which speaks for rolling back`,
  'answer-clear': () => say`clear: it is not so`,
  'answer-unknown': () => say`unknown: it cannot be told just now`,

  'ask-decision': () => say`the decision`,
  'decision-rollback': () => say`roll back`,
  'decision-no': () => say`do not roll back`,
  'decision-escalate': () => say`escalate: the session waits, contacts open`,
  'warn-decision-no': () => say`what belongs to the rollback becomes not applicable`,
  'ask-sentence': () => say`why, in one sentence (it goes on record with the readings)`,

  'ask-question': (f: {question: Safe}) => say`${f.question}`,
  'channel-phone': () => say`phone`,
  'channel-mail': () => say`e-mail`,
  'channel-slack': () => say`Slack`,
  'channel-status': () => say`status page`,
  'channel-other': () => say`other …`,

  'ask-how': () => say`how was it checked, in words`,
  'ask-owner': () => say`owner`,
  'ask-due': () => say`due date`,

  'ask-assert': () => say`you have looked for yourself: how did it end?`,
  'assert-done': () => say`done: it did all it should`,
  'assert-notdone': () => say`not done: it changed nothing`,
  'assert-partial': () => say`partial: it stopped half-way`,
  'assert-later': () => say`later: not looked yet`,

  'ask-failed': () => say`it failed; what now?`,
  'failed-output': () => say`see its output`,
  'failed-again': () => say`run it again, as a new attempt (its card opens first)`,
  'failed-other': (f: {name: Safe}) => say`go back to another ${f.name} (its card asks for it)`,
  'failed-override': () => say`go on all the same, with a reason`,
  'failed-escalate': () => say`escalate: contacts open`,
  'failed-abort': () => say`abort the session, with a reason`,
  'warn-again': () => say`it may do twice what it has done already`,

  'ask-override': () => say`override: why go on against what was found`,
  'ask-skip': () => say`skip: why`,
  'ask-not-applicable': () => say`not applicable: why`,
  'ask-defer-to': () => say`defer to which section?`,
  'ask-defer': () => say`defer: why`,
  section: (f: {number: Safe; title: Safe}) => say`${f.number} ${f.title}`,

  'ask-note': () => say`note`,
  'ask-note-cause': () => say`note: a cause`,
  'ask-note-lesson': () => say`note: a lesson`,
  'ask-note-suggestion': () => say`note: a suggestion`,
  'ask-search': () => say`search`,

  'ask-value': (f: {name: Safe; ask: Safe}) => say`${f.name}: ${f.ask}`,
  'ask-value-plain': (f: {name: Safe}) => say`${f.name}`,
  'ask-value-no-files': (f: {name: Safe; pattern: Safe}) =>
    say`${f.name} (no file matches ${f.pattern}; type it)`,
  'value-file': (f: {value: Safe; file: Safe; size: Safe; age: Safe}) =>
    say`${f.value}  ${f.size}, ${f.age} old  ${f.file}`,
  'warn-tonight': () => say`MADE IN THIS SESSION: it holds the broken state`,
  'warn-empty': () => say`EMPTY FILE`,
  'ask-tonight': (f: {value: Safe}) => say`${f.value} was made in this session; why this one`,
  'ask-gate': (f: {needs: Safe}) => say`NOT FINISHED, and this needs it: ${f.needs}; why go on all the same`,
  'confirm-look': () => say`looking changes something: Enter lets it look once`,
  'ask-look': () => say`looking changes something; what now?`,
  'look-again': () => say`let it look once more`,
  'warn-look-lost': () => say`what the last look did is not known; it may be done twice`,
  'look-by-hand': () => say`confirm by hand`,
  'confirm-run': () => say`Enter starts it`,
  'confirm-watch': () => say`Enter starts watching`,
  'word-run': (f: {word: Safe}) => say`type ${f.word} to start it`,
  'word-target': (f: {word: Safe}) => say`DANGEROUS: type ${f.word} to start it`,

  'ask-abort': () => say`abort the session: why (everything is kept and exported)`,
  'ask-accept-changes': (f: {changes: Safe}) =>
    say`changed since the session was left: ${f.changes}; why is it safe to go on`,
  'ask-continue': () => say`directory in which the session goes on, with a new journal`,
  'ask-to': () => say`hand over to`,
  'ask-summary': () => say`what they have to know`,
  'ask-hand-over': () => say`why it is handed over`,
  'ask-sign-off': () => say`your name, to sign off: it closes the session and exports it`,
}

export type FormTexts = typeof forms

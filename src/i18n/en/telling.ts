import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** Telling people: drafts, ways, what became of a message, calls, promised updates, hand-over. */
export const telling = {
  'plan-messages': () => say`== messages, each after its word was typed below text and recipients ==`,
  'no-template': (f: {audience: Safe; paths: Safe}) =>
    say`there is no message template for "${f.audience}"; looked for ${f.paths}`,
  'bad-template': (f: {path: Safe; cause: Safe}) =>
    say`the message template ${f.path} cannot be read: ${f.cause}`,
  'draft-for': (f: {audience: Safe}) => say`draft for ${f.audience}; nothing is sent yet`,
  subject: (f: {subject: Safe}) => say`subject: ${f.subject}`,
  to: (f: {way: Safe; to: Safe}) => say`to: ${f.to} (${f.way})`,
  'way-webhook': () => say`webhook`,
  'way-mail': () => say`e-mail`,
  'way-command': () => say`command`,
  'send-by': (f: {way: Safe; to: Safe}) => say`send by ${f.way} to ${f.to}`,
  'way-missing': (f: {way: Safe; names: Safe}) => say`not configured: ${f.way} (${f.names})`,
  'no-way': () => say`no way to send it is configured for this audience; it can be copied`,
  'line-offers': () =>
    say`"send [1|2…]" sends it, "edit" opens it in your editor, "copy" copies it, "message tr|en" drafts it anew`,
  'ask-send-word': (f: {word: Safe}) => say`type ${f.word} to send exactly this; anything else cancels:`,
  'no-draft': () => say`look at the draft first: "message"`,
  'usage-send': (f: {count: number}) => say`usage: send NUMBER, of 1 to ${f.count}`,
  sending: (f: {message: number}) => say`message ${f.message} is on its way`,
  'line-sent': (f: {message: number; to: Safe; reply: Safe}) =>
    say`message ${f.message} SENT to ${f.to}: ${f.reply}`,
  'line-failed': (f: {message: number; why: Safe; reply: Safe}) =>
    say`message ${f.message} NOT SENT, which is proved: ${f.why}${f.reply === '' ? say`` : say`: ${f.reply}`}`,
  'line-unknown': (f: {message: number; why: Safe; reply: Safe}) =>
    say`whether message ${f.message} arrived IS UNKNOWN: ${f.why}${f.reply === '' ? say`` : say`: ${f.reply}`}. It is not sent again by itself.`,
  'unknown-answers': () =>
    say`ask them, then say: "done HOW" it arrived, "notdone HOW" it did not, or "later"`,
  'asserted-sent': () => say`it arrived, as the operator says`,
  'asserted-notsent': () => say`it did not arrive, as the operator says`,
  'why-revoked': () => say`its sender had not started and cannot start any more`,
  'why-cannot-start': () => say`its sender could not be started`,
  'why-unreachable': () => say`the other side could not be reached`,
  'why-refused': () => say`the other side did not take it`,
  'why-not-configured': () => say`where to send it is not configured any more`,
  'why-no-answer': () => say`it was handed over, and no answer came`,
  'why-command-failed': () => say`the command did not end well`,
  'why-sender-died': () => say`its sender died, so nobody saw it`,
  'message-shown': (f: {message: number; at: Safe; by: Safe; to: Safe}) =>
    say`message ${f.message}, confirmed ${f.at} by ${f.by}, to ${f.to}`,
  'message-offered': () => say`a message is drafted here: m`,
  'message-offered-lines': () => say`"message" drafts one from the facts of the session`,
  copied: (f: {path: Safe}) =>
    say`handed to the terminal’s clipboard, where it takes that; it stands in ${f.path} too`,
  'copied-file': (f: {path: Safe}) => say`it stands in ${f.path}`,
  'copy-failed': (f: {path: Safe; cause: Safe}) => say`could not write ${f.path} (${f.cause})`,

  'contact-line': (f: {number: number; name: Safe; value: Safe}) => say`${f.number}. ${f.name}: ${f.value}`,
  'contact-reached': (f: {at: Safe; by: Safe}) => say`reached ${f.at} (${f.by})`,
  'contact-no-answer': (f: {at: Safe; by: Safe}) => say`no answer ${f.at} (${f.by})`,
  reached: (f: {contact: Safe}) => say`reached: ${f.contact}`,
  'no-answer': (f: {contact: Safe}) => say`no answer: ${f.contact}`,
  'usage-contact': () => say`which contact? a number of the list, or its id`,
  'contact-keys': () => say`calls are recorded with their time; after "no answer" comes the next one`,

  'update-due': (f: {due: Safe; left: Safe}) => say`next update due ${f.due}, in ${f.left}`,
  'update-over': (f: {due: Safe; over: Safe}) => say`UPDATE OVERDUE since ${f.due}, by ${f.over}`,
  'update-promised': (f: {due: Safe}) => say`next update due ${f.due}`,
  'update-met': () => say`on record: the update was given`,
  'update-met-late': () => say`on record: the update was given, late`,
  'no-update': () => say`no update is due`,
  'usage-update': () => say`usage: update 11:40 | update 30m | update given`,
  'bad-time': (f: {text: Safe}) => say`"${f.text}" is no time: 11:40, or a span as 30m`,
  'ask-update': () => say`the next update`,
  'update-given': () => say`it was given just now`,
  'update-in': (f: {span: Safe}) => say`due in ${f.span}`,
  'update-other': () => say`due at another time …`,
  'ask-update-time': () => say`due when: 11:40, or a span as 30m`,

  'ask-message': (f: {item: Safe}) => say`${f.item}: what with this text?`,
  'message-edit': () => say`edit it`,
  'message-copy': () => say`copy it`,
  'message-language': (f: {language: Safe}) => say`draft it anew in ${f.language}`,
  'language-tr': () => say`Turkish`,
  'language-en': () => say`English`,
  'word-send': (f: {word: Safe; to: Safe}) => say`type ${f.word} to send exactly this text to ${f.to}`,
  'ask-assert-message': () => say`you have asked them: did it arrive?`,
  'assert-sent': () => say`it arrived`,
  'assert-notsent': () => say`it did not arrive`,
  'assert-later': () => say`later: not asked yet`,
  'close-gate': (f: {item: Safe; attempt: number; needs: Safe; reason: Safe}) =>
    say`  run ${f.attempt} of ${f.item} went ahead although this was not finished: ${f.needs} (${f.reason})`,
  'close-update': () => say`  an update was promised and has not been given`,
  'noted-before': (f: {mark: Safe; text: Safe}) => say`noted (${f.mark}): ${f.text}`,
  'mark-cause': () => say`cause`,
  'mark-lesson': () => say`lesson`,
  'mark-suggestion': () => say`suggestion`,
  'ask-to': () => say`hand over to (name):`,
  'ask-summary': () => say`what they have to know:`,
  'ask-why': () => say`why it is handed over:`,
  'handed-over-cue': (f: {at: Safe; from: Safe; to: Safe; summary: Safe; reason: Safe}) =>
    say`HANDED OVER ${f.at} from ${f.from} to ${f.to} (${f.reason}): ${f.summary}`,
  'handed-over': (f: {to: Safe}) => say`handed over to ${f.to}; they go on with "rollcall resume"`,
}

export type TellingTexts = typeof telling

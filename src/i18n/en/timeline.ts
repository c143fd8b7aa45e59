import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

const after = (mark: Safe, text: Safe): Safe => (text === '' ? say`` : say`${mark}${text}`)
const dash = (text: Safe): Safe => after(say` — `, text)

/** One line for each event of the journal. */
export const timeline = {
  'session-started': (f: {runbook: Safe; host: Safe; target: Safe}) =>
    say`session started: ${f.runbook}, on ${f.host}${after(say`, target `, f.target)}`,
  'session-resumed': (f: {host: Safe; takenOver: boolean; changes: Safe}) =>
    say`session ${f.takenOver ? say`taken over` : say`resumed`} on ${f.host}${after(say`; changed since: `, f.changes)}`,
  'session-suspended': (f: {cause: Safe}) => say`session suspended (${f.cause})`,
  'cause-operator': say`by the operator`,
  'cause-end-of-input': say`end of input`,
  'cause-signal': say`the line dropped or the process was told to end`,
  'cause-taken-over': say`another terminal took it over`,
  'cause-disk-full': say`the disk was full`,
  'changes-confirmed': (f: {reason: Safe}) => say`what had changed was confirmed — ${f.reason}`,
  'session-shared': (f: {group: Safe}) => say`session opened to the group ${f.group}`,
  'journal-repaired': (f: {bytes: number}) =>
    say`the journal's torn end (${f.bytes} bytes nobody had been told of) was cut off`,
  'journal-continued': (f: {from: Safe; head: Safe}) =>
    say`went on in a new journal after ${f.from} could not be written any more (its head ${f.head})`,
  'runbook-adopted': (f: {sha256: Safe; kept: number; dropped: number}) =>
    say`the edited runbook was taken over (SHA-256 ${f.sha256}): ${f.kept} items kept, ${f.dropped} dropped`,
  'session-aborted': (f: {reason: Safe}) => say`ABORTED — ${f.reason}`,
  'session-closed': (f: {outcome: Safe; signedBy: Safe}) =>
    say`session closed: ${f.outcome}${after(say`, signed off by `, f.signedBy)}`,
  'handed-over': (f: {from: Safe; to: Safe; summary: Safe; reason: Safe}) =>
    say`HANDED OVER from ${f.from} to ${f.to}: ${f.summary} — because: ${f.reason}`,
  'message-confirmed': (f: {message: number; item: Safe; way: Safe; to: Safe}) =>
    say`message ${f.message} confirmed: ${f.item}, ${f.way} to ${f.to}`,
  'message-intended': (f: {message: number; item: Safe}) =>
    say`message ${f.message} about to be sent: ${f.item}`,
  'message-sent': (f: {message: number; item: Safe; reply: Safe; away: boolean}) =>
    say`message ${f.message} SENT: ${f.item}${f.away ? say` (while nobody was looking)` : say``}${dash(f.reply)}`,
  'message-failed': (f: {message: number; item: Safe; why: Safe; reply: Safe}) =>
    say`message ${f.message} NOT SENT, which is proved: ${f.item} — ${f.why}${after(say`: `, f.reply)}`,
  'message-unknown': (f: {message: number; item: Safe; why: Safe; reply: Safe}) =>
    say`whether message ${f.message} arrived IS UNKNOWN: ${f.item} — ${f.why}${after(say`: `, f.reply)}`,
  'message-asserted': (f: {message: number; item: Safe; answer: Safe; how: Safe}) =>
    say`message ${f.message} asserted, not observed: ${f.item} — ${f.answer}${after(say`: `, f.how)}`,
  'contact-tried': (f: {contact: Safe; result: Safe}) => say`called ${f.contact}: ${f.result}`,
  'update-promised': (f: {due: Safe}) => say`next update promised for ${f.due}`,
  'update-given': (f: {due: Safe; late: boolean; message: Safe}) =>
    say`the update due ${f.due} was given${f.late ? say`, LATE` : say``}${after(say`, by message `, f.message)}`,
  'item-done': (f: {item: Safe; details: Safe}) => say`done: ${f.item}${dash(f.details)}`,
  'item-confirmed': (f: {item: Safe; how: Safe}) => say`confirmed by hand: ${f.item} — ${f.how}`,
  'item-acknowledged': (f: {item: Safe; summary: Safe}) =>
    say`reading acknowledged: ${f.item}${dash(f.summary)}`,
  'item-overridden': (f: {item: Safe; reason: Safe}) => say`overridden: ${f.item} — ${f.reason}`,
  'item-skipped': (f: {item: Safe; reason: Safe}) => say`skipped: ${f.item} — ${f.reason}`,
  'item-not-applicable': (f: {item: Safe; reason: Safe}) => say`not applicable: ${f.item} — ${f.reason}`,
  'item-deferred': (f: {item: Safe; section: Safe; reason: Safe}) =>
    say`deferred to ${f.section}: ${f.item} — ${f.reason}`,
  'item-taken-back': (f: {item: Safe}) => say`taken back: ${f.item}`,
  'follow-up-assigned': (f: {item: Safe; owner: Safe; due: Safe}) =>
    say`follow-up assigned: ${f.item} — ${f.owner}, due ${f.due}`,
  'note-added': (f: {item: Safe; mark: Safe; text: Safe}) =>
    say`note${after(say` on `, f.item)}${f.mark === '' ? say`` : say` (${f.mark})`}: ${f.text}`,
  'criterion-answered': (f: {item: Safe; answer: Safe; remark: Safe}) =>
    say`criterion ${f.answer}: ${f.item}${dash(f.remark)}`,
  'decision-made': (f: {choice: Safe; sentence: Safe}) => say`DECISION: ${f.choice} — ${f.sentence}`,
  'input-set': (f: {name: Safe; value: Safe}) => say`${f.name} set to ${f.value}`,
  sensed: (f: {item: Safe; outcome: Safe; details: Safe}) => say`${f.outcome}: ${f.item}${dash(f.details)}`,
  'baseline-taken': (f: {item: Safe; numbers: Safe}) => say`numbers before ${f.item}${dash(f.numbers)}`,
  'look-confirmed': (f: {item: Safe}) => say`a look that changes something was confirmed: ${f.item}`,
  'command-confirmed': (f: {attempt: number; item: Safe; gate: Safe}) =>
    say`run ${f.attempt} confirmed: ${f.item}${after(say`; although this was not finished: `, f.gate)}`,
  'command-intended': (f: {attempt: number; item: Safe}) => say`run ${f.attempt} about to start: ${f.item}`,
  'command-running': (f: {attempt: number; item: Safe; pid: Safe}) =>
    say`run ${f.attempt} started: ${f.item}${after(say`, process `, f.pid)}`,
  'command-ended': (f: {attempt: number; item: Safe; exit: Safe; span: Safe; away: boolean}) =>
    say`run ${f.attempt} ended: ${f.item} — ${f.exit}, took ${f.span}${f.away ? say` (while nobody was looking)` : say``}`,
  'command-not-started': (f: {attempt: number; item: Safe; why: Safe}) =>
    say`run ${f.attempt} was not started, proved: ${f.item}${dash(f.why)}`,
  'command-unknown': (f: {attempt: number; item: Safe}) => say`run ${f.attempt} OUTCOME UNKNOWN: ${f.item}`,
  'command-asserted': (f: {attempt: number; item: Safe; answer: Safe; how: Safe}) =>
    say`run ${f.attempt} asserted, not observed: ${f.item} — ${f.answer}${after(say`: `, f.how)}`,
  'command-stopping': (f: {attempt: number; item: Safe; signal: Safe}) =>
    say`run ${f.attempt} asked to end (${f.signal}): ${f.item}`,
  'command-elsewhere': (f: {item: Safe; where: Safe; worked: boolean; how: Safe}) =>
    say`run elsewhere, on the operator's word: ${f.item} — ${f.where}: ${f.worked ? say`worked` : say`FAILED`} — ${f.how}`,
  'failure-answered': (f: {item: Safe; choice: Safe}) => say`after the failure: ${f.item} — ${f.choice}`,
  'failure-output': say`looked at the output`,
  'failure-again': say`new attempt`,
  'failure-other-input': say`back to another value`,
  'failure-override': say`go on all the same`,
  'failure-escalate': say`escalate`,
  'failure-abort': say`abort`,
  unknown: (f: {type: Safe}) => say`an entry of an unknown kind: ${f.type}`,
  'change-host': say`host`,
  'change-boot': say`the host was restarted`,
  'change-operator': say`operator`,
  'change-runbook': say`the runbook's file was edited`,
  'change-probes': say`the probes file was edited`,
  'change-tool': say`rollcall version`,
  'change-cwd': say`working directory`,
  change: (f: {what: Safe; before: Safe; after: Safe}) => say`${f.what} ${f.before} → ${f.after}`,
  'value-none': say`(none)`,
}

export type TimelineTexts = typeof timeline

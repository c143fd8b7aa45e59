import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** What line mode says. */
export const lines = {
  started: (f: {version: Safe; title: Safe; id: Safe}) =>
    say`rollcall ${f.version} · ${f.title} · session ${f.id}`,
  resumed: (f: {version: Safe; title: Safe; id: Safe}) =>
    say`rollcall ${f.version} · ${f.title} · session ${f.id} resumed`,
  identity: (f: {target: Safe; host: Safe; operator: Safe; cwd: Safe}) =>
    say`target ${f.target} · host ${f.host} · operator ${f.operator} · in ${f.cwd}`,
  'no-target': () => say`(not named)`,
  'how-to-leave': () =>
    say`"help" lists the words. "quit", Ctrl+C or a lost line leave at any time: the session stays, and so do running commands.`,
  left: (f: {at: Safe; item: Safe}) => say`left ${f.at} at: ${f.item}`,
  interrupted: (f: {at: Safe}) => say`interrupted; last entry ${f.at}`,
  'so-far': (f: {settled: number; open: number}) => say`so far: ${f.settled} settled, ${f.open} open`,
  'change-host': (f: {before: Safe; after: Safe}) => say`CHANGED: host was ${f.before}, is ${f.after}`,
  'change-boot': () => say`changed: the host was restarted since`,
  'change-operator': (f: {before: Safe; after: Safe}) => say`changed: started by ${f.before}, now ${f.after}`,
  'change-variable': (f: {name: Safe; before: Safe; after: Safe}) =>
    say`CHANGED: ${f.name} was "${f.before}", is "${f.after}"`,
  'change-runbook': () =>
    say`changed: the runbook's file was edited since. The session stays on its own copy; "rollcall resume --adopt" takes the edited one over:`,
  'change-probes': () =>
    say`changed: the probes file was edited since. The session stays on its own copy; "rollcall resume --adopt" takes the edited one over.`,
  'change-tool': (f: {before: Safe; after: Safe}) => say`changed: rollcall was ${f.before}, is ${f.after}`,
  'change-cwd': (f: {before: Safe}) =>
    say`CHANGED: the directory ${f.before} is not there; no command runs without it`,
  'holds-danger': () => say`Dangerous commands wait until this is confirmed: "accept REASON".`,
  'diff-added': (f: {item: Safe}) => say`  + ${f.item}`,
  'diff-removed': (f: {item: Safe}) => say`  - ${f.item}`,
  'diff-changed': (f: {item: Safe}) => say`  ~ ${f.item}`,
  'diff-unreadable': () => say`  (the edited file has errors; "rollcall lint" names them)`,
  adopted: (f: {kept: number; dropped: number}) =>
    say`the edited runbook was taken over: ${f.kept} items kept what was said of them, ${f.dropped} are gone (the journal keeps them)`,
  repaired: (f: {bytes: number}) =>
    say`the journal's end was torn by an interrupted write; ${f.bytes} bytes that nobody had been told of were cut off`,
  section: (f: {number: Safe; title: Safe}) => say`== ${f.number}${f.title} ==`,
  'kind-sensed': () => say`sensed`,
  'kind-manual': () => say`manual`,
  'kind-command': () => say`command`,
  'kind-link': () => say`link`,
  'kind-follow-up': () => say`follow-up`,
  'kind-criterion': () => say`criterion`,
  'came-back': (f: {section: Safe; reason: Safe}) => say`deferred from ${f.section}: ${f.reason}`,
  'asks-for': (f: {questions: Safe}) => say`asks for: ${f.questions}`,
  'look-touches': () => say`looking changes something: "run" lets it look once`,
  'not-verified': () =>
    say`it ended well, but what it did could not be looked at: "recheck", or "done HOW" confirms it by hand`,
  'killer-item': () => say`needs the reading and your "ack" on top of it`,
  'shell-bash': () => say`runs as bash -e -o pipefail -c, without a terminal, stdin empty:`,
  'shell-sh': () => say`runs as sh -e -c, without a terminal, stdin empty:`,
  'in-directory': (f: {cwd: Safe}) => say`in ${f.cwd}`,
  value: (f: {name: Safe; value: Safe}) => say`${f.name} = ${f.value}`,
  'value-secret': (f: {name: Safe}) => say`${f.name} = (secret, set)`,
  'value-secret-unset': (f: {name: Safe}) => say`${f.name} = (secret, not set: passed empty)`,
  'value-empty': (f: {name: Safe}) => say`${f.name} = (empty)`,
  'value-wanted': (f: {name: Safe; ask: Safe}) => say`${f.name} is wanted: ${f.ask} "set ${f.name} VALUE"`,
  'secret-wanted': (f: {name: Safe; ask: Safe}) =>
    say`${f.name} is wanted: ${f.ask} "set ${f.name}" asks for it unseen`,
  'value-choice': (f: {value: Safe; file: Safe; size: Safe; age: Safe}) =>
    say`  ${f.value}  (${f.file}, ${f.size}, ${f.age} old)`,
  'no-choices': (f: {pattern: Safe}) => say`  no file matches ${f.pattern}`,
  'arguments-visible': () => say`what a script is given as arguments, local users can see while it runs`,
  script: (f: {path: Safe; sha256: Safe}) =>
    say`script ${f.path} sha256 ${f.sha256}; it is checked again right before the start`,
  'script-changed': () =>
    say`the script is not the one that was shown; look at it again, as it is now. Nothing was started:`,
  'not-started-script-changed': () =>
    say`not started: the script was changed after you had confirmed it; look at it as it is now`,
  'not-started-cannot-start': () => say`not started: it could not be started at all; its evidence says more`,
  'not-started': (f: {why: Safe}) => say`not started, which is proved; nothing was changed (${f.why})`,
  'time-limit': (f: {limit: Safe}) => say`is ended after ${f.limit} at the latest`,
  'watch-card': () =>
    say`watches until you type a line that does something; looking, moving and another watch leave it running`,
  'confirm-enter': () => say`harmless: "run" starts it`,
  'confirm-word': (f: {word: Safe}) => say`"run", then the word ${f.word}, starts it`,
  'confirm-target': (f: {word: Safe}) =>
    say`DANGEROUS: "run", then the name ${f.word}, starts it. It goes on when the line drops.`,
  'gate-unmet': (f: {needs: Safe}) => say`NOT FINISHED, and this needs it: ${f.needs}`,
  'ask-reason': () => say`why go on all the same, in words (an empty line cancels):`,
  'ask-word': (f: {word: Safe}) => say`type ${f.word} to start it; anything else cancels:`,
  'ask-answer': (f: {question: Safe}) => say`${f.question}:`,
  'ask-how': () => say`how was it checked, in words (an empty line cancels):`,
  'ask-owner': () => say`owner:`,
  'ask-due': () => say`due date:`,
  cancelled: () => say`cancelled; nothing was started or recorded`,
  'outcome-unknown': (f: {attempt: number}) =>
    say`OUTCOME UNKNOWN of run ${f.attempt}: its runner died, so nobody saw how it ended. It is not run again by itself.`,
  'unknown-boot': () => say`the host was restarted since: the command is not running any more`,
  'unknown-processes': (f: {pids: Safe}) => say`still alive of it: processes ${f.pids}`,
  'unknown-no-processes': () => say`none of its processes is alive`,
  'unknown-last-output': () => say`the last output that is known:`,
  'unknown-answers': () =>
    say`look for yourself, then say: "done HOW", "notdone HOW", "partial HOW" or "later"`,
  'still-running': (f: {item: Safe}) => say`still running: ${f.item}`,
  'unknown-away': (f: {item: Safe}) =>
    say`OUTCOME UNKNOWN: ${f.item}: nobody saw how it ended, and it is not run again by itself`,
  'recover-impossible': (f: {cause: Safe}) =>
    say`what became of a command cannot be found out just now (${f.cause}): make room, then look again`,
  'not-started-away': (f: {item: Safe}) => say`was not started while you were away: ${f.item}`,
  'ended-away': (f: {item: Safe}) => say`finished while you were away: ${f.item}`,
  'ended-exit': (f: {exitCode: number; lasted: Safe}) => say`exit code ${f.exitCode}, after ${f.lasted}`,
  'ended-signal': (f: {signal: Safe; lasted: Safe}) => say`ended by ${f.signal}, after ${f.lasted}`,
  'ended-timeout': (f: {lasted: Safe}) => say`its time was over after ${f.lasted}; it was ended`,
  output: (f: {line: Safe}) => say`  | ${f.line}`,
  'all-output': (f: {path: Safe}) => say`  all of it: ${f.path}`,
  'output-left-out': (f: {count: number}) =>
    say`  … ${f.count} lines are not shown; "show" says where all of them are`,
  'output-skipped': (f: {amount: Safe}) => say`  … ${f.amount} are not shown; all of it is in output.log`,
  'failed-offers': () =>
    say`"show" its output; "run" it again, as a new attempt; go on against it with "override REASON"; "abort REASON"; "decide escalate SENTENCE"`,
  'failed-back': (f: {name: Safe}) =>
    say`to go back to another backup, tonight's for instance: "set ${f.name} VALUE", then "run"`,
  'disk-slow': (f: {ms: number}) => say`the disk is slow: the last entry took ${f.ms} ms to be safe`,
  'no-output': () => say`  (no output)`,
  'held-line': (f: {verb: Safe}) =>
    say`"${f.verb}" waits until the command has ended; Ctrl+C leaves at once, the command goes on`,
  'unknown-word': (f: {word: Safe}) => say`there is no word "${f.word}"; "help" lists them`,
  'unknown-word-meant': (f: {word: Safe; meant: Safe}) =>
    say`there is no word "${f.word}"; did you mean "${f.meant}"? "help" lists them`,
  'usage-set': () => say`usage: set NAME VALUE`,
  'usage-decide': () => say`usage: decide rollback|no|escalate SENTENCE`,
  'usage-continue': () => say`usage: continue DIRECTORY`,
  'all-settled': () => say`nothing is open any more: "finish" closes the session`,
  'not-found': (f: {name: Safe}) => say`no section and no item is called "${f.name}"`,
  exported: (f: {path: Safe}) => say`exported to ${f.path}`,
  'export-failed': (f: {path: Safe; cause: Safe}) =>
    say`could not write ${f.path} (${f.cause}); nothing was lost, name another file`,
  suspended: (f: {id: Safe; hash: Safe}) =>
    say`suspended. Go on with: rollcall resume ${f.id}   (head ${f.hash})`,
  closed: (f: {outcome: Safe; hash: Safe}) => say`closed: ${f.outcome}   (head ${f.hash})`,
  aborted: (f: {hash: Safe}) => say`aborted; everything is kept   (head ${f.hash})`,
  'running-goes-on': (f: {item: Safe}) => say`goes on without you: ${f.item}`,
  'close-out': () => say`close-out:`,
  'ask-sign-off': () => say`your name, to sign off and close (an empty line leaves it open):`,
  'not-signed': () => say`not signed, so the session stays open`,
  'close-done': (f: {count: number; state: Safe}) => say`  ${f.count} ${f.state}`,
  'close-count': (f: {count: number; state: Safe; items: Safe}) => say`  ${f.count} ${f.state}: ${f.items}`,
  'contact-unset': () => say`(placeholder, not a real number)`,
  'no-contacts': () => say`this runbook names no contacts`,
  'decision-standing': (f: {choice: Safe; sentence: Safe}) => say`decision: ${f.choice}: ${f.sentence}`,
  'choice-rollback': () => say`roll back`,
  'choice-no': () => say`do not roll back`,
  'choice-escalate': () => say`escalate`,
  'outcome-complete': () => say`complete`,
  'outcome-overrides': () => say`complete with overrides`,
  'outcome-deferred': () => say`complete except deferred`,
  'outcome-open': () => say`open`,
  'outcome-aborted': () => say`aborted`,
  'nothing-to-show': () => say`nothing has been seen of this yet`,
  'reading-shown': (f: {probe: Safe; outcome: Safe; summary: Safe}) =>
    say`${f.probe}: ${f.outcome}: ${f.summary}`,
  'reading-pass': () => say`passed`,
  'reading-fail': () => say`FAILED`,
  'reading-unknown': () => say`could not look`,
  'attempt-shown': (f: {attempt: number; at: Safe; by: Safe; state: Safe}) =>
    say`run ${f.attempt}, confirmed ${f.at} by ${f.by}: ${f.state}`,
  'phase-intended': () => say`confirmed, perhaps started`,
  'phase-running': () => say`running`,
  'phase-ended': () => say`ended`,
  'phase-not-started': () => say`not started, which is proved`,
  'phase-unknown': () => say`OUTCOME UNKNOWN`,
  'phase-asserted': () => say`asserted, not observed`,
  'note-shown': (f: {at: Safe; by: Safe; text: Safe}) => say`note ${f.at} by ${f.by}: ${f.text}`,
  'journal-well': () => say`the journal can be written: the session goes on where it is`,
  'journal-continued': (f: {dir: Safe; id: Safe}) =>
    say`the session goes on in ${f.dir}. From now on: rollcall resume ${f.id} --home ${f.dir}`,
  'help-words': () => say`Words (what is in [] may be left out):`,
  'help-next': () => say`next                     to the next open item`,
  'help-done': () =>
    say`done [NOTE]              tick a manual item; confirm by hand what no probe can see; done HOW answers an unknown outcome`,
  'help-run': () => say`run                      start the command that is shown`,
  'help-elsewhere': () =>
    say`elsewhere WHERE          you run this command somewhere else: says how it ended there`,
  'help-stop': () =>
    say`stop, then kill          end the running command: SIGTERM, and when it does not obey SIGKILL`,
  'help-recheck': () => say`recheck                  look again`,
  'help-ack': () => say`ack                      acknowledge a reading where the item asks for it`,
  'help-override': () => say`override REASON          go on against what was found`,
  'help-skip': () => say`skip REASON              leave it out`,
  'help-na': () => say`na REASON                not applicable tonight`,
  'help-defer': () => say`defer SECTION REASON     later, in that section`,
  'help-note': () => say`note [cause:|lesson:|suggestion:] TEXT   write something down`,
  'help-back': () => say`back                     take back what was last said`,
  'help-goto': () => say`goto SECTION|ID          go there`,
  'help-criteria': () => say`raised|clear|unknown [NOTE]   answer a criterion`,
  'help-decide': () => say`decide rollback|no|escalate SENTENCE   the decision`,
  'help-set': () => say`set NAME VALUE           give a command its value`,
  'help-unknown': () => say`notdone HOW, partial HOW, later   how a command ended whose outcome is unknown`,
  'help-accept': () => say`accept REASON            confirm what has changed since the session was left`,
  'help-show': () => say`show                     everything known of this item`,
  'help-list': () => say`list                     all sections and items with their states`,
  'help-contacts': () => say`contacts                 whom to call`,
  'help-reached': () => say`reached WHO, noanswer WHO   what came of a call, by the number in "contacts"`,
  'help-message': () => say`message [tr|en]          draft what this group is to be told`,
  'help-send': () => say`send [NUMBER]            send the draft, once its word was typed`,
  'help-edit': () => say`edit                     open the draft in your editor`,
  'help-copy': () =>
    say`copy [WHO]               the command with its values, to be pasted somewhere else; the draft; a contact`,
  'help-update': () => say`update 11:40|30m|given   when the next update is due; that it was given`,
  'help-export': () => say`export [FILE]            write the checklist as it stands`,
  'help-continue': () => say`continue DIRECTORY       after the journal failed: go on in a new one there`,
  'help-handover': () => say`handover NAME            leave the session to somebody else, on record`,
  'help-abort': () => say`abort REASON             end the session here; everything is kept`,
  'help-finish': () =>
    say`finish [NAME]            close the session when nothing is open, and sign for it by name`,
  'help-quit': () => say`quit                     leave; "rollcall resume" goes on`,
}

export type LineTexts = typeof lines

import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** What is said around commands that run on production: trust, cards, runs elsewhere, output, stopping. */
export const runs = {
  // Trust
  untrusted: (f: {title: Safe; files: Safe}) =>
    say`READ ONLY: nobody has trusted this content yet. ${f.title} (${f.files}) would run:`,
  'plan-enter': () => say`harmless, on Enter`,
  'plan-word': () => say`after a typed word`,
  'plan-target': () => say`DANGEROUS, after the target's name`,
  'plan-watch': () => say`watches`,
  'plan-probes': () => say`== probes, by themselves and again and again ==`,
  'plan-probe': (f: {name: Safe; type: Safe}) => say`  ${f.name}: ${f.type}`,
  'untrusted-what': () => say`Nothing was started, looked at or recorded.`,
  'untrusted-how': (f: {path: Safe; digest: Safe}) =>
    say`If that is what is meant to run: rollcall ${f.path} --trust   (once for this content, SHA-256 ${f.digest})`,
  'untrusted-adopt': (f: {id: Safe}) =>
    say`Nothing was taken over. If that is what is meant to run: rollcall resume ${f.id} --adopt --trust`,
  foreign: () => say`characters outside ASCII are written out as <U+…>: a letter may look like another one`,

  // Run elsewhere, copied, stopped
  'ask-where': () => say`where do you run it, or have it run (host, account)`,
  'ask-elsewhere': () => say`how did it end there?`,
  'elsewhere-worked': () => say`it did what it should`,
  'elsewhere-failed': () => say`it failed, or stopped half-way`,
  'ask-elsewhere-line': () => say`how did it end there, "worked" or "failed" (anything else cancels):`,
  'ask-elsewhere-how': () => say`how was it checked, in words`,
  'elsewhere-said': (f: {where: Safe; worked: boolean; how: Safe}) =>
    say`run elsewhere (${f.where}): ${f.worked ? say`worked` : say`FAILED`}; ${f.how}`,
  'ask-stop': (f: {word: Safe}) =>
    say`SIGTERM to it and all that it started; what it had begun stays as it is. Type ${f.word}`,
  'ask-kill': (f: {word: Safe}) => say`SIGKILL: it cannot clean up behind itself any more. Type ${f.word}`,
  'stop-sent': (f: {signal: Safe}) => say`${f.signal} was sent; its end is told when it comes`,
  'stop-gone': () => say`no process of it was found any more`,
  'stop-stubborn': () => say`it still runs after SIGTERM: stop it again for SIGKILL`,
  'stop-stubborn-line': () => say`it still runs after SIGTERM: "kill" sends SIGKILL`,
  'stop-under-way': (f: {signal: Safe; at: Safe}) => say`${f.signal} sent ${f.at}`,
  copied: (f: {path: Safe}) => say`copied, and in ${f.path}`,
  'copied-secret': (f: {names: Safe; path: Safe}) =>
    say`copied without ${f.names} (secret: set it there first), and in ${f.path}`,
  'copy-failed': (f: {cause: Safe}) => say`could not be written to a file (${f.cause})`,
  'copy-comment': (f: {name: Safe}) => say`${f.name} is secret and was not copied: set it first`,

  // A target that somebody else is at work on
  holder: (f: {operator: Safe; account: Safe; session: Safe; since: Safe; pid: number}) =>
    say`${f.operator} (account ${f.account}, session ${f.session}, process ${f.pid}, since ${f.since})`,
  'holder-unknown': () => say`a process of this host that does not say who it is`,
  'target-held': (f: {holder: Safe}) =>
    say`ON THIS TARGET SOMETHING DANGEROUS IS RUNNING: ${f.holder}. Wait for its end, or ask them; to go on beside it you have to say why`,
  'work-beside': (f: {holder: Safe}) => say`what runs on this target for ${f.holder}`,
  'ask-beside': () => say`the target is held by somebody else; why go on all the same`,
  'not-started-held': (f: {holder: Safe}) =>
    say`not started, nothing was changed: on this target runs something dangerous of ${f.holder}. Wait for its end, or ask them; run again, it asks why to go on beside it`,

  // Cards
  'runs-as': (f: {account: Safe; target: Safe; host: Safe}) =>
    say`as ${f.account} on ${f.target}, host ${f.host}`,
  'with-values': () => say`that is, with its values:`,
  'is-argument': () => say`an argument: local users can see it`,
  'script-head': () => say`it begins:`,
  'expected-exit': () => say`expected: exit code 0`,
  'expected-verify': (f: {probe: Safe}) => say`expected: exit code 0, and then ${f.probe} passes`,
  'sudo-password': () =>
    say`SUDO WANTS A PASSWORD here ("sudo -n true" was refused); the command has no terminal and will fail`,
  'sudo-missing': () => say`there is no sudo on this host`,
  'line-drops': () => say`when the line drops it goes on; "rollcall resume" tells how it ended`,
  'line-ways': () => say`or "elsewhere WHERE" when you run it somewhere else, "copy" for its text`,

  // Output
  silent: (f: {time: Safe}) =>
    say`SILENT for ${f.time}: it may hang, or just work; nothing ends it by itself`,
  'silent-news': (f: {item: Safe; time: Safe}) =>
    say`${f.item}: no output for ${f.time}; it may hang, or just work. Nothing ends it by itself`,
  'error-records': (f: {count: number; missed: boolean}) =>
    say`${f.missed ? safe('at least ') : safe('')}${f.count} ${f.count === 1 ? safe('error record') : safe('error records')}`,
  'hint-password': () =>
    say`it wanted a password. A command here has no terminal: use a key, a .pgpass or sudo without password, or run it elsewhere`,
  'hint-host-key': () =>
    say`ssh does not know that host yet: connect to it once by hand, then run this again`,
  'hint-terminal': () =>
    say`it wanted a terminal or an answer. A command here has neither: look for a flag such as --yes or -T, or run it elsewhere`,

  // Files to choose from
  'ask-secret': (f: {name: Safe}) => say`${f.name}:`,
  'secret-on-screen': (f: {name: Safe}) =>
    say`${f.name} is secret and stands on your terminal now; "set ${f.name}" alone asks for it unseen`,
  'warn-unreadable': () => say`CANNOT BE READ`,
  'warn-truncated': () => say`TRUNCATED: its end is missing`,
  'warn-damaged': () => say`DAMAGED: it cannot be unpacked`,
  'warn-unchecked': () => say`not checked whether it is whole: it is packed ("gzip -t" or its like tells)`,

  // At the start
  'kill-user-processes': () =>
    say`THIS HOST ENDS ALL PROCESSES AT LOGOUT (KillUserProcesses): a command would die with your line. Begin in: systemd-run --user --scope rollcall (with loginctl enable-linger)`,
}

export type RunsTexts = typeof runs

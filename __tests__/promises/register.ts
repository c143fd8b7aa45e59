import {promiseWords, type Words} from './words.ts'

/** A test that a promise stands on. */
export interface Proof {
  /** Its file, below `__tests__`. */
  readonly file: string
  /** Its title as it is written there, `%s` and `$name` included; the last part where it stands in a `describe`. */
  readonly test: string
  /** How many attacks it has to make at least, in the full form: of a title of many cases, all of them together. */
  readonly full: number
}

export interface KeptPromise {
  readonly number: number
  readonly en: Words
  readonly tr: Words
  readonly proofs: readonly Proof[]
}

const proof = (file: string, test: string, full = 1): Proof => ({file: `${file}.test.ts`, test, full})

const soaked = proof('story/soak', 'leave no wrong claim, no duplicate, nothing lost, nobody behind', 300)
const hangUps = proof('story/soak-lines', 'cost neither a command its end nor anybody a word', 200)
const traced = proof(
  'durable/real-disk',
  'the kernel sees it too: each file synced before its name, the directory after, each turn before its acknowledgement',
)
const flips = proof(
  'durable/journal-format',
  'every bit flip is corruption of that record; only in the last newline it leaves the last record unfinished',
  1000,
)

/** The tests of each promise, by its number. */
const proofs: readonly (readonly Proof[])[] = [
  [
    soaked,
    hangUps,
    proof(
      'durable/real-disk',
      'kill -9 at a random moment, over and over in one session: acknowledged is a part of recovered',
      200,
    ),
    proof('durable/real-disk', 'of a kill during creation nothing remains that could not be started again'),
    proof('story/interruptions', 'a terminal that is closed loses nothing'),
  ],
  [
    traced,
    proof(
      'durable/journal-faults',
      'the power goes at every call: what was acknowledged is there, whatever the disk kept of the rest',
    ),
    proof('durable/replace', 'the power goes at every call: whole, old or new; new once it was reported'),
    proof('durable/replace', 'the file is synced before it gets its name, and the directory after'),
  ],
  [
    hangUps,
    soaked,
    proof(
      'runner/recover',
      'may be killed with all of its group: the command goes on, its code and output are there',
    ),
    proof(
      'runner/recover',
      'may be killed at any moment: what is said on return agrees with what happened',
      100,
    ),
    proof('story/interruptions', 'while a command runs every signal leaves at once, and the command goes on'),
    proof(
      'story/orphan',
      'a command whose runner died is drained by whoever resumes, also when its first drainer died too',
    ),
  ],
  [
    soaked,
    proof('session/decide', 'start only on the exact text and the exact word'),
    proof('session/replay', 'a command is started at most once for each confirmation, and never by itself'),
    proof('runner/run', 'is not started twice in one directory'),
    proof('durable/claim', 'has one winner among processes that race for it'),
    proof(
      'story/trust',
      'what nobody has trusted opens read-only, with all that it would run, and starts nothing',
    ),
  ],
  [
    soaked,
    proof('runner/recover', 'leaves nothing that is told wrongly, and nothing runs twice or late', 300),
    proof(
      'runner/recover',
      'a runner that was stopped before its lock is revoked: it comes too late and runs nothing',
    ),
    proof('runner/recover', 'damaged records make it unknown, never ended and never not started'),
  ],
  [
    proof(
      'durable/journal-format',
      'every truncation: at the end of a record a shorter whole journal, elsewhere torn',
    ),
    flips,
    proof(
      'durable/journal-format',
      'every zero-filled range: torn where it reaches the end, corrupt where anything stands behind it',
      20_000,
    ),
    proof(
      'durable/journal',
      'every truncation: the holder cuts what is unfinished, and goes on in a whole journal',
    ),
    proof(
      'durable/journal',
      'every flipped bit: a damaged record is never shortened, the good part is given',
    ),
    proof(
      'story/interruptions',
      'a torn last line is cut off, said and journaled; what was acknowledged is there',
    ),
    proof('story/verbs', 'of a damaged session the good part is exported, and nobody writes in it any more'),
  ],
  [
    proof('durable/journal-faults', '%s fails at each of its calls: nothing acknowledged is lost'),
    proof('durable/journal-faults', 'after %s has failed, nothing is written, cut or synced again, for ever'),
    proof(
      'durable/replace',
      '%s fails at each of its calls: the old file or the new one, and nothing beside it',
    ),
    proof(
      'durable/full-disk',
      'the halt is recorded, nothing acknowledged is lost, and the session can be read and resumed',
    ),
    proof(
      'story/injected-disk',
      'EIO and ENOSPC from the kernel at each write and sync of the journal: nothing acknowledged is lost, nothing new starts',
      10,
    ),
    proof(
      'story/injected-disk',
      'EIO and ENOSPC from the kernel where the runner puts its claim and its end in place: what is claimed is so',
      6,
    ),
    proof(
      'story/disk',
      'on a full disk nothing new starts, what runs goes on, and the session can go on elsewhere',
    ),
    proof('runner/recover', 'costs output, which is counted, but neither the command nor its exit code'),
  ],
  [
    flips,
    proof(
      'durable/journal-format',
      'records exchanged, repeated, left out, or put in front do not go unnoticed',
    ),
    proof('durable/journal-format', 'an edit with its own hash made right breaks at the next record'),
    proof(
      'durable/journal-format',
      'a tail that is cut off at a record cannot be seen in the chain, but the head hash tells',
    ),
    proof('story/verbs', 'verify tells whole, torn, altered and cut apart'),
  ],
  [
    proof(
      'story/two-operators',
      'whoever comes second is told who holds the session, where, since when, and how to look on',
    ),
    proof('story/two-operators', 'a holder that was killed hinders nobody'),
    proof(
      'story/two-operators',
      'a holder that is stopped keeps the session until it is taken over, and never writes again',
    ),
    proof('story/two-operators', 'whoever looks on sees everything as it happens, and touches nothing'),
    proof(
      'story/two-operators',
      'a holder whose line is half open, whom nobody reads any more, is taken over from and never writes again',
    ),
    proof('durable/lock', 'is not lost by a holder that is paused', 120),
    proof('durable/lock', 'is free the moment its holder is killed'),
    proof(
      'durable/journal',
      'two writers cannot both go on: the second to write stops, and the chain stays whole',
    ),
  ],
  [
    proof(
      'story/hostile',
      'nothing foreign reaches the terminal as anything but text, in a whole walk and every verb',
    ),
    proof(
      'story/screen-hostile',
      'nothing foreign reaches the terminal as anything but text, whatever the screen shows (%i×%i)',
      3,
    ),
    proof('story/hostile', 'a command that reads otherwise than it runs is refused with the reason'),
    proof('text/safe', 'agrees with what Unicode calls ignorable, over every code point'),
    proof(
      'probes/hostile-readings',
      'whatever a server says, nothing of its reading acts on a terminal or hides',
      16,
    ),
    proof('probes/hostile-readings', 'nor does a certificate, whoever it says that it is for'),
    proof('probes/hostile-readings', 'nor does a program, a file or a log, whatever stands in it', 7),
    proof(
      'probes/hostile-readings',
      'the report of a check is text, JSON or XML and nothing else, whatever its runbook and its probes say',
      3,
    ),
    proof(
      'report/hostile-formats',
      'no form of a report holds anything that acts on a terminal or hides, whatever was typed, printed or seen',
      1050,
    ),
    proof(
      'story/hostile',
      'a host whose name attacks the terminal is named harmlessly, on the screen, in lists and in exports',
      6,
    ),
    proof(
      'story/screen-hands',
      'output is scrolled, searched and shown in $PAGER, and nothing of it acts on the terminal',
    ),
  ],
  [
    proof(
      'story/screen-hands',
      'pastes, reports and keys of other programs confirm nothing and break nothing',
    ),
    proof('story/screen-hands', 'Enter held down ticks one item, not all of them'),
    proof(
      'view/press',
      'no keys, in whatever order and haste, start, abort or close without the word or the reason',
    ),
    proof('view/press', 'nothing that came before a card could be read counts towards its word'),
    proof(
      'view/press',
      'a harmless command takes Enter only when it is armed, never one that was pasted or is held',
    ),
    proof('terminal/key-gate', 'is a paste where more than three characters come at once'),
  ],
  [
    proof('story/screen-leaving', 'kill -%s suspends the session and leaves the terminal as it was', 8),
    proof('story/screen-leaving', 'what is typed while it leaves does not land in the shell'),
    proof(
      'story/screen-leaving',
      'Ctrl+Z gives the terminal to the shell, fg brings the screen back where it was',
    ),
    proof(
      'terminal/terminal',
      'after an error that nobody caught it is as it was, and the error can be read',
    ),
    proof('terminal/terminal', 'after an exit in the middle of it the terminal is as it was'),
  ],
  [
    proof('story/canaries', 'whoever searches finds each secret in each encoding, where nothing is masked'),
    proof(
      'story/canaries',
      'planted secrets are nowhere: not in the lines, the home or an export, in no encoding',
    ),
    proof('story/canaries', 'nor in the stream of the terminal'),
    proof('runner/redact-stream', 'lets no canary through as %s, wherever a chunk ends', 5),
    proof(
      'runner/run',
      'is masked in what is kept, however the writes cut it, and reaches no file and no argument',
    ),
    proof('view/screen', 'what is secret reaches no mode of the screen'),
  ],
  [
    proof(
      'runner/run',
      'gets exactly the environment it was given, byte for byte, and runs nothing that stands in a value',
    ),
    proof('runner/run', 'does not stand in the command line of the runner or the shell'),
    proof('runbook/shell/hostile-values', 'any value'),
  ],
  [
    proof(
      'runner/run',
      'is the one that runs, or none, however often it is swapped after it was confirmed',
      200,
    ),
    proof(
      'story/commands',
      'a script that was swapped after its card was shown is not run, and is shown again',
    ),
    proof('runner/spec', 'a runner starts the spec that it was told, and no other that lies in its place'),
  ],
  [
    proof(
      'probes/matrix',
      'whatever the server does, each type ends, says what was wrong, leaves no socket and holds no memory',
      500,
    ),
    proof(
      'probes/matrix',
      'whatever a program does, command and compose end, hold no memory and leave no child',
      16,
    ),
    proof('probes/matrix', 'an answer that goes round, or unpacks without end, is given up', 7),
    proof(
      'probes/matrix',
      'a log of 60 MB in one line, in millions of lines, of NULs or of no text is read within its bounds',
      4,
    ),
    proof('probes/tarpits', '$name, at one that does $behaviour: $reason', 30),
    proof('probes/tarpits', 'an answer of 200 MB from what speaks as Redis does is not read to its end'),
    proof('probes/http', 'sends 200 MB, plain or unpacked from a few: no more than the cap is kept'),
    proof('probes/http', 'for ever end after as many as were allowed'),
    proof('probes/postgres', 'with an answer too large is not read to its end'),
    proof('probes/postgres', 'that takes too long is ended by the server, and its session does not go on'),
    proof('probes/celery', 'what they answer too late leaves nothing behind'),
    proof(
      'probes/command',
      'a program that does not end is over with its time, and so is all that it started, stopped ones too',
    ),
    proof('probes/patterns', 'a pattern that goes on for ever does not hang the program: %s'),
  ],
  [
    proof(
      'probes/dead-names',
      'ten dead names beside a healthy one: it is looked at by its name in time, and nobody waits for them at the end',
      10,
    ),
    proof(
      'app/probing/dispatcher',
      'one dead thing is one failure: what stands on it is blocked by it, through any number of steps',
    ),
  ],
  [
    proof('probes/postgres', 'that writes changes nothing: %s', 4),
    proof(
      'probes/postgres',
      'that answers passes, with a password full of odd characters, and a superuser is warned of',
    ),
    proof('story/closed-loop', 'a look that changes something is made once for each time that it was let'),
    proof(
      'story/closed-loop',
      'killed while such a look was made, nobody says that it was not: it may be there already',
    ),
    proof('probes/celery', 'has exactly these bytes: a malformed one ends the workers of a production'),
  ],
  [
    proof(
      'story/wrong-clock',
      'a clock that is set by hours at any moment reorders nothing, ends nothing early and lets no limit pass',
      6,
    ),
    proof(
      'runner/clock',
      'a clock that is set while a command runs neither ends it nor lets it run beyond its limit',
      4,
    ),
    proof(
      'net/wrong-clock',
      'a clock that is set while a look is under way ends it neither early nor late',
      8,
    ),
    proof(
      'net/wrong-clock',
      'a driver keeps its deadline, and hears a slow answer out, while the clock is set',
      8,
    ),
  ],
  [
    proof(
      'report/agreement',
      'the same session gives the same bytes, also from the journal on disk and on a host in another time zone',
    ),
    proof('report/agreement', 'Markdown, JSON and HTML hold the same items and the same ticks'),
    proof(
      'report/agreement',
      'the JSON export holds what its published schema says, and nothing that it does not say',
    ),
    proof(
      'report/markdown',
      'read as a runbook it has the same items, in the same order, ticked where they are done and only there',
    ),
    proof('story/verbs', 'a held session is exported in every form, and to a file'),
  ],
  [
    proof(
      'story/telling-killed',
      'wherever its runner is killed, what is said of a message is never wrong, and it goes out once at most',
    ),
    proof(
      'story/telling-killed',
      'sections 6 and 7: killed between confirmation and sending, nothing is sent twice nor claimed unsent',
    ),
    proof(
      'session/telling',
      'whether it arrived is never guessed: unknown blocks everything until the operator has looked',
    ),
  ],
]

/** Every promise with its words and the tests that hold it. */
export const promises: readonly KeptPromise[] = promiseWords.map((words, index) => ({
  number: index + 1,
  ...words,
  proofs: proofs[index] ?? [],
}))

/** What the reports of vitest call a test of this title. */
export const titlePattern = (test: string): string =>
  test.replace(/[$()*+.?[\]\\^{|}]/g, '\\$&').replace(/%[sidfjo]|\\\$(?:behaviour|reason|name|type)\b/g, '.+')

/** The promises as a table of a README. */
export const promiseTable = (language: 'en' | 'tr'): string => {
  const head = language === 'en' ? ['', 'promise', 'limit'] : ['', 'söz', 'sınırı']
  const rows = promises.map(each => [String(each.number), each[language].promise, each[language].limit])
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

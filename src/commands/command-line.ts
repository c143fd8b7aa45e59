import {Argument, Command, CommanderError, Option} from 'commander'
import type {CommonOptions, Context} from '#src/app/context.ts'
import {toolVersion} from '#src/app/version.ts'
import {type ExitCode, exitCodes, OperatorError} from '#src/errors.ts'
import {type Language, localeLanguage} from '#src/i18n/locale.ts'
import {loadTexts, type Texts} from '#src/i18n/texts.ts'
import {type Safe, safe} from '#src/text/safe.ts'

type Environment = Context['env']
type Options = CommonOptions & Readonly<Record<string, unknown>>
type Verb = (context: Context, args: readonly (string | undefined)[], options: Options) => Promise<ExitCode>

/** Parses the command line, runs its verb and answers with the exit code. Operators' mistakes are told in plain lines. */
export const runCommandLine = async (argv: readonly string[], env: Environment): Promise<ExitCode> => {
  const texts = await loadTexts(askedLanguage(argv) ?? localeLanguage(env))
  let exitCode: ExitCode = exitCodes.ok
  const run =
    (load: () => Promise<Verb>) =>
    async (...given: unknown[]): Promise<void> => {
      const command = given.at(-1) as Command
      const options = command.optsWithGlobals() as Options
      const verb = await load()
      exitCode = await verb(contextOf(env, options, texts), command.args, options)
    }
  try {
    await buildProgram(texts, run).parseAsync([...argv], {from: 'user'})
    return exitCode
  } catch (error) {
    return tell(error, texts)
  }
}

const contextOf = (env: Environment, options: CommonOptions, texts: Texts): Context => ({
  env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  options,
  // Ink's own name for it: what somebody has set for other programs is meant for us too.
  texts: options.screenReader === true || env.INK_SCREEN_READER === 'true' ? {...texts, spoken: true} : texts,
  now: () => new Date(),
})

const tell = (error: unknown, texts: Texts): ExitCode => {
  const say = (line: string): void => void process.stderr.write(`${line}\n`)
  if (error instanceof OperatorError) {
    for (const line of error.lines) say(`rollcall: ${line}`)
    return error.exitCode
  }
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.ok
    say(`rollcall: ${usageLine(error, texts)}`)
    say(`rollcall: ${texts.cli['see-help']()}`)
    return exitCodes.usage
  }
  if (error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd') {
    say(`rollcall: ${texts.cli['no-directory']()}`)
    return exitCodes.usage
  }
  const message = safe(error instanceof Error ? error.message : String(error))
  say(`rollcall: ${texts.cli.fault({message})}`)
  if (process.env.ROLLCALL_DEBUG && error instanceof Error) say(safe(error.stack ?? ''))
  return exitCodes.fault
}

const usageLine = (error: CommanderError, {cli}: Texts): Safe => {
  // The parser tells what it stumbled over in quotes; its own sentences are English only.
  const word = safe(/'([^']*)'/.exec(error.message)?.[1] ?? '')
  switch (error.code) {
    case 'commander.unknownOption':
      return cli['unknown-option']({word})
    case 'commander.optionMissingArgument':
      return cli['missing-value']({word})
    case 'commander.missingArgument':
    case 'commander.missingMandatoryOptionValue':
      return cli['missing-word']({word})
    case 'commander.invalidArgument':
      return cli['bad-value']({word})
    case 'commander.excessArguments':
      return cli['too-many']()
    default:
      return safe(error.message.replace(/^error: /, ''))
  }
}

// Looked for before parsing, as the help itself is in that language.
const askedLanguage = (argv: readonly string[]): Language | null => {
  const at = argv.findIndex(word => word === '--lang' || word.startsWith('--lang='))
  const value = at === -1 ? undefined : (argv[at]?.split('=')[1] ?? argv[at + 1])
  return value === 'tr' || value === 'en' ? value : null
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

const common = (command: Command, {cli}: Texts): Command =>
  command
    .option('--probes <FILE>', cli['option-probes']())
    .option('--env-file <FILE>', cli['option-env-file'](), collect)
    .option('--set <NAME=VALUE>', cli['option-set'](), collect)
    .option('--operator <NAME>', cli['option-operator']())
    .addOption(new Option('--lang <LANG>', cli['option-lang']()).choices(['tr', 'en']))
    .option('--plain', cli['option-plain']())
    .option('--screen-reader', cli['option-screen-reader']())
    .option('--no-color', cli['option-no-color']())
    .option('--no-bell', cli['option-no-bell']())
    .option('--home <DIR>', cli['option-home']())
    .helpOption('-h, --help', cli['option-help']())

type Run = (load: () => Promise<Verb>) => (...given: unknown[]) => Promise<void>

/** The command line as a tree of verbs; `run` makes of each what its verb does. */
export const buildProgram = (texts: Texts, run: Run): Command => {
  const {cli} = texts
  const titles: Readonly<Record<string, Safe>> = {
    'Usage:': cli['help-usage'](),
    'Arguments:': cli['help-arguments'](),
    'Options:': cli['help-options'](),
    'Commands:': cli['help-commands'](),
  }
  const program = common(new Command('rollcall'), texts)
    .description(cli.about())
    .version(toolVersion(), '-V, --version', cli['option-version']())
    .argument('[RUNBOOK]', cli['verb-start']())
    .option('--trust', cli['option-trust']())
    .helpCommand(false)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({writeErr: () => undefined})
    .configureHelp({styleTitle: title => titles[title] ?? title})
    .action(run(async () => (await import('./start.ts')).start))
  const verb = (usage: string, description: string, above = program): Command =>
    common(above.command(usage).description(description), texts).allowExcessArguments(false)
  verb('resume [ID]', cli['verb-resume']())
    .option('--take-over', cli['option-take-over']())
    .option('--adopt', cli['option-adopt']())
    .option('--trust', cli['option-trust']())
    .action(run(async () => (await import('./resume.ts')).resume))
  verb('watch [ID]', cli['verb-watch']()).action(run(async () => (await import('./watch.ts')).watch))
  const sessions = verb('sessions', cli['verb-sessions']())
    .option('--json', cli['option-json']())
    .helpCommand(false)
    .action(run(async () => (await import('./sessions.ts')).sessions))
  verb('share <ID>', cli['verb-share'](), sessions)
    .requiredOption('--group <GROUP>', cli['option-group']())
    .action(run(async () => (await import('./share.ts')).share))
  verb('status [ID]', cli['verb-status']())
    .option('--short', cli['option-short']())
    .action(run(async () => (await import('./status.ts')).status))
  verb('export [ID]', cli['verb-export']())
    .addOption(
      new Option('--format <FORMAT>', cli['option-format']()).choices(['md', 'json', 'html']).default('md'),
    )
    .addOption(new Option('--brief', cli['option-brief']()).conflicts('report'))
    .addOption(new Option('--report <REPORT>', cli['option-report']()).choices(['brief', 'post-mortem']))
    .option('--output <FILE>', cli['option-output']())
    .action(run(async () => (await import('./export.ts')).exportSession))
  verb('check [RUNBOOK]', cli['verb-check']())
    .option('--section <SECTION>', cli['option-section'](), collect)
    .option('--probe <PROBE>', cli['option-probe'](), collect)
    .option('--wait <TIME>', cli['option-wait']())
    .option('--watch', cli['option-watch']())
    .option('--effects', cli['option-effects']())
    .option('--trust', cli['option-trust']())
    .addOption(
      new Option('--format <FORMAT>', cli['option-check-format']())
        .choices(['text', 'json', 'junit'])
        .default('text'),
    )
    .action(run(async () => (await import('./check.ts')).check))
  verb('drill', texts.drill.verb())
    .option('--scenario <NAME>', texts.drill['option-scenario']())
    .option('--seed <NUMBER>', texts.drill['option-seed']())
    .option('--list', texts.drill['option-list']())
    .action(run(async () => (await import('./drill.ts')).drill))
  verb('lint [RUNBOOK]', cli['verb-lint']())
    .option('--fix', cli['option-fix']())
    .option('--strict', cli['option-strict']())
    .action(run(async () => (await import('./lint.ts')).lint))
  verb('schema', cli['verb-schema']())
    .option('--export', cli['option-export']())
    .action(run(async () => (await import('./schema.ts')).schema))
  verb('print [RUNBOOK]', cli['verb-print']()).action(run(async () => (await import('./print.ts')).print))
  verb('verify [ID_OR_EXPORT]', cli['verb-verify']())
    .option('--against <HASH>', cli['option-against']())
    .action(run(async () => (await import('./verify.ts')).verify))
  verb('completion', cli['verb-completion']())
    .addArgument(new Argument('<SHELL>', cli['option-shell']()).choices(['bash', 'zsh', 'fish']))
    .action(run(async () => (await import('./completion/completion.ts')).completionOf(program)))
  return program
}

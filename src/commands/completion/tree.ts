import type {Command, Option} from 'commander'

/** What can stand in a place: one of these words, or something that the shell or the home knows. */
export type Candidates =
  | readonly string[]
  | 'file'
  | 'directory'
  | 'runbook'
  | 'session'
  | 'session-or-file'
  | 'any'

export interface CompletionOption {
  readonly flags: readonly string[]
  readonly description: string
  /** Null where it takes no value. */
  readonly takes: Candidates | null
  readonly repeats: boolean
}

export interface CompletionVerb {
  /** The verb with those above it, `sessions share`; empty at the top. */
  readonly path: string
  readonly name: string
  readonly description: string
  readonly options: readonly CompletionOption[]
  readonly argument: Candidates | null
  readonly verbs: readonly CompletionVerb[]
}

const byName: Readonly<Record<string, Candidates>> = {
  FILE: 'file',
  DIR: 'directory',
  RUNBOOK: 'runbook',
  ID: 'session',
  ID_OR_EXPORT: 'session-or-file',
}

const candidatesOf = (name: string): Candidates => byName[name] ?? 'any'

const optionOf = ({
  short,
  long,
  description,
  flags,
  required,
  argChoices,
  parseArg,
}: Option): CompletionOption => ({
  flags: [short, long].filter(flag => flag !== undefined),
  description,
  takes: required ? (argChoices ?? candidatesOf(/<(\w+)>/.exec(flags)?.[1] ?? '')) : null,
  // Choices are parsed too, but given once.
  repeats: parseArg !== undefined && argChoices === undefined,
})

/** The verbs, flags and choices of a command line, for whatever writes a shell's completion of it. */
export const completionTree = (command: Command, above: string | null = null): CompletionVerb => {
  const path = above === null ? '' : `${above} ${command.name()}`.trim()
  const [argument] = command.registeredArguments
  return {
    path,
    name: command.name(),
    description: command.description(),
    options: command.createHelp().visibleOptions(command).map(optionOf),
    argument: argument === undefined ? null : (argument.argChoices ?? candidatesOf(argument.name())),
    verbs: command.commands.map(each => completionTree(each, path)),
  }
}

/** The verb and all below it. */
export const everyVerb = (verb: CompletionVerb): readonly CompletionVerb[] => [
  verb,
  ...verb.verbs.flatMap(everyVerb),
]

/** Every flag that takes a value, whatever the verb: what follows it is no verb and no argument. */
export const valueFlags = (root: CompletionVerb): readonly string[] => [
  ...new Set(everyVerb(root).flatMap(({options}) => options.flatMap(o => (o.takes === null ? [] : o.flags)))),
]

/** A word for the shell, whatever it holds. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

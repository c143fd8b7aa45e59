import {parseEnv} from 'node:util'
import type {CommandItem, Runbook, ShellVariable} from '#src/runbook/types.ts'
import {resolveTemplate} from '#src/runbook/variables.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import type {VariableFact} from '#src/session/events.ts'
import {secretsInUrl} from '#src/text/redact.ts'

type Values = Readonly<Record<string, string | undefined>>

export interface Secret {
  readonly name: string
  readonly value: string
}

export interface VariableSources {
  /** The environment as it was when rollcall was started. */
  readonly env: Values
  /** What the env files say, a later file over an earlier one. They are read, never executed. */
  readonly envFiles: Values
  /** Inputs from `--set`, from the journal, or asked for in this session. */
  readonly inputs: Map<string, string>
}

export type Variables = ReturnType<typeof createVariables>

export const parseEnvFile = (text: string): Values => parseEnv(text)

/** Where the values of a runbook's variables come from: an input that was set, else the environment, else an env file. */
export const createVariables = (runbook: Runbook, sources: VariableSources) => {
  const {settings} = runbook
  const isSecret = (name: string): boolean =>
    settings.secrets.includes(name) || settings.inputs[name]?.secret === true

  const lookup = (name: string): string | undefined =>
    sources.inputs.get(name) ?? sources.env[name] ?? sources.envFiles[name]

  // Only a plain `$NAME` is taken from the environment: a placeholder is asked for, so that no stray value fills it.
  const valueFor = (variable: ShellVariable): string | undefined =>
    variable.env === variable.input ? lookup(variable.input) : sources.inputs.get(variable.input)

  const factOf = (name: string, fallback: string | null): VariableFact => {
    const secret = isSecret(name)
    const source = sources.inputs.has(name)
      ? 'option'
      : sources.env[name] !== undefined
        ? 'environment'
        : sources.envFiles[name] !== undefined
          ? 'env-file'
          : fallback === null
            ? 'unset'
            : 'default'
    return {name, source, value: secret ? null : (lookup(name) ?? fallback), secret}
  }

  // Values that were set before others: a secret does not stop being one when another takes its place.
  const replaced: Secret[] = []
  const everyValue = (name: string): readonly string[] =>
    [
      sources.inputs.get(name),
      sources.env[name],
      sources.envFiles[name],
      ...replaced.filter(each => each.name === name).map(each => each.value),
    ].filter((value): value is string => value !== undefined && value !== '')

  const commandVariables = itemsOf(runbook).flatMap(item =>
    item.kind === 'command' ? item.shell.variables : [],
  )

  return {
    lookup,
    valueFor,
    set: (input: string, value: string): void => {
      const before = sources.inputs.get(input)
      if (before !== undefined) replaced.push({name: input, value: before})
      sources.inputs.set(input, value)
    },

    /** A template with its variables filled in; null where one has no value. */
    resolve: (template: string): string | null => {
      const resolved = resolveTemplate(template, lookup)
      return resolved.ok ? resolved.value : null
    },

    /** Each variable that the runbook or its probes name, with where its value comes from; of a secret only whether it is set. */
    facts: (): readonly VariableFact[] => {
      const fallbacks = new Map<string, string | null>()
      for (const named of [...Object.values(settings.probes), ...Object.values(settings.messages)]) {
        for (const {name, fallback} of named.variables) fallbacks.set(name, fallbacks.get(name) ?? fallback)
      }
      for (const variable of commandVariables)
        if (!fallbacks.has(variable.input)) fallbacks.set(variable.input, null)
      return [...fallbacks].map(([name, fallback]) => factOf(name, fallback))
    },

    /** Names of the inputs and variables that have a value just now. */
    valued: (): ReadonlySet<string> =>
      new Set(
        commandVariables.filter(variable => valueFor(variable) !== undefined).map(variable => variable.input),
      ),

    /** Every value that must not be seen: declared secrets, and the passwords inside configured URLs. */
    secrets: (): readonly Secret[] => {
      const declared = [...settings.secrets, ...Object.keys(settings.inputs).filter(isSecret)]
      const named = new Set([
        ...declared,
        ...Object.values(settings.probes).flatMap(probe => probe.variables.map(each => each.name)),
        ...Object.values(settings.messages).flatMap(message => message.variables.map(each => each.name)),
      ])
      // A command inherits the whole environment, so the password of any address in it can come out again.
      for (const values of [sources.env, sources.envFiles]) {
        for (const [name, value] of Object.entries(values)) if (value?.includes('://')) named.add(name)
      }
      return [...named].flatMap(name =>
        everyValue(name).flatMap(value => {
          const inside = secretsInUrl(value).map(password => ({name, value: password}))
          return isSecret(name) ? [{name, value}, ...inside] : inside
        }),
      )
    },

    /** What is shown and journaled of a command's values; of a secret only that it is set. */
    shown: (item: CommandItem) =>
      item.shell.variables.map(variable => {
        const secret = isSecret(variable.input)
        return {env: variable.env, value: secret ? null : (valueFor(variable) ?? ''), secret}
      }),

    /** The caller's environment as it was, and nothing of ours. */
    callerEnvironment: (): Readonly<Record<string, string>> =>
      Object.fromEntries(
        Object.entries(sources.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),

    /** The command's environment: the caller's as it was, and the values of its own variables. */
    environment: (item: CommandItem): Readonly<Record<string, string>> => {
      const values: Record<string, string> = {}
      for (const [name, value] of Object.entries(sources.env)) if (value !== undefined) values[name] = value
      // What is optional and unset is an empty argument, never a missing one.
      for (const variable of item.shell.variables) values[variable.env] = valueFor(variable) ?? ''
      return values
    },
  }
}

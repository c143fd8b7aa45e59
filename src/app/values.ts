import {sentence} from '#src/i18n/code.ts'
import type {Runbook} from '#src/runbook/types.ts'
import type {SessionEvent, VariableFact} from '#src/session/events.ts'
import type {Session} from '#src/session/state.ts'
import {createRedactor, type Redacted} from '#src/text/redact.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import type {Context} from './context.ts'
import {readEnvFiles, readSets} from './value-sources.ts'
import {createVariables, type Variables} from './variables.ts'

/** Masks every secret that has a value just now; `refresh` after a value has come. */
export interface SecretKeeper {
  readonly redactText: (text: string) => string
  readonly redactEvent: (event: SessionEvent) => Redacted<SessionEvent>
  readonly redactFacts: (facts: readonly VariableFact[]) => readonly VariableFact[]
  /** Secrets too short to be masked without hiding ordinary text. */
  readonly unmasked: () => readonly string[]
  readonly refresh: () => void
}

export interface GatheredValues {
  readonly variables: Variables
  readonly secrets: SecretKeeper
  /** The env files that were read. */
  readonly envFiles: readonly string[]
  readonly warnings: readonly Safe[]
}

/** Inputs that the session already has: what was set, but for secrets, which are asked for again. */
export const knownInputs = (session: Session): ReadonlyMap<string, string> =>
  new Map([...session.inputs].flatMap(([name, {value}]) => (value === null ? [] : [[name, value] as const])))

/** Everything that gives the runbook's variables their values, gathered once for a process. */
export const gatherValues = (
  context: Context,
  runbook: Runbook,
  {cwd, known}: {readonly cwd: string; readonly known: ReadonlyMap<string, string>},
): GatheredValues => {
  const files = readEnvFiles(context, runbook.settings.envFiles, cwd)
  const inputs = new Map([...known, ...readSets(context)])
  const variables = createVariables(runbook, {env: context.env, envFiles: files.values, inputs})
  const secrets = keepSecrets(variables)
  const short = secrets
    .unmasked()
    .map(name => sentence(context.texts.opening, {code: 'short-secret', name: safe(name)}))
  return {variables, secrets, envFiles: files.paths, warnings: [...files.warnings, ...short]}
}

const keepSecrets = (variables: Variables): SecretKeeper => {
  let redactor = createRedactor(variables.secrets())
  return {
    redactText: text => redactor.text(text),
    redactEvent: event => redactor.deep(event),
    redactFacts: facts => redactor.deep(facts),
    unmasked: () => redactor.unmasked,
    refresh: () => {
      redactor = createRedactor(variables.secrets())
    },
  }
}

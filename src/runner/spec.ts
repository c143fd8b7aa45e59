import {createHash} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import type {TargetPlace} from '#src/durable/target-name.ts'
import type {ScriptFact} from '#src/session/events.ts'

/**
 * What a runner is told, in `spec.json` of the command's directory. No value of a variable stands in it, ever: values
 * reach the runner, and from it the command, as its environment.
 */
export interface CommandSpec {
  /** The exact text that was confirmed. */
  readonly text: string
  /** `sender`: no shell at all but the program that sends a message; its letter is `stdin`. */
  readonly interpreter: 'bash' | 'sh' | 'sender'
  readonly cwd: string
  /** Hashed again right before the start; a relative path means one below `cwd`. */
  readonly script: ScriptFact | null
  /** In milliseconds; null: none. */
  readonly timeout: number | null
  /** The target's lock, which a dangerous command holds while it runs. `beside`: it was confirmed knowing that somebody has it. */
  readonly targetLock: (TargetPlace & {readonly beside: boolean}) | null
  readonly attempt: number
  /** It ends with the screen that watches it. */
  readonly watch: boolean
  /** Whom the locks name as their holder. */
  readonly operator: string
  readonly account: string
  readonly session: string
  /** What stands on its standard input; nothing where it is left out. */
  readonly stdin?: string
}

const isScript = (value: unknown): boolean =>
  value === null ||
  (typeof value === 'object' &&
    'path' in value &&
    typeof value.path === 'string' &&
    'sha256' in value &&
    typeof value.sha256 === 'string')

const isTargetLock = (value: unknown): boolean =>
  value === null ||
  (typeof value === 'object' &&
    'digest' in value &&
    typeof value.digest === 'string' &&
    'directory' in value &&
    typeof value.directory === 'string' &&
    'beside' in value &&
    typeof value.beside === 'boolean')

const isSpec = (value: unknown): value is CommandSpec => {
  if (typeof value !== 'object' || value === null) return false
  const spec = value as Record<string, unknown>
  return (
    ['text', 'cwd', 'operator', 'account', 'session'].every(name => typeof spec[name] === 'string') &&
    ['bash', 'sh', 'sender'].includes(spec.interpreter as string) &&
    (spec.stdin === undefined || typeof spec.stdin === 'string') &&
    isScript(spec.script) &&
    (spec.timeout === null || typeof spec.timeout === 'number') &&
    isTargetLock(spec.targetLock) &&
    typeof spec.attempt === 'number' &&
    typeof spec.watch === 'boolean'
  )
}

/**
 * The spec in this file. Throws where it cannot be read, is not one, or not the one with this digest, which whoever
 * launched the runner told it and no file can: then nothing may be started.
 */
export const readSpec = (path: string, sha256: string): CommandSpec => {
  const bytes = readFileSync(path)
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(`changed: ${path}`)
  const value: unknown = JSON.parse(bytes.toString('utf8'))
  if (!isSpec(value)) throw new Error(`not a command spec: ${path}`)
  return value
}

/** How the shell is called. The text may be seen by every local user, so it carries names, never values; `--` because it may begin with a dash. */
export const shellCommand = (
  spec: CommandSpec,
): {readonly file: string; readonly args: readonly string[]} => {
  switch (spec.interpreter) {
    case 'bash':
      return {file: 'bash', args: ['-e', '-o', 'pipefail', '-c', '--', spec.text]}
    case 'sh':
      return {file: 'sh', args: ['-e', '-c', '--', spec.text]}
    case 'sender':
      return {file: process.execPath, args: ['--', createRequire(import.meta.url).resolve('#sender')]}
  }
}

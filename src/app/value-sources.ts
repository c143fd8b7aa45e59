import {readFileSync} from 'node:fs'
import {resolve} from 'node:path'
import {errorCode} from '#src/durable/disk.ts'
import {OperatorError} from '#src/errors.ts'
import {sentence} from '#src/i18n/code.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import type {Context} from './context.ts'
import {parseEnvFile} from './variables.ts'

export interface EnvFiles {
  readonly paths: readonly string[]
  readonly values: Readonly<Record<string, string | undefined>>
  readonly warnings: readonly Safe[]
}

/**
 * The env files of the probes file (one that is not there is no fault: it names where values may be) and those of
 * `--env-file`, which have to be there. A later file wins. Relative paths mean the session's directory.
 */
export const readEnvFiles = (context: Context, configured: readonly string[], cwd: string): EnvFiles => {
  const paths: string[] = []
  const warnings: Safe[] = []
  const values: Record<string, string | undefined> = {}
  const demanded = context.options.envFile ?? []
  for (const name of [...configured, ...demanded]) {
    const path = resolve(cwd, name)
    try {
      Object.assign(values, parseEnvFile(readFileSync(path, 'utf8')))
      paths.push(path)
    } catch (error) {
      const cause = errorCode(error) ?? String(error)
      if (cause === 'ENOENT' && !demanded.includes(name)) continue
      const line = sentence(context.texts.opening, {
        code: 'bad-env-file',
        path: safe(path),
        cause: safe(cause),
      })
      if (demanded.includes(name)) throw new OperatorError([line])
      warnings.push(line)
    }
  }
  return {paths, values, warnings}
}

/** The pairs of `--set NAME=VALUE`; throws for what is not a pair. */
export const readSets = (context: Context): ReadonlyMap<string, string> => {
  const pairs = new Map<string, string>()
  for (const text of context.options.set ?? []) {
    const at = text.indexOf('=')
    if (at < 1) {
      // Not the whole text: what was meant as a value may be a secret.
      throw new OperatorError([
        sentence(context.texts.opening, {code: 'not-a-pair', text: safe(at === 0 ? '=…' : text)}),
      ])
    }
    pairs.set(text.slice(0, at), text.slice(at + 1))
  }
  return pairs
}

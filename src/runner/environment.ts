import type {Secret} from '#src/text/secret-patterns.ts'

export type Environment = Readonly<Record<string, string>>

const held = 'ROLLCALL_HELD_'
const secretsName = 'ROLLCALL_RUNNER_SECRETS'

/**
 * The command's environment in the form that the runner gets: what node itself would obey (NODE_OPTIONS, which can name
 * modules relative to another directory, or a flag that this node refuses) is there under another name. The secrets to
 * mask come along in a variable of the runner's own: many of them are in no variable of the command's.
 */
export const forRunner = (env: Environment, secrets: readonly Secret[]): Environment => ({
  ...Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name.startsWith('NODE_') || name.startsWith(held) || name === secretsName ? `${held}${name}` : name,
      value,
    ]),
  ),
  [secretsName]: JSON.stringify(secrets),
})

/** The secrets that came along; none where nobody sent any. */
export const secretsIn = (env: NodeJS.ProcessEnv): readonly Secret[] => JSON.parse(env[secretsName] ?? '[]')

/** The command's environment again, exactly as it was before `forRunner`. */
export const forCommand = (env: NodeJS.ProcessEnv): Environment =>
  Object.fromEntries(
    Object.entries(env)
      .filter(([name]) => name !== secretsName)
      .map(([name, value]) => [name.startsWith(held) ? name.slice(held.length) : name, value ?? '']),
  )

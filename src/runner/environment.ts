export type Environment = Readonly<Record<string, string>>

const held = 'ROLLCALL_HELD_'

/**
 * The command's environment in the form that the runner gets: what node itself would obey (NODE_OPTIONS, which can name
 * modules relative to another directory, or a flag that this node refuses) is there under another name.
 */
export const forRunner = (env: Environment): Environment =>
  Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name.startsWith('NODE_') || name.startsWith(held) ? `${held}${name}` : name,
      value,
    ]),
  )

/** The command's environment again, exactly as it was before `forRunner`. */
export const forCommand = (env: NodeJS.ProcessEnv): Environment =>
  Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name.startsWith(held) ? name.slice(held.length) : name,
      value ?? '',
    ]),
  )

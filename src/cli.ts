import {readFileSync} from 'node:fs'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The entry: answers at once what needs nothing, and loads the rest only for what needs it. `env` is the environment as
 * it was before any setting of ours; commands get it as it is.
 */
export const main = async (argv: readonly string[], env: Environment): Promise<void> => {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    const {version} = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    process.stdout.write(`${version}\n`)
    return
  }
  const {runCommandLine} = await import('#src/commands/command-line.ts')
  process.exitCode = await runCommandLine(argv, env)
}

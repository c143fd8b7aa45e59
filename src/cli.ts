import {readFileSync} from 'node:fs'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The entry: answers at once what needs nothing, and loads the rest only for what needs it. `env` is the environment as
 * it was before any setting of ours; commands get it as it is.
 */
export const main = async (argv: readonly string[], env: Environment): Promise<void> => {
  surviveOutput()
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    const {version} = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    process.stdout.write(`${version}\n`)
    return
  }
  const {runCommandLine} = await import('#src/commands/command-line.ts')
  process.exitCode = await runCommandLine(argv, env)
}

/**
 * A reader that has seen enough (`| head`) and a terminal that hung up are no faults. Whatever else keeps the output from
 * being written is told, and makes the exit code 1: half an export must not pass for a whole one.
 */
const surviveOutput = (): void => {
  process.stderr.on('error', () => undefined)
  process.stdout.on('error', ({code, message}: NodeJS.ErrnoException) => {
    if (code === 'EPIPE' || code === 'EIO') return
    process.stderr.write(`rollcall: stdout: ${code ?? message}\n`)
    process.once('exit', () => {
      process.exitCode = 1
    })
  })
}

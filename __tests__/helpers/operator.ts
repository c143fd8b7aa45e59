import {type ChildProcessWithoutNullStreams, spawn} from 'node:child_process'
import {resolve} from 'node:path'
import {trusting} from './trusting.ts'

export const program = resolve(import.meta.dirname, '..', '..', 'bin', 'rollcall.cjs')

export interface OperatorOptions {
  readonly cwd: string
  readonly home: string
  readonly env?: Readonly<Record<string, string>>
  /** Who sits there, where it is not the account of the tests: a uid with a group of the same number, and its other groups. */
  readonly account?: Account
  /** How long to wait for what has to come, in milliseconds. */
  readonly patience?: number
  /** False: without saying that the runbook which is started is trusted. */
  readonly trusting?: boolean
}

export interface Account {
  readonly uid: number
  readonly groups: readonly number[]
}

const asAccount = ({uid, groups}: Account): readonly string[] => {
  const others = groups.length === 0 ? ['--clear-groups'] : ['--groups', groups.join(',')]
  return ['setpriv', '--reuid', String(uid), '--regid', String(uid), ...others]
}

/** An operator at the built program: types lines and waits for what is printed, never for time. */
export interface Operator {
  readonly pid: number
  /** Waits until this text has been printed since the last `sees`, and answers with all that was printed up to there. */
  readonly sees: (text: string) => Promise<string>
  readonly types: (line: string) => void
  /** Types a line and waits for the next prompt. */
  readonly says: (line: string) => Promise<string>
  readonly endsInput: () => void
  readonly kill: (signal: NodeJS.Signals) => void
  /** The exit code, or the signal's name. */
  readonly leaves: Promise<number | string>
  readonly printed: () => string
}

const usualPatience = 20_000

export const sitDown = (args: readonly string[], options: OperatorOptions): Operator => {
  const patience = options.patience ?? usualPatience
  const said = options.trusting === false ? args : trusting(args)
  const line = [process.execPath, '--', program, ...said, '--home', options.home]
  const [file = '', ...words] =
    options.account === undefined ? line : [...asAccount(options.account), ...line]
  const child: ChildProcessWithoutNullStreams = spawn(file, words, {
    cwd: options.cwd,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: options.home,
      LC_ALL: 'C.UTF-8',
      // Tests run side by side, and their targets have the same names.
      ROLLCALL_TARGET_SCOPE: options.home,
      ...options.env,
    },
  })
  let printed = ''
  let seen = 0
  let wake: (() => void) | null = null
  const hear = (chunk: string): void => {
    printed += chunk
    wake?.()
  }
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear)
  child.stdin.on('error', () => undefined)
  const leaves = new Promise<number | string>(done => {
    child.on('close', (code, signal) => {
      done(code ?? signal ?? 'gone')
      wake?.()
    })
  })
  let gone = false
  void leaves.then(() => {
    gone = true
    wake?.()
  })

  const sees = async (text: string): Promise<string> => {
    const giveUpAt = Date.now() + patience
    for (;;) {
      const at = printed.indexOf(text, seen)
      if (at !== -1) {
        const since = printed.slice(seen, at + text.length)
        seen = at + text.length
        return since
      }
      if (gone || Date.now() > giveUpAt) {
        throw new Error(`never saw ${JSON.stringify(text)} after:\n${printed.slice(seen)}`)
      }
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, Math.max(1, giveUpAt - Date.now()))
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
  const types = (line: string): void => void child.stdin.write(`${line}\n`)
  return {
    pid: child.pid ?? 0,
    sees,
    types,
    says: line => {
      types(line)
      return sees('rollcall> ')
    },
    endsInput: () => child.stdin.end(),
    kill: signal => void child.kill(signal),
    leaves,
    printed: () => printed,
  }
}

/** Runs the program once, without anybody at it. */
export const runOnce = async (
  args: readonly string[],
  options: OperatorOptions,
): Promise<{readonly code: number | string; readonly printed: string}> => {
  const operator = sitDown(args, options)
  operator.endsInput()
  const code = await operator.leaves
  return {code, printed: operator.printed()}
}

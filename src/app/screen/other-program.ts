import {spawn} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Context} from '#src/app/context.ts'

/** What became of a program that had the terminal for a while. */
export type ProgramEnd =
  | {readonly kind: 'ended'; readonly text: string}
  | {readonly kind: 'failed'; readonly program: string; readonly cause: string}

interface Wanted {
  /** A command line as `$EDITOR` and `$PAGER` hold one; it may bring arguments of its own. */
  readonly program: string
  /** Where the file lies meanwhile: a directory that is closed to others. */
  readonly directory: string
  readonly name: string
  readonly text: string
  /** Why the program may be ended before the operator ends it: the session is being left. */
  readonly leave: AbortSignal
}

/** The operator's editor; `vi` is there where nothing is set. */
export const editorOf = ({env}: Context): string => env.VISUAL || env.EDITOR || 'vi'

export const pagerOf = ({env}: Context): string => env.PAGER || 'less'

/** Lets another program have the terminal, with a text in a file, and answers with what stands in the file afterwards. */
export const letProgramRun = async (context: Context, wanted: Wanted): Promise<ProgramEnd> => {
  const {program} = wanted
  const directory = mkdtempSync(join(wanted.directory, '.edit-'))
  const path = join(directory, wanted.name)
  try {
    writeFileSync(path, wanted.text, {mode: 0o600, flag: 'wx'})
    const cause = await run(program, path, context.env, wanted.leave)
    if (cause !== null) return {kind: 'failed', program, cause}
    return {kind: 'ended', text: readFileSync(path, 'utf8')}
  } finally {
    rmSync(directory, {recursive: true, force: true})
  }
}

/** Then a signal reaches the program, not a shell that waits for it; what is more than one command takes a shell. */
const inPlaceOfTheShell = (program: string): string =>
  /[;&|<>()`\n]/.test(program) ? program : `exec env ${program}`

// What a program gets to give the terminal back as it was, before it is ended for good.
const farewell = 1000

/** Null where it ended well, else why not. The file's name is an argument, never a part of the command line. */
const run = (
  program: string,
  path: string,
  env: Context['env'],
  leave: AbortSignal,
): Promise<string | null> =>
  new Promise(resolve => {
    const line = `${inPlaceOfTheShell(program)} "$1"`
    const child = spawn('sh', ['-c', line, 'sh', path], {stdio: 'inherit', env: {...env}})
    let impatience: NodeJS.Timeout | null = null
    // Whoever takes the session over, or a line that dropped, does not wait until somebody leaves a pager.
    const end = (): void => {
      child.kill('SIGTERM')
      impatience = setTimeout(() => child.kill('SIGKILL'), farewell)
    }
    const ended = (cause: string | null): void => {
      leave.removeEventListener('abort', end)
      if (impatience !== null) clearTimeout(impatience)
      resolve(cause)
    }
    child.on('error', error => ended(error.message))
    child.on('close', (code, signal) => ended(code === 0 ? null : (signal ?? `exit ${code}`)))
    if (leave.aborted) end()
    else leave.addEventListener('abort', end, {once: true})
  })

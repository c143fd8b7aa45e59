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
    const cause = await run(program, path, context.env)
    if (cause !== null) return {kind: 'failed', program, cause}
    return {kind: 'ended', text: readFileSync(path, 'utf8')}
  } finally {
    rmSync(directory, {recursive: true, force: true})
  }
}

/** Null where it ended well, else why not. The file's name is an argument, never a part of the command line. */
const run = (program: string, path: string, env: Context['env']): Promise<string | null> =>
  new Promise(resolve => {
    const child = spawn('sh', ['-c', `${program} "$1"`, 'sh', path], {stdio: 'inherit', env: {...env}})
    child.on('error', error => resolve(error.message))
    child.on('close', (code, signal) => resolve(code === 0 ? null : (signal ?? `exit ${code}`)))
  })

import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {text} from 'node:stream/consumers'
import {pathToFileURL} from 'node:url'

// Measured cold, as an operator meets it: nothing of it has run before in that process.
const runner = `
const [, address, name] = process.argv
const {benchTasks} = await import(address)
const {readFileSync} = await import('node:fs')
const input = JSON.parse(readFileSync(0, 'utf8'))
process.stdout.write(JSON.stringify(await benchTasks[name](input)))`

/** Does one of the tasks of `tasks.ts` in a fresh process, and answers what it measured. */
export const runTask = async <T>(tasks: string, name: string, input: unknown): Promise<T> => {
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', runner, '--', pathToFileURL(tasks).href, name],
    {stdio: ['pipe', 'pipe', 'inherit'], env: {PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8'}},
  )
  child.stdin.end(JSON.stringify(input))
  const [printed] = await Promise.all([text(child.stdout), once(child, 'close')])
  if (child.exitCode !== 0) throw new Error(`the task ${name} ended with ${child.exitCode}`)
  return JSON.parse(printed) as T
}

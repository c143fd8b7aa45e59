import {type Claim, claim, readClaim} from '#src/durable/claim.ts'
import {acquireLock} from '#src/durable/lock.ts'
import type {LockRequest} from '#src/durable/lock-socket.ts'
import {acquireTarget, type TargetHeld, type TargetLock} from '#src/durable/target-lock.ts'
import type {ExitFact, TargetHolder} from '#src/session/events.ts'
import {commandFiles} from './command-files.ts'
import {drain} from './drain.ts'
import {forCommand, secretsIn} from './environment.ts'
import {writeExit} from './exit-record.ts'
import {type RunningCommand, refusal, runCommand} from './run-command.ts'
import {isUnchanged} from './script-hash.ts'
import {type CommandSpec, readSpec} from './spec.ts'

/** Resolves when the watching screen has gone: it holds the other end of our stdin, and the kernel closes it with it. */
const watcherGone = (): Promise<void> =>
  new Promise(resolve => {
    process.stdin.once('error', () => resolve())
    process.stdin.once('close', () => resolve())
    process.stdin.resume()
  })

const takeTarget = async (spec: CommandSpec): Promise<TargetLock | TargetHeld | null> => {
  if (spec.targetLock === null) return null
  const taken = await acquireTarget(spec.targetLock, spec)
  return taken.kind === 'held' && spec.targetLock.beside ? null : taken
}

/**
 * The life of one command, in the order that its proofs need: lock, claim, script hashed again, start, exit.json,
 * unlock. A runner that comes too late, whose claim a resumer has taken, does nothing at all.
 */
const run = async (dir: string, digest: string): Promise<void> => {
  const env = forCommand(process.env)
  const spec = readSpec(commandFiles(dir).spec, digest)
  let command: RunningCommand | null = null
  let unwatched = false
  const onRequest = (request: LockRequest): boolean => {
    if (command === null || request === 'suspend') return false
    return command.signal(request === 'kill' ? 'SIGKILL' : 'SIGTERM')
  }
  const onRunning = (running: RunningCommand): void => {
    command = running
    if (unwatched) running.end()
  }
  if (spec.watch) {
    void watcherGone().then(() => {
      unwatched = true
      command?.end()
    })
  }

  const lock = await acquireLock(dir, {operator: spec.operator, session: spec.session, onRequest})
  if (lock.kind !== 'lock') return
  let target: TargetLock | TargetHeld | null = null
  const unlock = async (): Promise<void> => {
    if (target?.kind === 'lock') await target.release()
    await lock.release()
  }
  try {
    target = await takeTarget(spec)
    if (unwatched || claim(dir, 'runner') !== 'ours') return await unlock()
    const cause = await reasonNotToRun(spec, target)
    if (cause !== null) await writeExit(dir, {...refusal(cause), heldBy: holderOf(target)})
    else await runCommand(dir, spec, {env, secrets: secretsIn(process.env), onRunning, onRecorded: unlock})
  } catch (error) {
    complain(error)
    // Our claim stands, so nobody else can say that nothing was run: we must.
    if (command === null && isOurs(readClaim(dir))) await writeExit(dir, refusal('cannot-start'))
  }
  await unlock()
}

const isOurs = (made: Claim | null): boolean => made?.by === 'runner' && made.pid === process.pid

const reasonNotToRun = async (
  spec: CommandSpec,
  target: TargetLock | TargetHeld | null,
): Promise<ExitFact['cause']> => {
  if (target?.kind === 'held') return 'target-held'
  return spec.script === null || (await isUnchanged(spec.script, spec.cwd)) ? null : 'script-changed'
}

const holderOf = (target: TargetLock | TargetHeld | null): TargetHolder | null =>
  target?.kind === 'held' ? target.holder : null

/** Into runner.log: the kind of error and where, never its message, which can quote the command. */
const complain = (error: unknown): void => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const where =
    error instanceof Error ? (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line)) : []
  process.stderr.write(`${error instanceof Error ? error.name : typeof error} ${code}\n${where.join('\n')}\n`)
}

const main = async (): Promise<void> => {
  // Whoever ends all processes of a logout or a shutdown ends the command too, and how it ended has to be recorded.
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)
  process.on('uncaughtException', complain)
  process.on('unhandledRejection', complain)
  const [task, dir, digest] = process.argv.slice(2)
  try {
    if (task === 'drain' && dir !== undefined) await drain(dir, secretsIn(process.env))
    else if (task === 'run' && dir !== undefined && digest !== undefined) await run(dir, digest)
    else process.exitCode = 64
  } catch (error) {
    complain(error)
    process.exitCode = 70
  }
  // A watcher that is still there must not keep us when its command is over.
  process.stdin.destroy()
}

void main()

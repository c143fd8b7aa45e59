import {mkdirSync, readFileSync} from 'node:fs'
import {userInfo} from 'node:os'
import {join} from 'node:path'
import {readExit} from '#src/runner/exit-record.ts'
import {followCommand} from '#src/runner/follow.ts'
import {launchCommand} from '#src/runner/launch.ts'

export interface OutputInput {
  readonly directory: string
  readonly text: string
  readonly secrets: Readonly<Record<string, string>>
}

export interface Kept {
  readonly bytes: number
  readonly ms: number
  /** By how much the runner grew after its first megabytes, in MB. */
  readonly growth: number
}

const residentMB = (pid: number): number => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) / 1000
  } catch {
    return 0
  }
}

/** Runs a command through the built runner and follows it, as the screen does. */
export const outputTask = async ({directory, text, secrets}: OutputInput): Promise<Kept> => {
  mkdirSync(directory)
  const dir = join(directory, 'commands', '0001')
  const launched = await launchCommand(
    dir,
    {
      text,
      interpreter: 'bash',
      cwd: directory,
      account: userInfo().username,
      ...{script: null, timeout: null, targetLock: null, attempt: 1, watch: false},
      operator: 'bench',
      session: '20260102-0300-bnch',
    },
    {
      env: {PATH: process.env.PATH ?? '', ...secrets},
      secrets: Object.entries(secrets).map(([name, value]) => ({name, value})),
    },
  )
  const resident: number[] = []
  await followCommand(dir, {
    runnerExited: launched.exited,
    onOutput: () => {
      const now = residentMB(launched.pid)
      if (now > 0) resident.push(now)
    },
  })
  const exit = readExit(dir)
  if (exit?.exitCode !== 0) throw new Error(`ended with ${exit?.exitCode}`)
  const settled = resident[Math.floor(resident.length / 4)] ?? 0
  return {
    bytes: exit.outputBytes,
    ms: exit.durationMs,
    growth: Math.max(0, ...resident.map(each => each - settled)),
  }
}

import {createHash} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, it} from 'vitest'
import {readExit} from '#src/runner/exit-record.ts'
import {followCommand} from '#src/runner/follow.ts'
import {launchCommand} from '#src/runner/launch.ts'
import {listSegments} from '#src/runner/output-segments.ts'
import {plainEnv, specOf} from '../helpers/commands.ts'
import {scratch} from '../helpers/scratch.ts'

const mebi = 2 ** 20
const total = 200 * mebi

const residentMiB = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) / 1024

it('a flood is kept within its bounds, counted to the byte, and grows nothing', {
  timeout: 120_000,
}, async () => {
  const cwd = scratch()
  const dir = join(cwd, 'commands', '0001')
  const text = `head -c ${total} /dev/zero | tr '\\0' x`
  const secrets = {A: 'hunter2-xyz', B: 'tops3cret!', C: 'postgres://u:p@h/db'}
  const spec = specOf(cwd, text)
  const launched = await launchCommand(dir, spec, {
    env: plainEnv(secrets),
    secrets: Object.entries(secrets).map(([name, value]) => ({name, value})),
  })
  const resident: number[] = []
  let shown = 0
  let skipped = 0
  const end = await followCommand(dir, {
    runnerExited: launched.exited,
    onOutput: ({gap, bytes}) => {
      shown += bytes.length
      skipped += gap
      if (shown + skipped > 10 * mebi && readExit(dir) === null) resident.push(residentMiB(launched.pid))
    },
  })
  expect(end).toBe('ended')
  expect(shown + skipped).toBe(total)
  const exit = readExit(dir)
  expect(exit).toMatchObject({exitCode: 0, outputBytes: total, droppedBytes: 0, leftBehind: false})
  const hash = createHash('sha256')
  const piece = Buffer.alloc(mebi, 'x')
  for (let i = 0; i < total / mebi; i++) hash.update(piece)
  expect(exit?.outputSha256).toBe(hash.digest('hex'))
  const segments = listSegments(dir)
  expect(segments[0]).toMatchObject({start: 0, size: 32 * mebi})
  const tails = segments.slice(1)
  expect(tails.length).toBeLessThanOrEqual(2)
  for (const {size} of tails) expect(size).toBeLessThanOrEqual(16 * mebi)
  const last = tails.at(-1)
  expect((last?.start ?? 0) + (last?.size ?? 0)).toBe(total)
  const first = resident[0] ?? 0
  expect(Math.max(...resident) - first).toBeLessThan(50)
})

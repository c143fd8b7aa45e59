import {execFileSync} from 'node:child_process'
import {existsSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {commandFiles} from '#src/runner/command-files.ts'
import {readExit} from '#src/runner/exit-record.ts'
import {runCommand} from '#src/runner/run-command.ts'
import {eventually, plainEnv, specOf} from '../helpers/commands.ts'
import {scratch} from '../helpers/scratch.ts'
import {tried} from '../helpers/tries.ts'
import {hour} from '../helpers/wrong-clock.ts'

beforeEach(() => void vi.useFakeTimers({toFake: ['Date']}))
afterEach(() => void vi.useRealTimers())

test('a clock that is set while a command runs neither ends it nor lets it run beyond its limit', async () => {
  for (const jump of [-hour, hour]) {
    for (const [timeout, cause] of [
      [10_000, null],
      [400, 'timeout'],
    ] as const) {
      const cwd = scratch()
      const dir = join(cwd, '0001')
      mkdirSync(dir)
      execFileSync('mkfifo', ['-m', '600', commandFiles(dir).fifo])
      const text = 'touch began; until test -e go; do sleep 0.02; done'
      const run = runCommand(dir, specOf(cwd, text, {timeout}), {
        env: plainEnv(),
        secrets: [],
        onRunning: () => undefined,
        onRecorded: async () => undefined,
      })
      await eventually('it has begun', () => existsSync(join(cwd, 'began')))
      vi.setSystemTime(Date.now() + jump)
      const over = performance.now() + 300
      await eventually('its runner has gone on for a while', () => performance.now() > over)
      if (cause === null) writeFileSync(join(cwd, 'go'), '')
      await run
      const exit = readExit(dir)
      expect(exit, `${jump}, ${timeout}`).toMatchObject({cause})
      expect(exit?.durationMs).toBeGreaterThan(0)
      expect(exit?.durationMs).toBeLessThan(30_000)
      tried(1)
    }
  }
})

import {existsSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {eventually} from '../helpers/commands.ts'
import {sitDown} from '../helpers/operator.ts'
import {scratch} from '../helpers/scratch.ts'
import {drainersOf, lives, runnersOf} from '../helpers/soak-processes.ts'

// It writes more than a pipe holds, so it cannot end unless somebody reads.
const list = `# List

\`\`\`bash
touch began; until [ -e go ]; do sleep 0.02; done; seq 100000; touch ended
\`\`\`
<!-- {id: flood, safe: true} -->

- [ ] look <!-- {id: look} -->
`

test('a command whose runner died is drained by whoever resumes, also when its first drainer died too', async () => {
  const cwd = scratch()
  const home = join(scratch(), 'home')
  mkdirSync(home, {mode: 0o700})
  writeFileSync(join(cwd, 'list.md'), list)
  onTestFinished(() => writeFileSync(join(cwd, 'go'), ''))

  const first = sitDown(['list.md', '--plain', '--lang', 'en'], {cwd, home})
  await first.sees('rollcall> ')
  first.types('run')
  await eventually('it has begun', () => existsSync(join(cwd, 'began')))
  for (const {pid} of runnersOf(home)) process.kill(pid, 'SIGKILL')
  await first.sees('OUTCOME UNKNOWN')
  first.kill('SIGKILL')
  await first.leaves
  await eventually('its drainer is at work', () => drainersOf(home).length === 1)
  for (const {pid} of drainersOf(home)) process.kill(pid, 'SIGKILL')
  await eventually('nobody reads', () => drainersOf(home).length === 0)
  writeFileSync(join(cwd, 'go'), '')

  const second = sitDown(['resume', '--plain', '--lang', 'en'], {cwd, home})
  await second.sees('still alive of it')
  await second.sees('rollcall> ')
  await eventually('it has run to its end', () => existsSync(join(cwd, 'ended')))
  // What is known of it is looked at anew, not repeated from before.
  await eventually('it is known to be over', async () =>
    (await second.says('recheck')).includes('none of its processes is alive'),
  )
  await second.says('done counted the lines')
  second.types('done')
  await second.sees('[x] look')
  second.types('finish Ayşe')
  expect(await second.leaves).toBe(0)
  await eventually('nobody is left', () =>
    [...runnersOf(home), ...drainersOf(home)].every(({pid}) => !lives(pid)),
  )
})

import {spawnSync} from 'node:child_process'
import {chmodSync, chownSync, mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {cannotRun} from '../helpers/cannot-run.ts'
import {eventually} from '../helpers/commands.ts'
import {scratch} from '../helpers/scratch.ts'
import {sessionId, setUpPlace} from '../helpers/story.ts'

const night = `# A night

## 1. Act
- [ ] look first <!-- {id: first} -->

\`\`\`bash
./danger.sh
\`\`\`
<!-- {id: danger, danger: true} -->
`

/** Of a target; each story has its own, as the host has one lock for each. */
const probes = 'target: {name: shop-prod}\n'

test('two accounts with homes of their own see each other on one target, and neither blocks the other for ever', async ({
  skip,
}) => {
  if (process.getuid?.() !== 0 || spawnSync('setpriv', ['--version']).status !== 0) {
    return cannotRun(skip, 'two accounts: that takes root and setpriv')
  }
  const place = setUpPlace(night, probes, {ROLLCALL_TARGET_SCOPE: scratch()})
  place.script('danger.sh', place.waitsForGate)
  place.write('runs', '')
  chmodSync(place.dir, 0o777)
  chmodSync(join(place.dir, 'runs'), 0o666)
  const home = join(scratch(), 'home')
  const uid = 61_003
  mkdirSync(home, {mode: 0o700})
  chownSync(home, uid, uid)
  chmodSync(join(home, '..'), 0o755)
  const berk = {home, account: {uid, groups: []}, env: {USER: 'berk', HOME: '/nonexistent'}}

  const first = await place.start(['--operator', 'Ayşe'])
  await first.operator.says('goto danger')
  first.operator.types('run')
  await first.operator.sees('type shop-prod')
  first.operator.types('shop-prod')
  const runs = (): number => place.runs().filter(run => run.startsWith('danger.sh')).length
  await eventually('it runs', () => runs() === 1)

  // Who comes to the same target is told who is there, and what runs
  const second = await place.start(['--operator', 'Berk'], berk)
  expect(second.greeting).toContain(
    'another session is open on shop-prod, of another home of this host: Ayşe',
  )
  expect(second.greeting).toContain(`session ${first.id}, process ${first.operator.pid}, since `)
  expect(second.greeting).toContain(
    'something dangerous is running on shop-prod just now: Ayşe (account root',
  )

  // A dangerous command says it and asks why; without a reason nothing starts
  await second.operator.says('goto danger')
  second.operator.types('run')
  const asked = await second.operator.sees('why go on all the same')
  expect(asked).toContain('ON THIS TARGET SOMETHING DANGEROUS IS RUNNING: Ayşe (account root')
  expect(asked).toContain('Wait for its end, or ask them')
  await second.operator.says('')
  expect(runs()).toBe(1)
  second.operator.types('run')
  await second.operator.sees('why go on all the same')
  second.operator.types('Ayşe hangs and cannot be reached')
  await second.operator.sees('type shop-prod')
  second.operator.types('shop-prod')
  await eventually('both run', () => runs() === 2)
  place.write('gate', '')
  await second.operator.sees('exit code 0')
  await first.operator.sees('exit code 0')
  const exported = await place.once(['export', second.id, '--output', '-'], berk)
  expect(exported.printed).toContain('Ayşe hangs and cannot be reached')
  expect(exported.printed).toContain('what Ayşe was running on this target (account root')

  // Whoever comes back is told of those who came meanwhile
  first.operator.types('quit')
  await first.operator.leaves
  const back = place.sit(['resume', first.id, '--operator', 'Ayşe'])
  const greeting = await back.sees('rollcall> ')
  expect(greeting).toContain('of another home of this host: Berk')
  expect(greeting).toContain(`session ${second.id}`)
  expect(greeting).not.toContain('something dangerous is running')
  // Also of those of the same home, open in a process or not
  const third = place.sit([place.runbook, '--operator', 'Can'])
  await third.sees('for a new session:')
  third.types('new')
  const told = await third.sees('rollcall> ')
  expect(told).toContain(`another session is open on shop-prod: ${first.id} by Ayşe`)
  third.types('quit')
  await third.leaves
  back.types('quit')
  await back.leaves
  const again = place.sit(['resume', first.id])
  expect(await again.sees('rollcall> ')).toContain(
    `another session is open on shop-prod: ${sessionId(told.slice(told.indexOf('A night')))}`,
  )
})

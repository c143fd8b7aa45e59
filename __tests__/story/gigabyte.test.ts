import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {sitAtScreen} from '../helpers/screen-operator.ts'
import {runnersOf} from '../helpers/soak-processes.ts'
import {sessionId, setUpPlace} from '../helpers/story.ts'

const total = 2 ** 30

const residentMiB = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) / 1024

test('a command that writes 1 GB grows neither the screen nor its runner by 50 MB, and keys are answered', {
  timeout: 240_000,
}, async () => {
  const place = setUpPlace(
    '# N\n\n```bash\n./flood.sh\n```\n<!-- {id: flood, safe: true} -->\n',
    'secrets: [HOOK]\n',
  )
  place.script(
    'flood.sh',
    `yes 'ERROR: this line is one of very many in a flood' | head -c ${total}\n${place.waitsForGate}`,
  )
  const operator = sitAtScreen([place.runbook, '--lang', 'en'], {
    cwd: place.dir,
    home: place.home,
    env: {HOOK: 'a-secret-to-look-for'},
  })
  const id = sessionId((await operator.sees(/\d{8}-\d{4}-\w{4}/)).join('\n'))
  await operator.sees(/Enter: [\s\S]*\? keys/)
  await operator.breathes()
  operator.press('enter')
  await operator.sees('armed')
  operator.press('enter')
  await operator.sees(/^ERROR: this line/m)
  await operator.sees(/at least \d{4,} error records/)
  const [runner] = runnersOf(place.home)
  if (runner === undefined) throw new Error('no runner')
  const resident = (): readonly number[] => [residentMiB(operator.pid), residentMiB(runner.pid)]
  const written = (): number =>
    Number(/^rchar: (\d+)/m.exec(readFileSync(`/proc/${runner.pid}/io`, 'latin1'))?.[1] ?? 0)
  const before = resident()
  const most = [...before]
  let answered = 0
  // As long as the flood lasts, a key is pressed and its answer looked at.
  while (written() < total) {
    operator.press('escape')
    await operator.sees(/Enter: see its output/)
    await operator.breathes()
    operator.press('enter')
    await operator.sees('following')
    answered += 1
    resident().forEach((now, index) => {
      most[index] = Math.max(most[index] ?? 0, now)
    })
  }
  expect(answered).toBeGreaterThan(0)
  const growth = most.map((now, index) => now - (before[index] ?? 0))
  expect(growth.map(mib => (mib < 50 ? 'small' : `${mib} MiB`))).toEqual(['small', 'small'])
  place.write('gate', '')
  await operator.sees(/exit code 0, after/)
  expect(place.happened(id, 'command-ended')[0]?.exit.outputBytes).toBe(total)
})

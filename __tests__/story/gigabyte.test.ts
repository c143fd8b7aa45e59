import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {sitAtScreen} from '../helpers/screen-operator.ts'
import {runnersOf} from '../helpers/soak-processes.ts'
import {sessionId, setUpPlace} from '../helpers/story.ts'

const total = 2 ** 30

const residentMiB = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) / 1024

test('a command that writes 1 GB grows neither the screen, nor line mode, nor its runner by 50 MB; both answer meanwhile', {
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
  const env = {HOOK: 'a-secret-to-look-for'}
  const operator = sitAtScreen([place.runbook, '--lang', 'en'], {cwd: place.dir, home: place.home, env})
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
  const written = (): number =>
    Number(/^rchar: (\d+)/m.exec(readFileSync(`/proc/${runner.pid}/io`, 'latin1'))?.[1] ?? 0)
  /** Works until so much was written, and answers how much memory the process came to need beside the runner meanwhile. */
  const growthWhile = async (pid: number, until: number, work: () => Promise<void>) => {
    const resident = (): readonly number[] => [residentMiB(pid), residentMiB(runner.pid)]
    const before = resident()
    const most = [...before]
    do {
      await work()
      resident().forEach((now, index) => {
        most[index] = Math.max(most[index] ?? 0, now)
      })
    } while (written() < until)
    return most
      .map((now, index) => now - (before[index] ?? 0))
      .map(mib => (mib < 50 ? 'small' : `${mib} MiB`))
  }
  // Half of it on the screen: a key is pressed, and its answer looked at.
  const onScreen = await growthWhile(operator.pid, total / 2, async () => {
    operator.press('escape')
    await operator.sees(/Enter: see its output/)
    await operator.breathes()
    operator.press('enter')
    await operator.sees('following')
  })
  expect(onScreen).toEqual(['small', 'small'])
  operator.press('ctrl-c')
  expect(await operator.leaves).toBe(130)
  // The rest in line mode, which comes back to half of it.
  const lines = place.sit(['resume', id, '--operator', 'by lines'], {env})
  await lines.sees('ERROR: this line')
  const inLines = await growthWhile(lines.pid, total, async () => {
    lines.types('contacts')
    await lines.sees('this runbook names no contacts')
  })
  expect(inLines).toEqual(['small', 'small'])
  place.write('gate', '')
  await lines.sees('exit code 0, after')
  expect(place.happened(id, 'command-ended')[0]?.exit.outputBytes).toBe(total)
})

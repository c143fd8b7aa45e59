import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {auditBytes} from '../helpers/byte-audit.ts'
import {cannotRun} from '../helpers/cannot-run.ts'
import {eventually} from '../helpers/commands.ts'
import {runOnce, sitDown} from '../helpers/operator.ts'
import {freePort, hasRedis, startRedisAt} from '../helpers/private-redis.ts'
import {sitAtScreen} from '../helpers/screen-operator.ts'
import {sessionId, setUpPlace} from '../helpers/story.ts'

const runbook = `# Night

## 1. Checks

- [ ] Cache: answers <!-- {id: cache, probe: redis, within: 10m} -->
- [ ] Queue: drained <!-- {id: queue, probe: queue} -->
- [ ] Draft: can be made <!-- {id: draft, probe: draft} -->
- [ ] Told everybody <!-- {id: told} -->
`

const setUp = async () => {
  const port = await freePort()
  const place = setUpPlace(runbook)
  writeFileSync(
    join(place.dir, 'night.probes.yaml'),
    `probes:
  redis: {type: redis, url: 'redis://127.0.0.1:${port}/0', every: 1s}
  queue: {type: redis, url: 'redis://127.0.0.1:${port}/0', every: 1s, needs: redis}
  draft: {type: command, run: [bash, -c, 'echo made >> made; echo made'], effects: true}
`,
  )
  const serve = async () => {
    const redis = await startRedisAt(port)
    onTestFinished(redis.stop)
    return redis
  }
  return {place, serve}
}

test('a row waits, is ticked when its service comes up, and loses its tick when that goes down', async ({
  skip,
}) => {
  if (!hasRedis()) return cannotRun(skip, 'redis-server is not installed')
  const {place, serve} = await setUp()
  const operator = sitAtScreen([place.runbook, '--lang', 'en'], {
    cwd: place.dir,
    home: place.home,
    env: {ROLLCALL_BELL: '1', TERM_PROGRAM: 'WezTerm'},
  })
  await operator.sees(/\(…\) Cache: answers +waiting: \d[^:]* left: nobody listens[\s\S]*redis: waiting: /)
  // One cause, one alarm: what stands on the dead thing is not red too.
  await operator.sees(/\(\?\) Queue: drained +unknown: blocked by redis/)
  const redis = await serve()
  await operator.sees(/\(✓\) Cache: answers +done: answers/)
  await operator.sees(/\(✓\) Queue: drained +done: answers/)
  await redis.stop()
  await operator.sees(
    /\(✗\) Cache: answers +failed, was fine \d\d:\d\d:\d\d[\s\S]*redis: FAILED: nobody listens at [\s\S]*Cache: answers: FAILED/,
  )
  await operator.sees(/\(\?\) Queue: drained +unknown: blocked by redis/)
  const id = sessionId(operator.screen().join('\n'))
  await operator.breathes()
  operator.press('q')
  await operator.leaves
  // That it never answered is no alarm, that it answers no longer is one, and what is blocked by it none besides.
  expect(auditBytes(operator.bytes()).map(({shown}) => shown.split(' » ')[1])).toEqual([
    '\\u{001B}]9;rollcall: no longer so: Cache: answers\\u{001B}\\',
    '\\u{0007}',
  ])

  const exported = await runOnce(['export', id, '--output', '-'], {cwd: place.dir, home: place.home})
  expect(exported.printed).toMatch(/- \[ \] Cache: answers.*\n+ *- \*\*failed\*\*/)
  const again = sitAtScreen(['resume', id, '--lang', 'en'], {cwd: place.dir, home: place.home})
  await again.sees('Before you go on')
  const back = await serve()
  again.press('enter')
  await again.sees(/\(✓\) Cache: answers +done/)
  await back.stop()
})

test('a look that changes something is made once for each time that it was let', async ({skip}) => {
  if (!hasRedis()) return cannotRun(skip, 'redis-server is not installed')
  const {place, serve} = await setUp()
  await serve()
  const options = {cwd: place.dir, home: place.home}
  const made = (): string => {
    const path = join(place.dir, 'made')
    return existsSync(path) ? readFileSync(path, 'utf8') : ''
  }
  const operator = sitAtScreen([place.runbook, '--lang', 'en'], options)
  await operator.sees(/\(✓\) Cache: answers +done/)
  operator.press('down', 'down')
  await operator.sees(/[›>] \( \) Draft[\s\S]*Enter: let it look once/)
  operator.press('r')
  await operator.sees('looking again')
  expect(made()).toBe('')
  await operator.breathes()
  operator.press('enter')
  await operator.sees(/Enter lets it look once[\s\S]*armed/)
  operator.press('enter')
  await operator.sees(/\(✓\) Draft: can be made +done: bash ended with 0/)
  expect(made()).toBe('made\n')
  operator.signal('SIGKILL')
  await operator.leaves

  // By lines the same word starts it as starts a command, and what was seen is still there.
  const lines = sitDown(['--plain', '--lang', 'en', 'resume'], options)
  await lines.sees('rollcall> ')
  await lines.says('goto draft')
  expect(await lines.says('run')).toContain('bash ended with 0')
  expect(made()).toBe('made\nmade\n')
  lines.types('quit')
  await lines.leaves
})

test('killed while such a look was made, nobody says that it was not: it may be there already', async () => {
  const place = setUpPlace(
    '# Night\n\n## 1. Checks\n\n- [ ] Draft: can be made <!-- {id: draft, probe: draft} -->\n',
  )
  writeFileSync(
    join(place.dir, 'night.probes.yaml'),
    `probes:
  draft: {type: command, run: [bash, -c, 'echo made >> made; while [ -e made ]; do sleep 0.1; done'], effects: true, timeout: 10m}
`,
  )
  const options = {cwd: place.dir, home: place.home}
  const operator = sitAtScreen([place.runbook, '--lang', 'en'], options)
  await operator.sees(/Enter: let it look once/)
  await operator.breathes()
  operator.press('enter')
  await operator.sees(/Enter lets it look once[\s\S]*armed/)
  operator.press('enter')
  await operator.sees(/\(▸\) Draft: can be made +looking/)
  await eventually('it is made', () => existsSync(join(place.dir, 'made')))
  operator.signal('SIGKILL')
  await operator.leaves

  const again = sitAtScreen(['resume', '--lang', 'en'], options)
  await again.sees('Before you go on')
  again.press('enter')
  await again.sees(/\(\?\) Draft: can be made +unknown/)
  await again.breathes()
  again.press('enter')
  await again.sees(/let it look once more[\s\S]*confirm by hand/)
  again.press('down')
  await again.sees('what the last look did is not known; it may be done twice')
  again.press('escape')
  await again.sees('cancelled')
  await again.breathes()
  again.press('q')
  await again.leaves
  expect(readFileSync(join(place.dir, 'made'), 'utf8')).toBe('made\n')
})

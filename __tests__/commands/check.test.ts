import {spawnSync} from 'node:child_process'
import {appendFileSync, existsSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:net'
import {join} from 'node:path'
import {PassThrough} from 'node:stream'
import {expect, onTestFinished, test} from 'vitest'
import type {CommonOptions, Context} from '#src/app/context.ts'
import {check} from '#src/commands/check.ts'
import {OperatorError} from '#src/errors.ts'
import {loadTexts} from '#src/i18n/texts.ts'
import {eventually} from '../helpers/commands.ts'
import {scratch} from '../helpers/scratch.ts'

const runbook = `# A night

## 1. Decide <!-- {mode: decision} -->
- [ ] the door is shut <!-- {id: door, trigger: door} -->

## 2. Look
### 2.1 Machines
- [ ] the first thing <!-- {id: first, probe: first} -->
- [ ] what stands on it <!-- {id: second, probe: second} -->
- [ ] by hand <!-- {id: hand} -->

### 2.2 Rest
- [ ] makes a draft <!-- {id: draft, probe: draft} -->
- [ ] nobody set it up <!-- {id: unset, probe: unset} -->
`

const shell = (text: string): string => `{type: command, run: [bash, -c, '${text}']}`

const setUp = (probes: Readonly<Record<string, string>>) => {
  const dir = scratch()
  writeFileSync(join(dir, 'night.md'), runbook)
  const all = {
    door: shell('exit 0'),
    first: shell('exit 0'),
    second: shell('exit 0').replace('}', ', needs: first}'),
    draft: shell(`echo made >> ${dir}/drafts`).replace('}', ', effects: true}'),
    unset: "{type: tcp, host: '${NOWHERE}', port: 1}",
    ...probes,
  }
  const lines = Object.entries(all).map(([name, text]) => `  ${name}: ${text}`)
  writeFileSync(join(dir, 'night.probes.yaml'), `secrets: [PW]\nprobes:\n${lines.join('\n')}\n`)
  return dir
}

const run = async (
  dir: string,
  options: Readonly<Record<string, unknown>> = {},
  env: Readonly<Record<string, string>> = {},
  common: CommonOptions = {trust: true},
) => {
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  let printed = ''
  stdout.setEncoding('utf8').on('data', chunk => {
    printed += chunk
  })
  const context = {
    env: {PATH: process.env.PATH, ROLLCALL_HOME: join(dir, 'home'), ...env},
    stdin: process.stdin,
    stdout,
    stderr,
    options: common,
    texts: await loadTexts('en'),
    now: () => new Date(),
  } as unknown as Context
  const code = check(context, [join(dir, 'night.md')], options)
  return {code, printed: () => printed}
}

const json = async (
  dir: string,
  options: Readonly<Record<string, unknown>> = {},
  env: Readonly<Record<string, string>> = {},
  common?: CommonOptions,
) => {
  const {code, printed} = await run(dir, {...options, format: 'json'}, env, common)
  return {code: await code, report: JSON.parse(printed())}
}

test('as JSON it is one object: each item, with the words and the codes of its probe', async () => {
  const {code, report} = await json(setUp({first: shell('echo broken >&2; exit 1')}))
  expect(code).toBe(1)
  expect(report).toMatchObject({
    schema: 1,
    runbook: {
      title: 'A night',
      path: expect.stringContaining('night.md'),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
    outcome: 'fail',
    counts: {pass: 1, fail: 1, unknown: 2, manual: 1, 'left-out': 1},
  })
  expect(report.items.map((item: {id: string}) => item.id)).toEqual([
    'door',
    'first',
    'second',
    'hand',
    'draft',
    'unset',
  ])
  const [door, first, second, hand, draft, unset] = report.items
  expect(door).toMatchObject({kind: 'criterion', probe: 'door', outcome: 'pass', reason: null})
  expect(first).toMatchObject({
    section: '2.1',
    title: 'the first thing',
    outcome: 'fail',
    reason: 'mismatch',
    blockedBy: null,
    values: {code: 1},
  })
  expect(first.summary).toContain('broken')
  expect(first.durationMs).toBeGreaterThanOrEqual(0)
  expect(second).toMatchObject({outcome: 'unknown', reason: 'blocked', blockedBy: 'first', durationMs: null})
  expect(hand).toMatchObject({kind: 'manual', probe: null, outcome: 'manual'})
  expect(draft).toMatchObject({outcome: 'left-out', reason: null})
  expect(unset).toMatchObject({
    outcome: 'unknown',
    reason: 'not-configured',
    summary: 'not configured: set NOWHERE',
  })
})

test('the code is 0 where all is well, 4 where something is not known, and failed beats unknown', async () => {
  const dir = setUp({})
  expect((await json(dir, {section: ['2.1']})).code).toBe(0)
  expect((await json(dir)).code).toBe(4)
  expect((await json(setUp({door: shell('exit 1')}))).code).toBe(1)
})

test('where nothing can be looked at, nothing is well', async () => {
  expect(await json(setUp({}), {probe: ['draft']})).toMatchObject({code: 4, report: {outcome: 'unknown'}})
})

test('a section brings those below it, a probe brings what it needs, once', async () => {
  const dir = setUp({})
  const section = await json(dir, {section: ['2']})
  expect(section.report.items).toHaveLength(5)
  const below = await json(dir, {section: ['2.1']})
  expect(below.report.items).toHaveLength(3)
  const probe = await json(dir, {probe: ['second']})
  expect(probe.report.items.map((item: {id: string}) => item.id)).toEqual(['second'])
  expect(probe.code).toBe(0)
})

test('what changes something runs with --effects, once', async () => {
  const dir = setUp({})
  const {report} = await json(dir, {effects: true, probe: ['draft']})
  expect(report.items[0]).toMatchObject({outcome: 'pass'})
  expect(spawnSync('cat', [join(dir, 'drafts')], {encoding: 'utf8'}).stdout).toBe('made\n')
})

test('a name that is not there is a mistake, and the names that are there are told', async () => {
  const dir = setUp({})
  await expect((await run(dir, {probe: ['frist']})).code).rejects.toThrow(/frist.*first/)
  await expect((await run(dir, {section: ['9']})).code).rejects.toThrow(OperatorError)
  await expect((await run(dir, {wait: 'soon'})).code).rejects.toThrow(/30s/)
})

test('in plain lines what failed comes with its cause and what was seen', async () => {
  const dir = setUp({first: shell('echo "disk is full"; exit 1')})
  const {code, printed} = await run(dir)
  await code
  expect(printed()).toMatch(/FAILED +first +the first thing: bash ended with 1, not 0: disk is full/)
  expect(printed()).toMatch(/unknown +second .*blocked by first/)
  expect(printed()).toContain('1 ok, 1 failed, 2 unknown, 1 manual, 1 left out')
})

test('as JUnit it is well-formed, with failures, errors and skips apart', async () => {
  const dir = setUp({first: shell('echo "<&\\"]]>"; exit 1')})
  const {code, printed} = await run(dir, {format: 'junit'})
  expect(await code).toBe(1)
  const read =
    'import sys, xml.etree.ElementTree as e; t=e.parse(sys.stdin).getroot(); print(t.tag, t.get("tests"), t.get("failures"), t.get("errors"), t.get("skipped"), len(list(t.iter("testcase"))), t.find(".//failure").get("message"))'
  const parsed = spawnSync('python3', ['-c', read], {input: printed(), encoding: 'utf8'})
  expect(parsed.stdout).toMatch(/^testsuites 6 1 2 2 6 .*<&"]]>/)
})

test('no secret is printed', async () => {
  const dir = setUp({first: `{type: command, run: [bash, -c, 'echo $PW; exit 1']}`})
  const {code, printed} = await run(dir, {}, {PW: 'hunter2hunter2'})
  await code
  expect(printed()).toContain('[PW]')
  expect(printed()).not.toContain('hunter2')
})

test('with --wait it goes on until all is well, and not beyond the time', async () => {
  const dir = setUp({})
  const server = createServer(socket => socket.destroy())
  onTestFinished(() => void server.close())
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  await new Promise<void>(resolve => server.close(() => resolve()))
  const door = setUp({door: `{type: tcp, host: 127.0.0.1, port: ${port}}`})
  expect((await json(door, {wait: '100ms', probe: ['door']})).code).toBe(1)
  const waiting = await run(door, {wait: '60s', probe: ['door'], format: 'json'})
  server.listen(port, '127.0.0.1')
  expect(await waiting.code).toBe(0)
  expect((await json(dir, {wait: '60s', probe: ['unset']})).code).toBe(4)
})

test('with --watch all is printed, then what changes, until it is interrupted', async () => {
  const dir = setUp({door: shell('[ -e DIR/open ]')})
  const spec = `{type: command, run: [test, -e, '${dir}/open'], every: 50ms}`
  const watched = setUp({door: spec})
  const {code, printed} = await run(watched, {watch: true, probe: ['door']})
  await eventually('all is printed', () => printed().includes('FAILED'))
  writeFileSync(join(dir, 'open'), '')
  await eventually('the change is printed', () => /ok +door/.test(printed()))
  process.emit('SIGINT')
  expect(await code).toBe(0)
})

test('a program that a runbook names is not run before somebody trusts the content, once; all other probes look', async () => {
  const dir = setUp({
    first: shell(`echo ran >> ${scratch()}/runs; exit 0`),
    second: '{type: tcp, host: 127.0.0.1, port: 1}',
  })
  const outcomes = async (common: CommonOptions) =>
    (await json(dir, {section: ['2.1']}, {}, common)).report.items.map(
      ({outcome, reason}: {outcome: string; reason: string | null}) => [outcome, reason],
    )
  const untrusted = await json(dir, {section: ['2.1']}, {}, {})
  expect(untrusted.code).toBe(1)
  expect(untrusted.report.items).toMatchObject([
    {id: 'first', outcome: 'unknown', reason: 'permission', summary: expect.stringContaining('--trust')},
    {id: 'second', outcome: 'fail', reason: 'refused'},
    {id: 'hand', outcome: 'manual'},
  ])
  // Nothing is made on disk to find that out
  expect(existsSync(join(dir, 'home'))).toBe(false)
  const looked = [
    ['pass', null],
    ['fail', 'refused'],
    ['manual', null],
  ]
  expect(await outcomes({trust: true})).toEqual(looked)
  expect(await outcomes({})).toEqual(looked)
  // Of this content, and of no other
  appendFileSync(join(dir, 'night.probes.yaml'), '# more\n')
  expect((await outcomes({}))[0]).toEqual(['unknown', 'permission'])
})

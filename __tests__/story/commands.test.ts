import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import type {Operator} from '../helpers/operator.ts'
import {filesBelow, type Place, setUpPlace} from '../helpers/story.ts'

/** A runbook of one command, named `act`, between two things to do. */
const oneCommand = (command: string, annotation = '{id: act}'): string => `# A night

## 1. Before
- [ ] look first <!-- {id: first} -->

## 2. Act <!-- {id: acting, needs: [1]} -->
\`\`\`bash
${command}
\`\`\`
<!-- ${annotation} -->

## 3. After
- [ ] look again <!-- {id: last} -->
`

/** Runs the command that is current with its word, to its end. */
const runWith = async (operator: Operator, word: string): Promise<string> => {
  operator.types('run')
  await operator.sees(`type ${word} to start it`)
  return operator.says(word)
}

const exitCodesOf = (place: Place, id: string) =>
  place.happened(id, 'command-ended').map(event => event.exit.exitCode)

test('a command that failed stays, says what can be done, and a second run is a new attempt', async () => {
  const place = setUpPlace(oneCommand('./act.sh'))
  place.script('act.sh', `[ -e '${place.dir}/mended' ] || { echo "no space on the target"; exit 3; }`)
  const {operator, id} = await place.start()
  await operator.says('goto act')
  const failed = await runWith(operator, 'run')
  expect(failed).toContain('no space on the target')
  expect(failed).toContain('exit code 3')
  expect(failed).toContain('"run" it again, as a new attempt')
  expect(await operator.says('show')).toMatch(/no space on the target[\s\S]*0001\/output\.log/)
  place.write('mended', '')
  const again = await runWith(operator, 'run')
  expect(again).toContain('exit code 0')
  expect(again).toContain('look again')
  expect(exitCodesOf(place, id)).toEqual([3, 0])
  expect(place.happened(id, 'command-confirmed').map(event => event.attempt)).toEqual([1, 2])
  operator.types('quit')
  await operator.leaves
  const markdown = (await place.once(['export', id])).printed
  expect(markdown).toContain('no space on the target')
})

/** A session whose command lost its runner half-way, so that nobody saw how it ended. */
const lostOutcome = async () => {
  const place = setUpPlace(oneCommand('./act.sh', '{id: act, danger: true}'), 'target: {name: shop-prod}\n')
  place.script('act.sh', `echo $$ > '${place.dir}/pid'\necho half-way\nexec sleep 1000`)
  const {operator, id} = await place.start()
  await operator.says('done')
  await operator.says('goto act')
  operator.types('run')
  await operator.sees('type shop-prod to start it')
  operator.types('shop-prod')
  await operator.sees('half-way')
  onTestFinished(() => void process.kill(Number(readFileSync(join(place.dir, 'pid'), 'utf8')), 'SIGKILL'))
  return {place, operator, id}
}

const killRunner = async (place: Place, id: string, operator: Operator): Promise<string> => {
  const [running] = place.happened(id, 'command-running')
  if (running?.pid == null) throw new Error('no runner was noted')
  process.kill(running.pid, 'SIGKILL')
  return operator.sees('rollcall> ')
}

test.each([
  ['done the rows are there', 'asserted'],
  ['notdone the rows are as before', 'open'],
  ['partial half of the rows', 'failed'],
] as const)(
  'an outcome that nobody saw is asked for, never guessed, and nothing is repeated: %s',
  async (answer, state) => {
    const {place, operator, id} = await lostOutcome()
    const unknown = await killRunner(place, id, operator)
    expect(unknown).toContain('OUTCOME UNKNOWN')
    expect(await operator.says('run')).toContain('say first how it ended')
    const [word = ''] = answer.split(' ')
    expect(await operator.says('finish')).toContain('unknown')
    expect(await operator.says('later')).not.toContain('how it was checked')
    expect(await operator.says('run')).toContain('say first how it ended')
    if (word !== 'done') expect(await operator.says(word)).toContain('how it was checked')
    await operator.says(answer)
    const assertion = place.happened(id, 'command-asserted').at(-1)
    expect([assertion?.answer, assertion?.how]).toEqual([word, answer.slice(word.length + 1)])
    expect(place.runs()).toHaveLength(1)
    operator.types('quit')
    expect(await operator.leaves).toBe(130)
    const exported = JSON.parse((await place.once(['export', id, '--format', 'json'])).printed)
    const items = exported.sections.flatMap((section: {items: unknown[]}) => section.items)
    expect(items.find((item: {id: string}) => item.id === 'act')).toMatchObject({state})
  },
)

test('a script that was swapped after its card was shown is not run, and is shown again', async () => {
  const place = setUpPlace(oneCommand('./act.sh'))
  place.script('act.sh', 'echo approved')
  const {operator, id} = await place.start()
  const digestIn = (printed: string) => /sha256 ([0-9a-f]{12})/.exec(printed)?.[1]
  const approved = digestIn(await operator.says('goto act'))

  // While the word is asked for: what was shown is what was confirmed, and the runner finds another script
  operator.types('run')
  await operator.sees('type run to start it')
  place.script('act.sh', 'echo swapped')
  expect(await operator.says('run')).toContain('not started: the script was changed')
  expect(place.happened(id, 'command-confirmed').map(event => event.script?.sha256.slice(0, 12))).toEqual([
    approved,
  ])
  expect(place.happened(id, 'command-not-started').map(event => event.why)).toEqual(['script-changed'])

  // Before that: nothing is asked for until it was shown as it is now
  const again = await operator.says('run')
  expect(again).toContain('the script is not the one that was shown')
  expect(digestIn(again)).not.toBe(approved)
  expect(place.runs()).toEqual([])
  expect(await runWith(operator, 'run')).toContain('| swapped')
  expect(place.runs()).toHaveLength(1)
})

test('a dangerous command whose needs are unmet asks why in words, and the words are kept', async () => {
  const place = setUpPlace(oneCommand('./act.sh', '{id: act, danger: true}'), 'target: {name: shop-prod}\n')
  place.script('act.sh', 'echo acted')
  const {operator, id} = await place.start()
  expect(await operator.says('goto act')).toContain('NOT FINISHED, and this needs it: Before')
  operator.types('run')
  await operator.sees('in words')
  expect(await operator.says('')).toContain('cancelled')
  operator.types('run')
  await operator.sees('in words')
  operator.types('the database is dead, there is nothing to look at')
  await operator.sees('type shop-prod to start it')
  expect(await operator.says('shop-prod')).toContain('| acted')
  expect(place.happened(id, 'command-confirmed')[0]?.override).toEqual({
    unmet: ['1'],
    reason: 'the database is dead, there is nothing to look at',
  })
  expect((await place.once(['export', id])).printed).toContain('the database is dead')
})

test('on a wrong host nothing dangerous starts, whatever is typed', async () => {
  const place = setUpPlace(
    oneCommand('./act.sh', '{id: act, danger: true}'),
    'target: {name: shop-prod, expect: {host: surely-another-host}}\n',
  )
  place.script('act.sh', 'echo acted')
  const {operator} = await place.start()
  await operator.says('done')
  await operator.says('goto act')
  for (const line of ['run', 'shop-prod', 'override I am sure', 'goto act', 'accept I am sure', 'run']) {
    await operator.says(line)
  }
  expect(operator.printed()).toMatch(/WRONG TARGET: host should be surely-another-host/)
  expect(place.runs()).toEqual([])
})

const secretProbes = `secrets: [HOOK]
inputs:
  HOOK: {ask: 'webhook', optional: true, secret: true}
`

test('an optional secret that is not set is an empty argument, never a missing one', async () => {
  const place = setUpPlace(oneCommand('./act.sh "$HOOK" last'), secretProbes)
  place.script('act.sh', 'true')
  const {operator} = await place.start()
  expect(await operator.says('goto act')).toContain('not set')
  await runWith(operator, 'run')
  expect(place.runs()).toEqual(['act.sh [2]  last'])
})

test('a value comes from --set, else the environment, else an env file, and the card says which value it is', async () => {
  const place = setUpPlace(oneCommand('./act.sh "$ONE" "$TWO" "$THREE" "$FOUR"'))
  place.script('act.sh', 'true')
  place.write('site.env', 'ONE=file\nTWO=file\nTHREE="of the $FILE; `date`"\n')
  const args = ['--env-file', 'site.env', '--set', 'ONE=set']
  const {operator} = await place.start(args, {env: {ONE: 'env', TWO: 'env'}})
  const card = await operator.says('goto act')
  for (const line of ['ONE = set', 'TWO = env', 'THREE = of the $FILE; `date`', 'FOUR is wanted']) {
    expect(card).toContain(line)
  }
  expect(await operator.says('run')).toContain('FOUR')
  await operator.says('set FOUR $(touch made) \' " \\ *')
  await runWith(operator, 'run')
  expect(place.runs()).toEqual(['act.sh [4] set env of the $FILE; `date` $(touch made) \' " \\ *'])
})

test.each(['set in the session', 'in the environment'] as const)(
  'a secret arrives, and is nowhere else: not on the screen, not on disk, not in an export (%s)',
  async how => {
    const secret = 'kanarya/ şifre+"7&geç?'
    const encoded = [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -1),
      Buffer.from(secret).toString('hex'),
    ]
    const place = setUpPlace(oneCommand('./act.sh "$HOOK"'), secretProbes)
    place.write('arrived', '')
    place.script(
      'act.sh',
      [
        `printf '%s' "$1" > '${place.dir}/arrived'`,
        'printf "raw %s end\\n" "$1"',
        'printf "base64 %s end\\n" "$(printf %s "$1" | base64)"',
        'printf "hex %s end\\n" "$(printf %s "$1" | od -An -tx1 | tr -d " \\n")"',
        `printf 'url %s end\\n' '${encodeURIComponent(secret)}'`,
        `printf '%s' 'split '; printf '%s' "\${1:0:5}"; sleep 0.05; printf '%s\\n' "\${1:5}"`,
        'echo "to stderr $1" >&2',
      ].join('\n'),
    )
    const env = how === 'in the environment' ? {HOOK: secret} : {}
    const {operator, id} = await place.start([], {env})
    await operator.says('goto act')
    if (how === 'set in the session') await operator.says(`set HOOK ${secret}`)
    expect(await operator.says('')).toContain('HOOK = (secret, set)')
    await runWith(operator, 'run')
    await operator.says(`note the address was ${secret}`)
    await operator.says('goto act')
    await operator.says('show')
    await operator.says('export')
    operator.types('quit')
    expect(await operator.leaves).toBe(130)
    expect(readFileSync(join(place.dir, 'arrived'), 'utf8')).toBe(secret)
    const exports = await Promise.all(
      ['md', 'json', 'html'].map(format => place.once(['export', id, '--format', format], {env})),
    )
    const places = [
      ['the screen', operator.printed()],
      ...exports.map(({printed}, index) => [`export ${index}`, printed]),
      ...filesBelow(place.home).map(({path, bytes}) => [path, bytes.toString('latin1')]),
      ...filesBelow(place.home).map(({path, bytes}) => [path, bytes.toString('utf8')]),
    ]
    const leaks = places.flatMap(([where, text]) =>
      encoded.filter(form => text?.includes(form)).map(form => `${where}: ${form}`),
    )
    expect(leaks).toEqual([])
    expect(operator.printed()).toContain('| raw ')
  },
)

test('a watch ends with the next line, and with a watcher that is killed', async () => {
  const place = setUpPlace(oneCommand('./act.sh', '{id: act, watch: true, safe: true}'))
  place.script('act.sh', `echo $$ > '${place.dir}/pid'\necho watching\nexec sleep 1000`)
  const {operator, id} = await place.start()
  await operator.says('goto act')
  const isAlive = (): boolean => {
    try {
      process.kill(Number(readFileSync(join(place.dir, 'pid'), 'utf8')), 0)
      return true
    } catch {
      return false
    }
  }
  operator.types('run')
  await operator.sees('| watching')
  expect(isAlive()).toBe(true)
  expect(await operator.says('done seen enough')).not.toContain('running already')
  expect(isAlive()).toBe(false)
  expect(place.happened(id, 'item-done').map(event => event.remark)).toEqual(['seen enough'])
  await operator.says('goto act')
  await operator.says('back')
  operator.types('run')
  await operator.sees('| watching')
  operator.kill('SIGKILL')
  await operator.leaves
  // Its end is recorded by its runner, which is there for whoever resumes: no waiting by the clock.
  const second = place.sit(['resume', id])
  await second.sees('rollcall> ')
  expect(isAlive()).toBe(false)
})

test('a flood of output keeps the prompt alive and is kept', async () => {
  const place = setUpPlace(oneCommand('./act.sh'))
  place.script('act.sh', `yes 'a line of a flood' | head -n 400000\n${place.waitsForGate}`)
  const {operator, id} = await place.start()
  await operator.says('goto act')
  operator.types('run')
  await operator.sees('type run to start it')
  operator.types('run')
  await operator.sees('a line of a flood')
  operator.types('contacts')
  await operator.sees('this runbook names no contacts')
  place.write('gate', '')
  await operator.sees('exit code 0')
  await operator.sees('rollcall> ')
  expect(operator.printed().length).toBeLessThan(2_000_000)
  expect(place.happened(id, 'command-ended')[0]?.exit.outputBytes).toBe(
    400_000 * 'a line of a flood\n'.length,
  )
})

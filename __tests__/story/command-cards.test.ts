import {spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {type ScreenOperator, sitAtScreen} from '../helpers/screen-operator.ts'
import {type Place, sessionId, setUpPlace} from '../helpers/story.ts'

const sit = (place: Place, env: Readonly<Record<string, string>> = {}): ScreenOperator =>
  sitAtScreen([place.runbook, '--lang', 'en'], {cwd: place.dir, home: place.home, rows: 40, env})

const atList = async (operator: ScreenOperator): Promise<void> => {
  await operator.sees(/Enter: [\s\S]*\? keys/)
  await operator.breathes()
}

const command = `# Night

\`\`\`bash
# act
./act.sh "$BACKUP" "$HOOK" > out
\`\`\`
<!-- {id: act, danger: true, timeout: 5m, verify: disk} -->
`
const probes = `target: {name: shop-prod}
secrets: [HOOK]
probes:
  disk: {type: command, run: ['true']}
`

test('a card holds all that a careful person looks at, on the screen and in lines', async () => {
  const place = setUpPlace(command, probes)
  place.script('act.sh', 'echo acted')
  const env = {BACKUP: "tonight's", HOOK: 'a-secret-address'}
  const account = spawnSync('id', ['-un'], {encoding: 'utf8'}).stdout.trim()
  const wanted = [
    `as ${account} on shop-prod`,
    './act.sh "$BACKUP" "$HOOK" > out',
    "./act.sh 'tonight'\\''s' [HOOK] > out",
    "BACKUP = tonight's (an argument: local users can see it)",
    'HOOK = (secret, set) (an argument: local users can see it)',
    'expected: exit code 0, and then disk passes',
    'act.sh sha256',
    '#!/bin/bash',
    'echo acted',
    place.dir,
    '5 min',
  ]
  const operator = sit(place, env)
  await atList(operator)
  operator.press('enter')
  await operator.sees('type shop-prod')
  const onScreen = operator.screen().join('\n')
  for (const part of wanted) expect(onScreen).toContain(part)
  expect(onScreen).toContain('When the line drops it goes on')
  expect(onScreen).toMatch(/Ctrl\+O I run it elsewhere/)
  operator.press('escape')
  await atList(operator)
  operator.press('q')
  await operator.leaves
  const lines = place.sit(['resume'], {env})
  const card = await lines.sees('rollcall> ')
  for (const part of [...wanted, 'when the line drops it goes on']) expect(card).toContain(part)
})

test('a copied command does the same where it is pasted, lies in a file, and holds no secret', async () => {
  const place = setUpPlace(command, probes)
  place.script('act.sh', 'printf "%s|%s" "$1" "$2"')
  const operator = sit(place, {BACKUP: "it's $(touch made)", HOOK: 'a-secret-address'})
  const id = sessionId((await operator.sees(/\d{8}-\d{4}-\w{4}/)).join('\n'))
  await atList(operator)
  operator.press('enter')
  await operator.sees('type shop-prod')
  operator.press('ctrl-y')
  await operator.sees('copied without HOOK')
  const encoded = /\u001B\]52;c;([A-Za-z0-9+/=]+)\u0007/.exec(operator.bytes().toString('latin1'))?.[1]
  const copied = Buffer.from(encoded ?? '', 'base64').toString()
  expect(readFileSync(join(place.session(id), 'copied.sh'), 'utf8')).toBe(copied)
  expect(copied).not.toContain('a-secret-address')
  const pasted = (env: Readonly<Record<string, string>>) =>
    spawnSync('bash', ['-c', copied], {
      cwd: '/',
      encoding: 'utf8',
      env: {PATH: process.env.PATH ?? '', ...env},
    })
  expect(pasted({}).status).not.toBe(0)
  expect(place.runs()).toEqual([])
  expect(pasted({HOOK: 'given there'}).status).toBe(0)
  expect(readFileSync(join(place.dir, 'out'), 'utf8')).toBe("it's $(touch made)|given there")
})

test('from its card a command is said to be run elsewhere, with its outcome', async () => {
  const place = setUpPlace(command, probes)
  place.script('act.sh', 'true')
  const operator = sit(place, {BACKUP: 'b', HOOK: 'a-secret-address'})
  const id = sessionId((await operator.sees(/\d{8}-\d{4}-\w{4}/)).join('\n'))
  await atList(operator)
  operator.press('enter')
  await operator.sees('type shop-prod')
  operator.press('ctrl-o')
  await operator.sees('where do you run it')
  await operator.types('on db-2, by the vendor')
  operator.press('enter')
  await operator.sees('how did it end there?')
  await operator.sees('armed')
  operator.press('down', 'down')
  await operator.sees(/› it failed/)
  operator.press('enter')
  await operator.sees('how was it checked')
  await operator.types('they said so')
  operator.press('enter')
  await operator.sees(/act +failed/)
  await operator.sees('run elsewhere (on db-2, by the vendor): FAILED')
  expect(place.happened(id, 'command-elsewhere')).toMatchObject([{outcome: 'failed', how: 'they said so'}])
  expect(place.runs()).toEqual([])
})

test('a command with a letter that looks like another one is written out and needs its word, though it is said to be safe', async () => {
  const place = setUpPlace('# N\n\n```bash\n./\u0430ct.sh\n```\n<!-- {id: act, safe: true} -->\n')
  const {operator, greeting} = await place.start()
  expect(greeting).toContain('./<U+0430>ct.sh')
  operator.types('run')
  await operator.sees('type run to start it')
})

const logs = `# Night

\`\`\`bash
tail -f one.log
tail -f two.log
\`\`\`
<!-- {steps: [{id: one, safe: true}, {id: two, safe: true}]} -->
`

test('two logs are watched at once, and their errors counted', async () => {
  const place = setUpPlace(logs)
  place.write('one.log', 'ERROR first of one\nfine\n')
  place.write('two.log', '2026/11/24 [error] first of two\n')
  const operator = sit(place)
  await atList(operator)
  operator.press('enter')
  await operator.sees('armed')
  operator.press('enter')
  await operator.sees('first of one')
  operator.press('escape')
  await atList(operator)
  operator.press('down')
  await operator.breathes()
  operator.press('enter')
  await operator.sees('armed')
  operator.press('enter')
  await operator.sees('first of two')
  const both = operator.screen().join('\n')
  expect(both).toContain('ERROR first of one')
  expect(both.match(/1 error record/g)).toHaveLength(2)
  place.write('more', '')
  spawnSync('bash', ['-c', 'echo CRITICAL again >> one.log'], {cwd: place.dir})
  await operator.sees('2 error records')
  operator.press('tab')
  await operator.sees(/tail -f one\.log[\s\S]*tail -f two\.log/)
  operator.press('enter')
  await atList(operator)
  await operator.sees(/tail -f two\.log +running/)
  operator.press('enter')
  await operator.sees('following')
  await operator.breathes()
  operator.press('enter')
  await atList(operator)
  await operator.gone(/tail -f two\.log +running/)
})

test('two logs in lines: looking and moving leave a watch running, each line says whose it is', async () => {
  const place = setUpPlace(logs)
  place.write('one.log', 'first of one\n')
  place.write('two.log', 'first of two\n')
  const {operator} = await place.start()
  operator.types('run')
  await operator.sees('first of one')
  await operator.says('goto two')
  operator.types('run')
  await operator.sees('first of two')
  spawnSync('bash', ['-c', 'echo ERROR again >> one.log'], {cwd: place.dir})
  expect(await operator.sees('(tail -f one.log)')).toContain('!  | ERROR again')
  await operator.says('done seen enough')
})

import {chmodSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {auditBytes} from '../helpers/byte-audit.ts'
import {type ScreenOperator, type ScreenOptions, sitAtScreen} from '../helpers/screen-operator.ts'
import {runnersOf} from '../helpers/soak-processes.ts'
import {type Place, sessionId, setUpPlace} from '../helpers/story.ts'

const runbook = `# Night

## 1. Karar <!-- {mode: decision} -->

- [ ] Ölçüt: çok yavaş <!-- {id: slow} -->

## 2. Before

- [ ] told <!-- {id: told} -->
- [ ] frozen <!-- {id: frozen} -->

\`\`\`bash
# say hello
printf 'hello \\033]0;title\\007 world\\n'; seq 1 300
\`\`\`
<!-- {id: hello, safe: true} -->
`

const sit = (
  place: Place,
  options: Partial<ScreenOptions> = {},
  args: readonly string[] = [],
): ScreenOperator =>
  sitAtScreen([place.runbook, '--lang', 'en', ...args], {
    cwd: place.dir,
    home: place.home,
    ...options,
  })

const idOf = (operator: ScreenOperator): string => sessionId(operator.screen().join('\n'))

const atList = async (operator: ScreenOperator): Promise<void> => {
  await operator.sees(/Enter: [\s\S]*\? keys/)
  await operator.breathes()
}

test('Down and Enter in one read take the row that Down went to', async () => {
  const place = setUpPlace(runbook)
  const operator = sit(place)
  await atList(operator)
  operator.press('D')
  await operator.sees('armed')
  operator.sends('\u001B[B\u001B[B\r')
  await operator.sees('why, in one sentence')
  await operator.types('hız yeterli')
  operator.press('enter')
  await operator.sees('the decision is on record')
  expect(place.happened(idOf(operator), 'decision-made')).toMatchObject([
    {choice: 'no', sentence: 'hız yeterli'},
  ])
})

test('pastes, reports and keys of other programs confirm nothing and break nothing', async () => {
  const place = setUpPlace(runbook)
  const operator = sit(place)
  await atList(operator)
  const before = place.events(idOf(operator)).length
  operator.sends('\u001B[200~q\rX\rno\r\u001B[201~')
  await operator.sees('paste')
  for (const report of [
    '\u001B[1;5P',
    '\u001B[I',
    '\u001B[O',
    '\u001B[<0;1;1M',
    '\u001BP1$r0m\u001B\\',
    '\u001B]11;rgb:0/0/0\u0007',
  ]) {
    operator.sends(report)
  }
  await operator.breathes()
  // A burst without markers, as an old terminal pastes: its Enter is no Enter.
  operator.sends('rm -rf everything\r')
  await operator.breathes()
  operator.press('?')
  await operator.sees('Keys')
  operator.press('escape')
  await operator.gone('Keys')
  expect(place.events(idOf(operator))).toHaveLength(before)
})

test('Enter held down ticks one item, not all of them', async () => {
  const place = setUpPlace(runbook)
  const operator = sit(place)
  await atList(operator)
  operator.press('down', 'down')
  await operator.sees('› [ ] told')
  await operator.breathes()
  for (let count = 0; count < 20; count += 1) operator.press('enter')
  await operator.sees('ignored: too early')
  await operator.settled()
  expect(place.happened(idOf(operator), 'item-done')).toHaveLength(1)
})

test('a long note is written in $EDITOR and stands in the form when it comes back', async () => {
  const place = setUpPlace(runbook)
  const editor = join(place.dir, 'editor')
  writeFileSync(editor, '#!/bin/sh\nprintf "ilk satır\\nson satır\\n" >> "$1"\n')
  chmodSync(editor, 0o755)
  const operator = sit(place, {env: {EDITOR: editor}})
  await atList(operator)
  operator.press('n')
  await operator.sees('Ctrl+E')
  await operator.types('önce ')
  operator.press('ctrl-e')
  await operator.sees('son satır')
  operator.press('enter')
  await operator.sees('noted')
  expect(place.happened(idOf(operator), 'note-added')).toMatchObject([{text: 'önce ilk satır\nson satır'}])
})

test('output is scrolled, searched and shown in $PAGER, and nothing of it acts on the terminal', async () => {
  const place = setUpPlace(runbook)
  const operator = sit(place, {env: {PAGER: 'cat'}})
  await atList(operator)
  operator.press('end', 'up')
  await operator.sees('› { } say hello')
  await operator.breathes()
  operator.press('enter')
  await operator.sees('armed')
  operator.press('enter')
  await operator.sees('exit code 0')
  await operator.sees(/^300$/m)
  operator.press('home')
  await operator.sees('hello ^[]0;title^G world')
  operator.press('/')
  await operator.types('250')
  operator.press('enter')
  await operator.sees(/^250$/m)
  operator.press('p')
  await operator.sees('hello ^[]0;title^G world', {scrollback: true})
  await operator.sees(/^250$/m)
  operator.press('q')
  await atList(operator)
  expect(auditBytes(operator.bytes())).toEqual([])
})

test('what a command wrote before the session was resumed is shown like what it writes now', async () => {
  const place = setUpPlace(
    '# Night\n\n## 1. Act\n\n```bash\n# fails\nseq 1 50; echo the cause of it; false\n```\n<!-- {id: fails, safe: true} -->\n',
  )
  const first = sit(place)
  await atList(first)
  first.press('enter')
  await first.sees('armed')
  first.press('enter')
  await first.sees('exit code 1')
  const id = idOf(first)
  first.signal('SIGKILL')
  await first.leaves
  const second = sitAtScreen(['resume', id, '--lang', 'en'], {cwd: place.dir, home: place.home})
  await second.sees('Before you go on')
  await second.breathes()
  second.press('enter')
  await atList(second)
  second.press('enter')
  await second.sees('see its output')
  second.press('down')
  await second.sees('armed')
  second.press('enter')
  await second.sees(/^the cause of it$/m)
  await second.sees(/^50$/m)
})

test('a run whose outcome was lost is the first thing that a resumed session tells of', async () => {
  const place = setUpPlace(
    '# Night\n\n## 1. Act\n\n```bash\n# long one\n./act.sh\n```\n<!-- {id: act, safe: true} -->\n',
  )
  place.script('act.sh', `echo begun\n${place.waitsForGate}`)
  const first = sit(place)
  await atList(first)
  first.press('enter')
  await first.sees('armed')
  first.press('enter')
  await first.sees(/^begun$/m)
  const id = idOf(first)
  for (const {pid} of runnersOf(place.home)) process.kill(pid, 'SIGKILL')
  first.signal('SIGKILL')
  await first.leaves
  const second = sitAtScreen(['resume', id, '--lang', 'tr'], {cwd: place.dir, home: place.home})
  await second.sees('SONUÇ BİLİNMİYOR: long one')
  await second.breathes()
  second.press('enter')
  await second.sees('nasıl bittiğini söyle')
  place.write('gate', '')
})

test('a storm of resizes leaves one whole screen', async () => {
  const place = setUpPlace(runbook)
  const operator = sit(place)
  await atList(operator)
  for (let count = 0; count < 40; count += 1)
    operator.resize(50 + ((count * 37) % 120), 12 + ((count * 17) % 40))
  operator.resize(30, 8)
  await operator.sees('Too small')
  operator.resize(90, 30)
  await operator.sees(/Enter: [\s\S]*\? keys/)
  await operator.settled()
  const rows = operator.screen()
  expect(rows.filter(row => row.includes('Ölçüt: çok yavaş') && row.includes('›'))).toHaveLength(1)
  expect(rows.filter(row => row.includes(idOf(operator)))).toHaveLength(1)
  expect(rows[28]).toContain('? keys')
  expect(rows[29]).toBe('')
})

test.each([
  ['an empty CI', {CI: ''}],
  ['CI and DEV', {CI: 'true', DEV: 'true', CONTINUOUS_INTEGRATION: '1'}],
])('%s in the environment does not break the screen', async (_, env) => {
  const operator = sit(setUpPlace(runbook), {env})
  await atList(operator)
  operator.press('?')
  await operator.sees('Keys')
})

test('NO_COLOR takes the colours away, and the words say the same', async () => {
  const place = setUpPlace(runbook)
  const operator = sit(place, {env: {NO_COLOR: '1'}})
  await atList(operator)
  operator.press('enter')
  await operator.sees('armed')
  operator.press('down')
  operator.press('enter')
  await operator.sees(/<!> Ölçüt: çok yavaş +raised/)
  expect(operator.bytes().toString('latin1')).not.toMatch(/\u001B\[(3|4|9|10)\d/)
})

test('where the locale is not UTF-8 the screen is ASCII', async () => {
  const place = setUpPlace('# Night\n\n## 1. Before\n\n- [ ] told <!-- {id: told} -->\n')
  const operator = sit(place, {env: {LC_ALL: 'C'}})
  await operator.sees('> [ ] told')
  await operator.sees('? keys')
  operator.press('space')
  await operator.sees('[x] told')
  const own = operator.bytes().toString('utf8').replaceAll('Türkçe', '')
  expect(own).toMatch(/^[\x00-\x7f]*$/)
})

test('a terminal that can do nothing else gets lines', async () => {
  const operator = sit(setUpPlace(runbook), {env: {TERM: 'dumb'}})
  await operator.sees(/^rollcall>$/m)
})

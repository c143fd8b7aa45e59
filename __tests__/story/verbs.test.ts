import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {expect, test} from 'vitest'
import {parseRunbook} from '#src/runbook/parse.ts'
import {emptySettings} from '#src/runbook/probes-file.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import {program} from '../helpers/operator.ts'
import {headHash, type Place, setUpPlace} from '../helpers/story.ts'

const night = `# A night

- [ ] first thing <!-- {id: first} -->
- [ ] second thing <!-- {id: second} -->
`

/** A place with a session of which one item is done, left in the orderly way. */
const leftOpen = async (): Promise<{place: Place; id: string; head: string}> => {
  const place = setUpPlace(night)
  const {operator, id} = await place.start(['--operator', 'Ayşe'])
  await operator.says('done')
  operator.types('quit')
  await operator.leaves
  return {place, id, head: headHash(operator.printed())}
}

test('sessions and status tell what there is, for people and for scripts', async () => {
  const place = setUpPlace(night)
  expect(await place.once(['sessions'])).toEqual({code: 0, printed: 'no sessions yet\n'})
  expect(await place.once(['status'])).toEqual({code: 0, printed: 'no open session\n'})
  expect(await place.once(['status', '--short'])).toEqual({code: 0, printed: ''})
  const {operator, id} = await place.start(['--operator', 'Ayşe'])
  await operator.says('done')
  expect(await place.once(['status'])).toEqual({
    code: 3,
    printed: `${id}: A night: 1 of 2 settled, at: second thing\n`,
  })
  expect(await place.once(['status', '--short'])).toEqual({code: 3, printed: 'rollcall 1/2\n'})
  const listed = await place.once(['sessions', '--json'])
  expect(JSON.parse(listed.printed)).toEqual({
    schema: 1,
    sessions: [{id, state: 'open', title: 'A night', operator: 'Ayşe', target: null, language: 'en'}],
  })
  expect((await place.once(['sessions'])).printed).toMatch(new RegExp(`^${id}  open  A night  Ayşe`))
  await operator.says('done')
  operator.types('finish Ayşe')
  expect(await operator.leaves).toBe(0)
  expect((await place.once(['sessions'])).printed).toMatch(new RegExp(`^${id}  closed`))
  expect((await place.once(['status'])).code).toBe(0)
})

test('a held session is exported in every form, and to a file', async () => {
  const place = setUpPlace(night)
  const {operator, id} = await place.start()
  await operator.says('done because I looked')
  const markdown = await place.once(['export'])
  expect(markdown.code).toBe(0)
  const back = parseRunbook(markdown.printed, {file: 'export', settings: emptySettings}).value
  expect(back && itemsOf(back).map(item => [item.title, item.kind === 'manual' && item.checked])).toEqual([
    ['first thing', true],
    ['second thing', false],
  ])
  const json = JSON.parse((await place.once(['export', id, '--format', 'json'])).printed)
  expect(json).toMatchObject({
    schema: 1,
    outcome: 'open',
    sections: [
      {
        items: [
          {id: 'first', state: 'done'},
          {id: 'second', state: 'open'},
        ],
      },
    ],
  })
  expect((await place.once(['export', id, '--format', 'html'])).printed).toMatch(
    /^<!doctype html>[\s\S]*because I looked/i,
  )
  const path = join(place.dir, 'out.md')
  const written = await place.once(['export', id, '--output', path])
  expect([written.code, written.printed.includes(path)]).toEqual([0, true])
  expect(readFileSync(path, 'utf8')).toBe(markdown.printed)
  expect((await place.once(['verify', path])).code).toBe(0)
  const nowhere = await place.once(['export', id, '--output', join(place.dir, 'no', 'such', 'x.md')])
  expect([nowhere.code, nowhere.printed.includes('cannot be written')]).toEqual([2, true])
  expect(await operator.says('export')).toContain('exported to')
})

test('of a damaged session the good part is exported, and nobody writes in it any more', async () => {
  const {place, id} = await leftOpen()
  const journal = readFileSync(place.journal(id), 'latin1')
  writeFileSync(place.journal(id), journal.replace('"session-suspended"', '"session-suspendet"'), 'latin1')
  const exported = await place.once(['export', id])
  expect(exported.code).toBe(1)
  expect(exported.printed).toContain('- [x] ')
  const resumed = await place.once(['resume', id, '--plain'])
  expect(resumed.code).toBe(1)
  expect(resumed.printed).toMatch(/damaged at record \d+/)
  expect(resumed.printed).toContain(`rollcall export ${id}`)
})

test('lint: warnings alone are 0, with --strict 2, errors 2, each at its line; --fix mends damaged text', async () => {
  const place = setUpPlace(night)
  place.write('warn.md', '# W\n\n- [ ] one\n\n<!-- danger: true -->\n')
  place.write('bad.md', '# B\n\n- [ ] one <!-- {prob: redis} -->\n')
  place.write(
    'damaged.md',
    Buffer.from(
      new TextDecoder('windows-1254').decode(
        Buffer.from('# Gün\n\n- [ ] çalışıyor mu? ışık yanıyor, şüphe yok\n'),
      ),
    ),
  )
  const clean = await place.once(['lint', place.runbook])
  expect([clean.code, clean.printed.includes('no faults')]).toEqual([0, true])
  const warned = await place.once(['lint', 'warn.md'])
  expect([warned.code, warned.printed]).toEqual([0, expect.stringMatching(/^warning: .*warn\.md:5:1: /m)])
  expect((await place.once(['lint', 'warn.md', '--strict'])).code).toBe(2)
  const bad = await place.once(['lint', 'bad.md'])
  expect([bad.code, bad.printed]).toEqual([2, expect.stringMatching(/^error: .*bad\.md:3:\d+: .*"?probe"?/m)])
  expect((await place.once(['bad.md', '--plain'])).code).toBe(2)
  expect((await place.once(['lint', 'damaged.md'])).code).toBe(0)
  await place.once(['lint', 'damaged.md', '--fix'])
  expect(readFileSync(join(place.dir, 'damaged.md'), 'utf8')).toContain('çalışıyor mu? ışık yanıyor')
  expect((await place.once(['lint', 'damaged.md', '--fix'])).printed).toContain('no faults')
})

test('the runbooks that come along have no faults but the placeholder numbers, in both languages', async () => {
  const place = setUpPlace(night)
  for (const lang of ['tr', 'en']) {
    const {code, printed} = await place.once(['lint', '--lang', lang])
    expect([lang, code, printed]).toEqual([lang, 0, expect.not.stringMatching(/^(error|hata):/m)])
  }
})

test('print gives paper that reads back as the same checklist', async () => {
  const place = setUpPlace(readFileSync(resolve(import.meta.dirname, '../../checklists/finasis-rollback.md')))
  place.write(
    'night.probes.yaml',
    readFileSync(resolve(import.meta.dirname, '../../checklists/finasis-rollback.probes.yaml')),
  )
  const {code, printed} = await place.once(['print', place.runbook, '--lang', 'tr'])
  expect(code).toBe(0)
  place.write('printed.md', printed)
  const titles = (text: string) => {
    const parsed = parseRunbook(text, {file: 'x', settings: emptySettings})
    return parsed.value === null ? [] : parsed.value.sections.map(section => section.title)
  }
  expect(titles(printed).length).toBeGreaterThan(7)
  expect((await place.once(['print', 'printed.md', '--lang', 'tr'])).code).toBe(0)
})

test('schema is a JSON Schema', async () => {
  const {code, printed} = await setUpPlace(night).once(['schema'])
  expect(code).toBe(0)
  expect(JSON.parse(printed)).toMatchObject({$schema: expect.stringContaining('json-schema.org')})
})

test('verify tells whole, torn, altered and cut apart', async () => {
  const {place, id, head} = await leftOpen()
  const whole = readFileSync(place.journal(id))
  const verdict = async (bytes: Buffer, ...args: string[]) => {
    writeFileSync(place.journal(id), bytes)
    const {code, printed} = await place.once(['verify', id, ...args])
    return [code, printed] as const
  }
  expect(await verdict(whole, '--against', head)).toEqual([0, expect.stringContaining(`whole`)])
  expect(await verdict(Buffer.concat([whole, Buffer.from('{"type"')]))).toEqual([
    0,
    expect.stringContaining('unfinished'),
  ])
  expect(await verdict(Buffer.concat([whole, Buffer.alloc(9)]))).toEqual([
    0,
    expect.stringContaining('unfinished'),
  ])
  const flipped = Buffer.from(whole)
  flipped.writeUInt8(flipped.readUInt8(whole.length >> 1) ^ 1, whole.length >> 1)
  expect(await verdict(flipped)).toEqual([1, expect.stringMatching(/DAMAGED at record \d/)])
  const cut = whole.subarray(0, whole.lastIndexOf('\n', whole.length - 2) + 1)
  // A cut tail cannot be seen without the head that somebody kept
  expect((await verdict(cut))[0]).toBe(0)
  expect(await verdict(cut, '--against', head)).toEqual([1, expect.stringContaining('NOT IN THE CHAIN')])
  expect((await verdict(whole, '--against', 'f'.repeat(64)))[0]).toBe(1)
  const none = await place.once(['verify', '20200101-0000-abcd'])
  expect([none.code, none.printed]).toEqual([2, expect.stringContaining('no session "20200101-0000-abcd"')])
})

const wrong = [
  [['--lang', 'en', '--nonsense'], 'unknown option --nonsense'],
  [['--lang', 'tr', '--nonsense'], '--nonsense'],
  [['export', '--format', 'pdf'], '--format'],
  [['export', '--output'], '--output'],
  [['resume', 'a', 'b'], 'too many'],
  [['a.md', 'b.md', 'c.md'], 'too many'],
  [['resume', '../../etc', '--plain'], 'no session "../../etc"'],
  [['export', '20200101-0000-abcd'], 'no session'],
  [['watch'], 'no open session'],
  [['/no/such/file.md', '--plain'], 'no runbook at /no/such/file.md'],
  [['lint', '/'], 'cannot be read'],
  [['--plain', '--set', 'nonsense', 'night.md'], 'NAME=VALUE'],
  [['--plain', '--env-file', '/no/such.env', 'night.md'], '/no/such.env'],
  [['--plain', '--probes', '/no/such.yaml', 'night.md'], '/no/such.yaml'],
  [['--lang', 'de'], '--lang'],
  [['exprot'], 'rollcall export'],
  [['reusme', '--plain'], 'rollcall resume'],
] as const

test('every wrong usage is exit 2 and a plain line, never a stack trace', async () => {
  const place = setUpPlace(night)
  const results = await Promise.all(wrong.map(([args]) => place.once(args)))
  for (const [index, {code, printed}] of results.entries()) {
    const [args, says] = wrong[index] ?? [[], '']
    expect([args, code, printed]).toEqual([args, 2, expect.stringContaining(says)])
    expect(printed).not.toMatch(/^\s+at /m)
    expect(printed).toMatch(/^rollcall: /)
  }
  expect((await place.once(['--lang', 'tr', '--nonsense'])).printed).toMatch(/[ğışçöü]/)
  expect((await place.once(['--nonsense'], {env: {LC_ALL: 'tr_TR.UTF-8'}})).printed).toMatch(/[ğışçöü]/)
  // A session that could not begin leaves none behind
  expect((await place.once(['sessions'])).printed).toBe('no sessions yet\n')
})

test('the program as it is installed keeps its options from node', () => {
  const place = setUpPlace(night)
  const args = ['--plain', '--env-file', '/no/such.env', place.runbook, '--home', place.home]
  const {status, stderr} = spawnSync(program, args, {encoding: 'utf8', env: {PATH: process.env.PATH}})
  expect([status, stderr]).toEqual([2, expect.stringMatching(/^rollcall: .*\/no\/such\.env/)])
})

test('a pipe is no person: without --plain exit 3, and nothing was begun', async () => {
  const place = setUpPlace(night)
  for (const args of [[place.runbook], ['resume'], []]) {
    const {code, printed} = await place.once(args)
    expect([code, printed]).toEqual([3, expect.stringContaining('--plain')])
  }
  expect(existsSync(join(place.home, 'sessions'))).toBe(false)
})

test('version and help, in both languages, need nothing', async () => {
  const place = setUpPlace(night)
  const {version} = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8'))
  expect(await place.once(['--version'])).toEqual({code: 0, printed: `${version}\n`})
  const en = await place.once(['--help', '--lang', 'en'])
  const tr = await place.once(['--help', '--lang', 'tr'])
  for (const verb of [
    'resume',
    'watch',
    'sessions',
    'status',
    'export',
    'lint',
    'schema',
    'print',
    'verify',
    'completion',
  ]) {
    expect(en.printed).toContain(verb)
    expect(tr.printed).toContain(verb)
    const help = await place.once([verb, '--help', '--lang', 'tr'])
    expect([verb, help.code]).toEqual([verb, 0])
  }
  expect([en.code, tr.code]).toEqual([0, 0])
  expect(en.printed).toContain('Usage:')
  expect(tr.printed).not.toMatch(/Usage:|Options:|display help/)
  expect(existsSync(join(place.home, 'sessions'))).toBe(false)
})

test('a journal that is empty, gone or no file is told of as it is, and never passes for whole', async () => {
  const {place, id} = await leftOpen()
  const whole = readFileSync(place.journal(id))
  const damages: readonly (readonly [() => void, string])[] = [
    [() => writeFileSync(place.journal(id), ''), 'cut off before its start was recorded'],
    [() => undefined, 'cut off before its start was recorded'],
    [() => mkdirSync(place.journal(id)), 'cannot be read (not a plain file)'],
    [() => writeFileSync(place.journal(id), Buffer.concat([Buffer.from('x'), whole])), 'amaged at record 1'],
  ]
  for (const [damage, told] of damages) {
    rmSync(place.journal(id), {recursive: true, force: true})
    damage()
    for (const verb of ['verify', 'export', 'watch']) {
      const {code, printed} = await place.once([verb, id])
      expect(`${verb}: ${printed}`.toLowerCase()).toContain(told)
      expect(code).toBe(1)
    }
    const resumed = await place.once(['resume', id, '--plain'])
    expect(resumed.printed).not.toContain('a fault of rollcall itself')
    expect([1, 2]).toContain(resumed.code)
  }
})

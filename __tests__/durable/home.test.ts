import {chmodSync, chownSync, mkdirSync, statSync, symlinkSync, writeFileSync} from 'node:fs'
import {homedir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {homePath, openHome} from '#src/durable/home.ts'
import {sentence} from '#src/i18n/code.ts'
import {home as english} from '#src/i18n/en/home.ts'
import {home as turkish} from '#src/i18n/tr/home.ts'
import {createFaultyDisk} from '../helpers/faulty-disk.ts'
import {scratch} from '../helpers/scratch.ts'

const mode = (path: string): string => (statSync(path).mode & 0o7777).toString(8)

test('the flag comes first, then ROLLCALL_HOME, XDG_STATE_HOME, the account; empty is unset', () => {
  const env = {ROLLCALL_HOME: '/r', XDG_STATE_HOME: '/x', HOME: '/h'}
  expect(homePath({flag: '/f', env})).toBe('/f')
  expect(homePath({flag: '', env})).toBe('/r')
  expect(homePath({env: {...env, ROLLCALL_HOME: ''}})).toBe('/x/rollcall')
  expect(homePath({env: {XDG_STATE_HOME: 'relative', HOME: '/h'}})).toBe('/h/.local/state/rollcall')
  expect(homePath({env: {XDG_STATE_HOME: '', HOME: '/h'}})).toBe('/h/.local/state/rollcall')
  expect(homePath({env: {}})).toBe(join(homedir(), '.local/state/rollcall'))
  expect(homePath({flag: 'here/./x', env})).toBe(join(process.cwd(), 'here/x'))
})

test('creates what is missing, each part 0700 and each name durable, and leaves the umask to the commands', () => {
  const base = scratch()
  const {disk, calls} = createFaultyDisk()
  const before = process.umask(0)
  try {
    const path = join(base, 'a', 'b', 'home')
    expect(openHome({flag: path, env: {}, disk})).toMatchObject({
      kind: 'open',
      home: {path, sessions: join(path, 'sessions')},
    })
    expect(process.umask()).toBe(0)
  } finally {
    process.umask(before)
  }
  const made = ['a', 'a/b', 'a/b/home', 'a/b/home/sessions'].map(part => join(base, part))
  expect(made.map(mode)).toEqual(['700', '700', '700', '700'])
  expect(calls.filter(call => call.op === 'mkdir' && !call.failed).map(call => call.path)).toEqual(
    expect.arrayContaining(made),
  )
  expect(calls.filter(call => call.op === 'fsync').map(call => call.path)).toEqual([
    base,
    ...made.slice(0, 3),
  ])
})

test('opens the same home again, also through a link to it', () => {
  const base = scratch()
  const first = openHome({flag: join(base, 'home'), env: {}})
  symlinkSync(join(base, 'home'), join(base, 'link'))
  expect(openHome({flag: join(base, 'link'), env: {}})).toEqual(first)
})

test.each([0o770, 0o707, 0o1777, 0o2770])('refuses a home that others can write to (mode %o)', bits => {
  const flag = join(scratch(), 'home')
  mkdirSync(flag)
  chmodSync(flag, bits)
  expect(openHome({flag, env: {}})).toEqual({
    kind: 'refused',
    problem: {code: 'home-open-to-others', path: flag, mode: bits.toString(8).padStart(4, '0')},
  })
})

test("refuses a sessions' directory that others can write to, and takes a home that they can only read", () => {
  const flag = join(scratch(), 'home')
  mkdirSync(join(flag, 'sessions'), {recursive: true})
  chmodSync(flag, 0o755)
  expect(openHome({flag, env: {}}).kind).toBe('open')
  chmodSync(join(flag, 'sessions'), 0o777)
  expect(openHome({flag, env: {}})).toMatchObject({
    problem: {code: 'home-open-to-others', path: join(flag, 'sessions')},
  })
})

test.runIf(process.getuid?.() === 0)('refuses a home of another account and names it, or its number', () => {
  const flag = join(scratch(), 'home')
  mkdirSync(flag)
  chownSync(flag, 1, 1)
  expect(openHome({flag, env: {}})).toEqual({
    kind: 'refused',
    problem: {code: 'home-of-another', path: flag, owner: expect.stringMatching(/^[a-z]/)},
  })
  chownSync(flag, 3_999_999, 1)
  expect(openHome({flag, env: {}})).toMatchObject({problem: {owner: '#3999999'}})
})

test('what cannot be a home is refused with the reason, never thrown', () => {
  const base = scratch()
  writeFileSync(join(base, 'file'), '')
  symlinkSync(join(base, 'nowhere'), join(base, 'dangling'))
  symlinkSync('circle', join(base, 'circle'))
  const problem = (flag: string): unknown => {
    const opened = openHome({flag, env: {}})
    return opened.kind === 'refused' ? opened.problem : opened
  }
  expect(problem(join(base, 'file'))).toMatchObject({code: 'home-not-a-directory'})
  expect(problem(join(base, 'file', 'below'))).toMatchObject({code: 'home-unusable', cause: 'ENOTDIR'})
  expect(problem(join(base, 'dangling'))).toMatchObject({code: 'home-unusable', cause: 'ENOENT'})
  expect(problem(join(base, 'dangling', 'below'))).toMatchObject({code: 'home-unusable', cause: 'ENOENT'})
  expect(problem(join(base, 'circle', 'below'))).toMatchObject({code: 'home-unusable', cause: 'ELOOP'})
  expect(problem(join(base, 'x'.repeat(300)))).toMatchObject({code: 'home-unusable', cause: 'ENAMETOOLONG'})
  expect(problem('/proc/rollcall')).toMatchObject({code: 'home-unusable'})
  expect(problem(`${base}/nul\0`)).toMatchObject({code: 'home-unusable'})
})

test('a disk that fails while the home is made is a reason too', () => {
  for (const op of ['mkdir', 'fsync', 'open'] as const) {
    const {disk} = createFaultyDisk({faults: [{op, nth: 1, code: 'EROFS'}]})
    const opened = openHome({flag: join(scratch(), 'home'), env: {}, disk})
    expect(opened).toMatchObject({kind: 'refused', problem: {code: 'home-unusable', cause: 'EROFS'}})
  }
})

test('a path with a control sequence in it is told harmlessly, in both languages', () => {
  const opened = openHome({flag: join(scratch(), '\u001b[2J\n', 'x'.repeat(300)), env: {}})
  if (opened.kind !== 'refused') return expect.fail('opened')
  for (const table of [english, turkish]) {
    expect(sentence(table, opened.problem)).not.toMatch(/[\u0000-\u001f]/)
  }
})

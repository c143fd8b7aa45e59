import {execFileSync} from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  renameSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import type {ProbeValues} from '#src/probes/driver.ts'
import {timeOf} from '#src/probes/log/times.ts'
import {log} from '#src/probes/log.ts'
import {lookWith} from '../helpers/look-with.ts'
import {scratch} from '../helpers/scratch.ts'

const django = String.raw`{type: log, path: app.log, record: '^(?:\[?\d{4}-\d\d-\d\d|(?:DEBUG|INFO|WARNING|ERROR|CRITICAL)\b)', level: '^(?:\[?\d{4}-\d\d-\d\d[ T][\d:,.+Z]+\]? )?\[?(?:ERROR|CRITICAL)\b'`
const counted = (more = ''): string => `${django}${more}}`

const place = (text: string) => {
  const cwd = scratch()
  const path = join(cwd, 'app.log')
  writeFileSync(path, text)
  return {cwd, path, add: (more: string) => appendFileSync(path, more)}
}

const baselineOf = async (cwd: string, text = counted()): Promise<ProbeValues> => {
  const finding = await lookWith(log, text, {cwd, purpose: 'baseline'})
  expect(finding.outcome).toBe('pass')
  return finding.values
}

const sinceItem = ', since: {item: rollback}'
const since = new Date('2026-01-02T03:00:00Z')

const old = '2026-01-02 02:00:00,000 ERROR old trouble\n'
const fine = '2026-01-02 03:10:00,000 INFO an ERROR in a message is no error\n'
const traceback =
  '2026-01-02 03:11:00,000 ERROR it broke\nTraceback (most recent call last):\n  File "x.py"\nValueError: no\n'

test('only records after the baseline count, by their level and not by a word', async () => {
  const {cwd, add} = place(old)
  const baseline = await baselineOf(cwd)
  add(fine)
  expect(await lookWith(log, counted(), {cwd, baseline})).toMatchObject({
    outcome: 'pass',
    values: {count: 0, records: 1},
  })
  add(traceback)
  const finding = await lookWith(log, counted(), {cwd, baseline})
  expect(finding).toMatchObject({outcome: 'fail', reason: 'mismatch', values: {count: 1, records: 2}})
  expect(finding.summary).toContain('it broke ... ValueError: no')
  expect(await lookWith(log, counted(', except: ValueError'), {cwd, baseline})).toMatchObject({
    outcome: 'pass',
  })
  expect(await lookWith(log, counted(', max: 1'), {cwd, baseline})).toMatchObject({outcome: 'pass'})
})

test('a file that was rotated is followed: what was written before and after it counts', async () => {
  const {cwd, path, add} = place(old)
  const baseline = await baselineOf(cwd)
  add(traceback)
  renameSync(path, `${path}.1`)
  writeFileSync(path, traceback)
  const finding = await lookWith(log, counted(), {cwd, baseline})
  expect(finding).toMatchObject({reason: 'mismatch', values: {count: 2}})
  expect(finding.evidence).toContain('the file was rotated since')
})

test('a file that was rotated more than once has lost nothing on the way', async () => {
  const {cwd, path, add} = place(old)
  const baseline = await baselineOf(cwd)
  add(traceback)
  utimesSync(path, 1_000, 1_000)
  renameSync(path, `${path}.2`)
  writeFileSync(`${path}.1`, traceback)
  utimesSync(`${path}.1`, 2_000, 2_000)
  writeFileSync(path, traceback)
  const finding = await lookWith(log, counted(), {cwd, baseline})
  expect(finding).toMatchObject({reason: 'mismatch', values: {count: 3, records: 3}})
})

test('a file that was copied and truncated is followed into its copy', async () => {
  const {cwd, path, add} = place(old)
  const baseline = await baselineOf(cwd)
  add(traceback)
  copyFileSync(path, `${path}.1`)
  truncateSync(path, 0)
  appendFileSync(path, fine)
  const finding = await lookWith(log, counted(), {cwd, baseline})
  expect(finding).toMatchObject({reason: 'mismatch', values: {count: 1, records: 2}})
  expect(finding.evidence).toContain('the file was rotated since')
})

test('what was packed since is not read, and not taken for nothing', async () => {
  const {cwd, path, add} = place(old)
  const baseline = await baselineOf(cwd)
  add(traceback)
  execFileSync('gzip', [path])
  renameSync(`${path}.gz`, `${path}.1.gz`)
  writeFileSync(path, fine)
  const noted = await lookWith(log, counted(), {cwd, baseline})
  expect(noted).toMatchObject({outcome: 'pass', values: {records: 1}})
  expect(noted.warning).toContain('may be missing')
  const timed = await lookWith(log, counted(sinceItem), {cwd, since})
  expect(timed.outcome).toBe('pass')
  expect(timed.warning).toContain('may be missing')
})

test('a truncated file is read anew, also when it has grown beyond the noted place', async () => {
  const {cwd, path} = place(old)
  const baseline = await baselineOf(cwd)
  truncateSync(path, 0)
  appendFileSync(path, traceback)
  expect(await lookWith(log, counted(), {cwd, baseline})).toMatchObject({
    reason: 'mismatch',
    values: {count: 1},
  })
  truncateSync(path, 0)
  appendFileSync(path, fine.repeat(10))
  const finding = await lookWith(log, counted(), {cwd, baseline})
  expect(finding).toMatchObject({
    outcome: 'pass',
    warning: 'the file was truncated since: what was written until then may be missing',
    values: {records: 10},
  })
})

test('where the file of then is gone, what is seen passes only with a warning', async () => {
  const {cwd, path} = place(old)
  const baseline = await baselineOf(cwd)
  renameSync(path, join(cwd, 'elsewhere'))
  writeFileSync(path, fine)
  const finding = await lookWith(log, counted(), {cwd, baseline})
  expect(finding.outcome).toBe('pass')
  expect(finding.warning).toContain('may be missing')
})

test('since a moment: by the times of the records, into the file that was rotated away', async () => {
  const {cwd, path, add} = place(old)
  add(fine)
  expect(await lookWith(log, counted(sinceItem), {cwd, since})).toMatchObject({
    outcome: 'pass',
    values: {records: 1},
  })
  add(traceback)
  renameSync(path, `${path}.1`)
  writeFileSync(path, fine)
  const finding = await lookWith(log, counted(sinceItem), {cwd, since})
  expect(finding).toMatchObject({reason: 'mismatch', values: {count: 1, records: 3}})
})

test('since a moment: into every file that was rotated away after it', async () => {
  const {cwd, path} = place(fine)
  writeFileSync(`${path}.1`, traceback)
  writeFileSync(`${path}.2`, traceback)
  writeFileSync(`${path}.3`, traceback)
  const seconds = since.getTime() / 1000
  for (const [name, after] of [
    ['.1', 200],
    ['.2', 100],
    ['.3', -100],
  ] as const)
    utimesSync(`${path}${name}`, seconds + after, seconds + after)
  const finding = await lookWith(log, counted(sinceItem), {cwd, since})
  expect(finding).toMatchObject({reason: 'mismatch', values: {count: 2, records: 3}})
})

test('before the moment has come, and without a baseline, nothing is known', async () => {
  const {cwd} = place(fine)
  expect(await lookWith(log, counted(sinceItem), {cwd})).toMatchObject({
    outcome: 'unknown',
    reason: 'no-data',
  })
  expect(await lookWith(log, counted(), {cwd})).toMatchObject({outcome: 'unknown', reason: 'no-data'})
})

test('records without a time count from the noted place, and without one are not known', async () => {
  const {cwd, add} = place('ERROR old\n')
  expect(await lookWith(log, counted(sinceItem), {cwd, since})).toMatchObject({reason: 'no-data'})
  const baseline = await baselineOf(cwd)
  add('INFO fine\n')
  expect(await lookWith(log, counted(sinceItem), {cwd, since, baseline})).toMatchObject({outcome: 'pass'})
  add('ERROR new\n')
  expect(await lookWith(log, counted(sinceItem), {cwd, since, baseline})).toMatchObject({
    reason: 'mismatch',
    values: {count: 1},
  })
})

const nginx = String.raw`{type: log, path: app.log, record: '^\d{4}/\d\d/\d\d ', level: '\[(?:error|crit)\]', since: {item: rollback}, rate: not-more}`
const minute = (at: number): string =>
  `2026/01/02 0${Math.floor(at / 60)}:${String(at % 60).padStart(2, '0')}:00 [error] 7#7: upstream\n`

test('a log that is never silent is compared with how it was before', async () => {
  const before = Array.from({length: 60}, (_, index) => minute(120 + index)).join('')
  const {cwd, add} = place(before)
  const text = nginx
  const note = await lookWith(log, text, {cwd, purpose: 'baseline', now: () => since})
  expect(note.values.rate).toBe(1)
  add(Array.from({length: 10}, (_, index) => minute(181 + index)).join(''))
  const at = (minutes: number) => ({
    cwd,
    since,
    baseline: note.values,
    now: () => new Date(since.getTime() + minutes * 60_000),
  })
  expect(await lookWith(log, text, at(20))).toMatchObject({
    outcome: 'pass',
    values: {count: 10, rate: 0.5, before: 1},
  })
  expect(await lookWith(log, text, at(5))).toMatchObject({
    outcome: 'fail',
    reason: 'mismatch',
    values: {rate: 2},
  })
  expect(await lookWith(log, text, {...at(5), baseline: null})).toMatchObject({
    outcome: 'unknown',
    reason: 'no-data',
  })
})

test('missing, empty, no file, and a pattern that never matches are told apart, none of them green', async () => {
  const {cwd, path} = place('')
  const baseline = await baselineOf(cwd)
  const empty = await lookWith(log, counted(), {cwd, baseline})
  expect(empty).toMatchObject({outcome: 'unknown', reason: 'no-data'})
  expect(empty.summary).toContain('is empty')
  writeFileSync(path, 'one\ntwo\n')
  const odd = await lookWith(log, counted(sinceItem), {cwd, since})
  expect(odd).toMatchObject({outcome: 'unknown', reason: 'no-data'})
  expect(odd.summary).toContain('pattern')
  expect(await lookWith(log, counted(), {cwd: scratch(), baseline})).toMatchObject({reason: 'no-data'})
  const other = scratch()
  mkdirSync(join(other, 'app.log'))
  expect(await lookWith(log, counted(), {cwd: other, baseline})).toMatchObject({reason: 'not-configured'})
})

test('a pipe in the place of the file is not waited for', async () => {
  const cwd = scratch()
  execFileSync('mkfifo', [join(cwd, 'app.log')])
  expect(await lookWith(log, counted(sinceItem), {cwd, since})).toMatchObject({reason: 'not-configured'})
})

test('of 60 MB the end is read, and that the rest was not is said', async () => {
  const {cwd, add} = place(old)
  const baseline = await baselineOf(cwd)
  const block = fine.repeat(10_000)
  for (let size = 0; size < 60_000_000; size += block.length) add(block)
  const finding = await lookWith(log, counted(), {cwd, baseline, limit: 30_000})
  expect(finding.outcome).toBe('pass')
  expect(finding.warning).toMatch(/only its last .* MiB were read/)
})

test('times are read as Python, nginx and access logs write them', () => {
  expect(timeOf('2026-01-02 03:04:05,678 ERROR')).toEqual({at: Date.UTC(2026, 0, 2, 3, 4, 5, 678), step: 1})
  expect(timeOf('[2026-01-02T03:04:05+0300] x')).toEqual({at: Date.UTC(2026, 0, 2, 0, 4, 5), step: 1000})
  expect(timeOf('2026/01/02 03:04:05 [error]')).toEqual({at: Date.UTC(2026, 0, 2, 3, 4, 5), step: 1000})
  expect(timeOf('1.2.3.4 - - [02/Jan/2026:03:04:05 -0130] "GET"')).toEqual({
    at: Date.UTC(2026, 0, 2, 4, 34, 5),
    step: 1000,
  })
  expect(timeOf('no time')).toBeNull()
  expect(timeOf('02/Xyz/2026:03:04:05 +0000')).toBeNull()
})

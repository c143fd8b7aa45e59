import {execFileSync, spawn} from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {dirname, join} from 'node:path'
import {expect, test} from 'vitest'
import {NotAPlainFile} from '#src/durable/plain-file.ts'
import {createFileExclusive, replaceFile} from '#src/durable/replace.ts'
import {bundle} from '../helpers/bundled.ts'
import {createFaultyDisk, type DiskOperation} from '../helpers/faulty-disk.ts'
import {createMortalDisk, survivals} from '../helpers/power-cut.ts'
import {scratch} from '../helpers/scratch.ts'

const mode = (path: string): string => (statSync(path).mode & 0o7777).toString(8)

test('puts a file in the place of nothing and of an older one, text or bytes, empty or large', () => {
  const path = join(scratch(), 'exit.json')
  for (const content of ['first', '', 'ikinci: şğı', 'x'.repeat(5_000_000)]) {
    replaceFile(path, content)
    expect(readFileSync(path, 'utf8')).toBe(content)
  }
  replaceFile(path, Buffer.from([0, 255, 10]))
  expect([...readFileSync(path)]).toEqual([0, 255, 10])
  expect(readdirSync(dirname(path))).toEqual(['exit.json'])
})

test('has exactly the mode it was told, 0600 when told none, whatever the umask and the old file', () => {
  for (const umask of [0, 0o022, 0o777]) {
    const directory = scratch()
    const path = join(directory, 'old')
    writeFileSync(path, 'old', {mode: 0o644})
    const before = process.umask(umask)
    try {
      replaceFile(path, 'new')
      replaceFile(join(directory, 'wide'), 'new', {mode: 0o664})
      createFileExclusive(join(directory, 'token'), 'new')
      createFileExclusive(join(directory, 'wide token'), 'new', {mode: 0o640})
    } finally {
      process.umask(before)
    }
    expect(['old', 'wide', 'token', 'wide token'].map(name => mode(join(directory, name)))).toEqual([
      '600',
      '664',
      '600',
      '640',
    ])
  }
})

test('a name of the greatest length, with letters of several bytes, is no trouble', () => {
  const path = join(scratch(), 'ş'.repeat(127))
  replaceFile(path, 'x')
  expect(readFileSync(path, 'utf8')).toBe('x')
})

test('links, directories and devices are left as they are', () => {
  const directory = scratch()
  writeFileSync(join(directory, 'target'), 'old')
  symlinkSync('target', join(directory, 'link'))
  symlinkSync('nowhere', join(directory, 'dangling'))
  mkdirSync(join(directory, 'folder'))
  execFileSync('mkfifo', [join(directory, 'fifo')])
  for (const name of ['link', 'dangling', 'folder', 'fifo']) {
    expect(() => replaceFile(join(directory, name), 'new'), name).toThrow(NotAPlainFile)
    expect(createFileExclusive(join(directory, name), 'new'), name).toBe('exists')
  }
  expect(() => replaceFile('/dev/null', 'new')).toThrow(NotAPlainFile)
  expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true)
  expect(readFileSync(join(directory, 'target'), 'utf8')).toBe('old')
  expect(readlinkSync(join(directory, 'dangling'))).toBe('nowhere')
  expect(existsSync(join(directory, 'nowhere'))).toBe(false)
  expect(readdirSync(directory).sort()).toEqual(['dangling', 'fifo', 'folder', 'link', 'target'])
})

test('an exclusive file is created once, and then left as it is', () => {
  const path = join(scratch(), 'claim')
  expect(createFileExclusive(path, 'ours')).toBe('created')
  expect(createFileExclusive(path, 'theirs')).toBe('exists')
  expect(readFileSync(path, 'utf8')).toBe('ours')
  expect(readdirSync(dirname(path))).toEqual(['claim'])
})

const operations = [
  'open',
  'write',
  'fsync',
  'fchmod',
  'close',
  'rename',
  'lstat',
  'link',
] as const satisfies readonly DiskOperation[]

test.each(operations)(
  '%s fails at each of its calls: the old file or the new one, and nothing beside it',
  op => {
    for (const [write, name] of [
      [replaceFile, 'replaced'],
      [createFileExclusive, 'created'],
    ] as const) {
      for (const nth of [1, 2, 3]) {
        for (const code of ['EIO', 'ENOSPC'] as const) {
          const directory = scratch()
          const path = join(directory, name)
          if (write === replaceFile) writeFileSync(path, 'old')
          const {disk, calls} = createFaultyDisk({faults: [{op, nth, code}], maxWrite: () => 2})
          const action = (): unknown => write(path, 'new!', {disk})
          const failed = (): boolean => calls.some(call => call.failed)
          try {
            action()
            expect(failed()).toBe(false)
          } catch (error) {
            expect(error).toMatchObject({code})
          }
          const label = `${name}: ${op} ${nth} ${code}`
          const content = existsSync(path) ? readFileSync(path, 'utf8') : 'none'
          const inPlace = calls.some(call => ['rename', 'link'].includes(call.op) && !call.failed)
          expect(content, label).toBe(inPlace ? 'new!' : write === replaceFile ? 'old' : 'none')
          expect(readdirSync(directory), label).toEqual(content === 'none' ? [] : [name])
        }
      }
    }
  },
)

test('the file is synced before it gets its name, and the directory after', () => {
  const directory = scratch()
  const path = join(directory, 'exit.json')
  for (const [write, naming] of [
    [replaceFile, 'rename'],
    [createFileExclusive, 'link'],
  ] as const) {
    const {disk, calls} = createFaultyDisk({maxWrite: () => 3})
    write(`${path}.${naming}`, 'content', {disk})
    const steps = calls.filter(call => ['write', 'fsync', 'rename', 'link'].includes(call.op))
    expect(steps.map(call => call.op)).toEqual(['write', 'write', 'write', 'fsync', naming, 'fsync'])
    expect(steps.at(-1)?.path).toBe(directory)
    expect(steps[3]?.path).toBe(steps[0]?.path)
  }
})

test('the power goes at every call: whole, old or new; new once it was reported', () => {
  for (const [write, old] of [
    [replaceFile, 'old'],
    [createFileExclusive, null],
  ] as const) {
    for (let calls = 0; ; calls += 1) {
      const base = scratch()
      const directory = join(base, 'disk')
      mkdirSync(directory)
      if (old !== null) writeFileSync(join(directory, 'file'), old)
      const {disk, survive, callsMade, release} = createMortalDisk(directory, calls)
      let reported = false
      try {
        write(join(directory, 'file'), 'new', {disk})
        reported = true
      } catch (error) {
        expect(String(error)).toContain('the power is gone')
      }
      for (const how of survivals) {
        survive(how, join(base, how))
        const path = join(base, how, 'file')
        const content = existsSync(path) ? readFileSync(path, 'utf8') : null
        expect(reported ? ['new'] : [old, 'new'], `after ${calls} calls, ${how}`).toContain(content)
      }
      release()
      if (callsMade() < calls) break
    }
  }
})

test('a file system that cannot sync a directory is used all the same, one that cannot sync a file is not', () => {
  const path = join(scratch(), 'exit.json')
  const directoryOnly = createFaultyDisk({faults: [{op: 'fsync', nth: 2, code: 'EINVAL'}]})
  replaceFile(path, 'new', {disk: directoryOnly.disk})
  expect(readFileSync(path, 'utf8')).toBe('new')
  const file = createFaultyDisk({faults: [{op: 'fsync', nth: 1, code: 'EINVAL'}]})
  expect(() => replaceFile(path, 'newer', {disk: file.disk})).toThrow('EINVAL')
  expect(readFileSync(path, 'utf8')).toBe('new')
})

test('a link that NFS made and then denied is known as our own', () => {
  const path = join(scratch(), 'claim')
  const {disk} = createFaultyDisk()
  const forgetful = {
    ...disk,
    link: (existing: string, to: string): void => {
      disk.link(existing, to)
      disk.link(existing, to)
    },
  }
  expect(createFileExclusive(path, 'ours', {disk: forgetful})).toBe('created')
})

test('of eight processes exactly one creates the file, fifty times', async () => {
  const directory = scratch()
  const program = await bundle(
    `import {createFileExclusive} from '#src/durable/replace.ts'
     const [directory, name] = process.argv.slice(2)
     process.stdout.write('ready')
     process.stdin.once('data', () => {
       const won = []
       for (let round = 0; round < 50; round += 1) {
         if (createFileExclusive(directory + '/' + round, name) === 'created') won.push(round)
       }
       process.stdout.write(JSON.stringify(won))
       process.stdin.destroy()
     })`,
    directory,
  )
  const claims = join(directory, 'claims')
  mkdirSync(claims)
  const racers = Array.from({length: 8}, (_, index) => {
    const child = spawn(process.execPath, [program, claims, `racer ${index}`], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    let output = ''
    const ready = new Promise<void>(resolve => child.stdout.once('data', () => resolve()))
    child.stdout.on('data', chunk => {
      output += String(chunk)
    })
    const won = new Promise<number[]>(resolve =>
      child.on('close', () => resolve(JSON.parse(output.slice(5)))),
    )
    return {child, ready, won}
  })
  await Promise.all(racers.map(racer => racer.ready))
  for (const racer of racers) racer.child.stdin.write('go')
  const won = await Promise.all(racers.map(racer => racer.won))
  expect(won.flat().sort((a, b) => a - b)).toEqual(Array.from({length: 50}, (_, round) => round))
  for (const [index, rounds] of won.entries()) {
    for (const round of rounds)
      expect(readFileSync(join(claims, String(round)), 'utf8')).toBe(`racer ${index}`)
  }
  expect(readdirSync(claims)).toHaveLength(50)
})

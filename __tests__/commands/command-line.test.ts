import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterEach, expect, test, vi} from 'vitest'
import {runCommandLine} from '#src/commands/command-line.ts'
import {everything} from '../helpers/hostile-night.ts'
import {hostileText} from '../helpers/hostile-text.ts'
import {scratch} from '../helpers/scratch.ts'
import {tried, tries} from '../helpers/tries.ts'

afterEach(() => void vi.restoreAllMocks())

/** Runs a command line in this process; nobody is at a terminal. */
const run = async (argv: readonly string[], env: Readonly<Record<string, string>>) => {
  let printed = ''
  const hear = ((chunk: string | Uint8Array, ...rest: readonly unknown[]) => {
    printed += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8')
    const done = rest.at(-1)
    if (typeof done === 'function') done()
    return true
  }) as typeof process.stdout.write
  vi.spyOn(process.stdout, 'write').mockImplementation(hear)
  vi.spyOn(process.stderr, 'write').mockImplementation(hear)
  try {
    return {code: await runCommandLine(argv, env), printed: () => printed}
  } finally {
    vi.restoreAllMocks()
  }
}

const foreign = everything.toString('utf8').replaceAll('\0', '')
const verbs = [
  ...[
    'resume',
    'sessions',
    'status',
    'export',
    'lint',
    'schema',
    'print',
    'verify',
    'watch',
    'check',
    'reusme',
  ],
  '',
]
const flags = [
  ...[
    '--probes',
    '--env-file',
    '--set',
    '--operator',
    '--lang',
    '--no-color',
    '--home',
    '--format',
    '--output',
  ],
  ...[
    '--against',
    '--section',
    '--probe',
    '--wait',
    '--json',
    '--short',
    '--strict',
    '--take-over',
    '--adopt',
  ],
  ...[
    '--trust',
    '--brief',
    '--report',
    '--export',
    '--group',
    '--list',
    '--help',
    '-h',
    '-V',
    '--',
    '-',
    '-x',
  ],
]

test('whatever the command line, it ends with a code of ours and plain lines, never with a fault or a stack trace', {
  timeout: 300_000,
}, async () => {
  const dir = scratch()
  mkdirSync(join(dir, 'folder'))
  writeFileSync(join(dir, 'good.md'), '# N\n\n- [ ] one\n')
  writeFileSync(join(dir, 'bad.md'), '# N\n\n- [ ] one <!-- {id: 1, nonsense: true} -->\n')
  writeFileSync(join(dir, 'odd.md'), everything)
  writeFileSync(join(dir, 'empty'), '')
  const files = ['good.md', 'bad.md', 'odd.md', 'empty', 'folder', 'none'].map(name => join(dir, name))
  const word = fc.oneof(
    fc.constantFrom(...verbs),
    fc.constantFrom(...flags),
    fc.constantFrom(
      ...files,
      '/dev/null',
      'tr',
      'en',
      'json',
      'NAME=value',
      '=',
      '20260101-0300-abcd',
      '1s',
      '-1',
    ),
    hostileText().map(text => text.replaceAll('\0', '')),
    fc.constantFrom(foreign, 'x'.repeat(100_000), '../../etc/passwd', '%s%n', '$(touch pwned)'),
  )
  const numRuns = tries(50, 1500)
  await fc.assert(
    fc.asyncProperty(fc.array(word, {maxLength: 5}), async words => {
      // A rehearsal is a whole system, and what has nothing to look at is no runbook of this host.
      fc.pre(!words.includes('check') || words.some(each => files.includes(each)))
      fc.pre(!words.includes('drill') && !words.includes('--output'))
      const argv = [...words, ...(words.includes('--home') ? [] : ['--home', join(dir, 'home')])]
      const env = {PATH: process.env.PATH ?? '', HOME: dir, LC_ALL: 'C.UTF-8'}
      const {code, printed} = await run(words.includes('--') ? [...argv.slice(-2), ...words] : argv, env)
      expect([0, 1, 2, 3, 4, 75]).toContain(code)
      expect(printed()).not.toMatch(/^\s+at .*:\d+:\d+/m)
      expect(printed()).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f]/)
      if (code === 2) expect(printed()).toMatch(/\S/)
    }),
    {numRuns},
  )
  tried(numRuns)
})

test.each(flags.filter(flag => flag.startsWith('--') && flag.length > 2 && flag !== '--help'))(
  'a %s of which nothing can be made is named',
  async flag => {
    const {code, printed} = await run([`${flag}-and-more`], {HOME: scratch(), LC_ALL: 'C.UTF-8'})
    expect(code).toBe(2)
    expect(printed()).toContain(`${flag}-and-more`)
  },
)

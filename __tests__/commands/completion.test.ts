import {execFileSync} from 'node:child_process'
import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeEach, describe, expect, test} from 'vitest'
import {buildProgram} from '#src/commands/command-line.ts'
import {bashCompletion} from '#src/commands/completion/bash.ts'
import {fishCompletion} from '#src/commands/completion/fish.ts'
import {completionTree, everyVerb, quoted} from '#src/commands/completion/tree.ts'
import {zshCompletion} from '#src/commands/completion/zsh.ts'
import {loadTexts} from '#src/i18n/texts.ts'
import {cannotRun} from '../helpers/cannot-run.ts'
import {scratch} from '../helpers/scratch.ts'
import {openTerminal} from '../helpers/screen-terminal.ts'

const newer = '20261124-0312-k3nd'
const older = '20260101-2359-0abc'
let dir = ''

beforeEach(() => {
  dir = scratch()
  for (const id of [newer, older, '$(touch hacked)'])
    mkdirSync(join(dir, 'home/sessions', id), {recursive: true})
  mkdirSync(join(dir, 'sub'))
  for (const name of ['a night.md', 'web.md', 'web.probes.yaml']) writeFileSync(join(dir, name), '')
})

const treeOf = async (language: 'tr' | 'en') =>
  completionTree(buildProgram(await loadTexts(language), () => async () => undefined))
const root = await treeOf('en')
const isThere = (shell: string): boolean => {
  try {
    execFileSync(shell, ['-c', 'exit 0'])
    return true
  } catch {
    return false
  }
}

/** What is typed, its last word being completed, and everything that is offered for it. */
const cases: readonly (readonly [string, readonly string[]])[] = [
  ['ex', ['export']],
  ['w', ['watch', 'web.md']],
  ['resume --a', ['--adopt']],
  ['resume ', [older, newer]],
  ['export 2026112', [newer]],
  ['--lang tr verify 20260', [older]],
  ['export --format ', ['html', 'json', 'md']],
  ['check --format ', ['json', 'junit', 'text']],
  ['export --report p', ['post-mortem']],
  ['sessions ', ['share']],
  ['sessions share --gr', ['--group']],
  ['sessions share ', [older, newer]],
  ['check --probes web.p', ['web.probes.yaml']],
  ['completion ', ['bash', 'fish', 'zsh']],
  ['schema ', []],
  ['check --wait ', []],
  ['lint --home nowhere --st', ['--strict']],
]
const wordsOf = (typed: string): readonly string[] => ['rollcall', ...typed.split(' ')]
const env = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: dir,
  LC_ALL: 'C.UTF-8',
  ROLLCALL_HOME: join(dir, 'home'),
})
const sorted = (lines: string): readonly string[] => lines.split('\n').filter(Boolean).sort()

test('bash offers verbs, flags, choices, files and sessions, and runs nothing that it finds', async () => {
  const asked = cases.map(
    ([typed]) =>
      `COMP_WORDS=(${wordsOf(typed).map(quoted).join(' ')}); COMP_CWORD=${wordsOf(typed).length - 1}; _rollcall; printf '%s\\n' "\${COMPREPLY[@]}" '==='`,
  )
  const script = [
    bashCompletion(root),
    ...asked,
    `COMP_WORDS=(rollcall 'a n'); COMP_CWORD=1; _rollcall; echo "\${COMPREPLY[0]}"`,
  ]
  const printed = execFileSync('bash', ['--norc', '-c', script.join('\n')], {
    cwd: dir,
    env: env(),
    encoding: 'utf8',
  })
  const answers = printed.split('===\n')
  expect(cases.map(([typed], at) => [typed, sorted(answers[at] ?? '')])).toEqual(cases)
  expect(answers.at(-1)).toBe('a night.md\n')
  const elsewhere = `${bashCompletion(root)}\nCOMP_WORDS=(rollcall resume --home = '~/home' ''); COMP_CWORD=5; unset ROLLCALL_HOME; _rollcall; echo "\${COMPREPLY[*]}"`
  expect(execFileSync('bash', ['--norc', '-c', elsewhere], {cwd: dir, env: env(), encoding: 'utf8'})).toBe(
    `${older} ${newer}\n`,
  )
})

test('fish offers the same, with what each means', async ({skip}) => {
  if (!isThere('fish')) cannotRun(skip, 'there is no fish')
  const asked = cases.map(([typed]) => `complete -C ${quoted(`rollcall ${typed}`)}; echo ===`)
  const script = [fishCompletion(root), ...asked].join('\n')
  const printed = execFileSync('fish', ['--no-config', '-c', script], {
    cwd: dir,
    env: env(),
    encoding: 'utf8',
  })
  const answers = printed.split('===\n')
  const offered = (at: number) =>
    sorted(answers[at] ?? '')
      .map(line => line.split('\t')[0] ?? '')
      // Directories are offered wherever files are.
      .filter(word => word !== 'sub/' && word !== 'home/')
  expect(cases.map(([typed], at) => [typed, offered(at)])).toEqual(cases)
  expect(answers[0]).toBe(`export\t${(await loadTexts('en')).cli['verb-export']()}\n`)
})

describe('zsh', () => {
  test('completes a verb, a flag, a choice and a session at its prompt', async ({skip}) => {
    if (!isThere('zsh')) cannotRun(skip, 'there is no zsh')
    // Of all that zsh completes only what we stand on: to look through the rest takes seconds.
    const ready = `fpath=(\${(M)fpath:#*/Completion(|/Base|/Zsh|/Unix)}); autoload -U compinit; compinit -D -u`
    writeFileSync(join(dir, 'ready.zsh'), `${ready}\n${zshCompletion(root)}\nPS1='ready> '\n`)
    const terminal = openTerminal('zsh', ['-f'], {
      cwd: dir,
      env: {...env(), TERM: 'xterm-256color'} as Record<string, string>,
    })
    const sees = (wanted: string): Promise<void> =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (terminal.scrollback().join('\n').includes(wanted)) resolve()
          else if (terminal.hasLeft()) reject(new Error(terminal.scrollback().join('\n')))
        }
        terminal.onChange(look)
        look()
      })
    try {
      terminal.write('. ./ready.zsh\r')
      await sees('ready>')
      for (const [typed, wanted] of [
        ['ex\t', '> rollcall export'],
        ['lint --st\t', 'rollcall lint --strict'],
        ['check --format ju\t', 'rollcall check --format junit'],
        ['--lang tr export --report p\t', 'export --report post-mortem'],
        ['watch 20260\t', `rollcall watch ${older}`],
        ['sessions sh\t--gr\t', 'rollcall sessions share --group'],
        ['verify --home ~/home 202611\t', `~/home ${newer}`],
        ['watch --lang tr --home=$HOME/home 202611\t', `=$HOME/home ${newer}`],
        ['we\t', 'rollcall web.md'],
      ] as const) {
        terminal.write(`rollcall ${typed}`)
        await sees(wanted)
        terminal.write('\x15')
      }
    } finally {
      terminal.signal('SIGKILL')
      await terminal.leaves
    }
  })
})

test('every verb and flag of the command line is in each script, in Turkish as well', async () => {
  const turkish = await treeOf('tr')
  const verbs = everyVerb(turkish)
  expect(verbs.map(({path}) => path)).toEqual(everyVerb(root).map(({path}) => path))
  for (const write of [bashCompletion, zshCompletion, fishCompletion]) {
    const script = write(turkish)
    for (const {name, options} of verbs) {
      expect(script).toContain(name)
      for (const flag of options.flatMap(({flags}) => flags)) {
        expect(script).toContain(
          write === fishCompletion ? flag.replace(/^--/, '-l ').replace(/^-(\w)$/, '-s $1') : flag,
        )
      }
    }
  }
})

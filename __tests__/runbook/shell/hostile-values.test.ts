import {mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {FenceLanguage} from '#src/runbook/shell/fence-part.ts'
import type {ShellText} from '#src/runbook/types.ts'
import {commandsIn, run, split} from './shells.ts'

const hostile = [
  '',
  ' ',
  'plain',
  'two words',
  ' padded  ',
  '$(touch pwned)',
  '`touch pwned`',
  '"; touch pwned; "',
  "'; touch pwned; '",
  '; touch pwned',
  '| touch pwned &',
  '\n touch pwned\n',
  '\nEOF\ntouch pwned\n',
  '}; touch pwned; {',
  '"$(touch pwned)"',
  '\\',
  '\\"\\\'',
  '*',
  '?',
  '[a-z]*',
  '~',
  '{a,b}',
  '-rf',
  '--',
  '#no comment',
  '!x',
  '<x> {{X}} YYYYMMDD_HHMMSS $X',
  'a[$(touch pwned)]',
  'çğıöşü İ 🙂',
  '\t\u0001\u007f\u001b[2J',
  '%s\\n%d',
  'a=b',
]

/** Each prints its values between `<` and `>`; the printed text as a function of the value. */
const contexts: readonly (readonly [string, (value: string) => string])[] = [
  ['show <X>', value => `<${value}>`],
  ['show a<X>b', value => `<a${value}b>`],
  ['show "a <X>"', value => `<a ${value}>`],
  ["show 'a <X>'", value => `<a ${value}>`],
  ['show {{X}}', value => `<${value}>`],
  ['show $X', value => `<${value}>`],
  ['show "$X"', value => `<${value}>`],
  [`show \${X}y`, value => `<${value}y>`],
  [`show \${X%$X}`, () => '<>'],
  ['show "$(show <X>)"', value => `<<${value}>>`],
  ['show "`show <X>`"', value => `<<${value}>>`],
  ['show "$(show "<X>" $X)"', value => `<<${value}>\n<${value}>>`],
  ['show "$(show \'a <X>\')"', value => `<<a ${value}>>`],
  ['(show <X>) | cat', value => `<${value}>`],
  ['if true; then show <X>; fi', value => `<${value}>`],
  ['for i in <X> $X; do show "$i"; done', value => `<${value}>\n<${value}>`],
  ['case <X> in "$X") show same ;; *) show other ;; esac', () => '<same>'],
  ['A=<X> B=$X sh -c \'printf "<%s>\\n" "$A" "$B"\'', value => `<${value}>\n<${value}>`],
  [`show \${UNSET_NAME:-<X>}`, value => `<${value}>`],
  [`show "\${UNSET_NAME:-<X>}"`, value => `<${value}>`],
  ['cat <<EOF\n<X>\nEOF', value => value],
  ['cat <<EOF\n"$X" \'{{X}}\'\nEOF', value => `"${value}" '${value}'`],
  ['cat <<EOF\n$(show <X>)\nEOF', value => `<${value}>`],
  ['test -n a && show <X> ||\n show no', value => `<${value}>`],
]
const ofBash: typeof contexts = [
  ["show $'a\\t<X>'", value => `<a\t${value}>`],
  ['show $"<X>"', value => `<${value}>`],
  ['cat <(show <X>)', value => `<${value}>`],
  ['[[ <X> == "$X" ]] && show same', () => '<same>'],
  ['cat <<< <X>', value => value],
  [`A=(<X> $X); show "\${A[@]}"`, value => `<${value}>\n<${value}>`],
  ['show() { printf "<%s>\\n" "$@"; }; show <X>', value => `<${value}>`],
]

const interpreters = [
  {language: 'sh', contexts},
  {language: 'bash', contexts: [...contexts, ...ofBash]},
] as const satisfies readonly {language: FenceLanguage; contexts: typeof contexts}[]

let programs: string
let cwd: string
beforeAll(() => {
  programs = mkdtempSync(join(tmpdir(), 'rollcall-show-'))
  cwd = mkdtempSync(join(tmpdir(), 'rollcall-hostile-'))
  writeFileSync(join(programs, 'show'), '#!/bin/sh\nprintf "<%s>\\n" "$@"\n', {mode: 0o700})
})
afterAll(() => {
  rmSync(programs, {recursive: true, force: true})
  rmSync(cwd, {recursive: true, force: true})
})

const shellOf = (code: string, language: FenceLanguage) => {
  const [command, ...others] = commandsIn(split(code, {language}))
  if (command === undefined || others.length > 0) throw new Error(`not one command: ${code}`)
  return command.shell
}

/** Runs the command with the value in each of its variables; says what it printed, and looks that nothing else ran. */
const printed = (
  shell: ShellText,
  value: string,
): {readonly status: number | null; readonly stdout: string} => {
  const values = Object.fromEntries(shell.variables.map(variable => [variable.env, value]))
  const {status, stdout} = run(shell, {cwd, values: {...values, PATH: `${programs}:${process.env.PATH}`}})
  expect(readdirSync(cwd)).toEqual([])
  return {status, stdout: stdout.toString()}
}

/** All contexts as one script, their outputs apart. */
const together = (all: typeof contexts, language: FenceLanguage): ShellText => {
  const shells = all.map(([code]) => shellOf(code, language))
  return {
    interpreter: language === 'sh' ? 'sh' : 'bash',
    text: shells.map(shell => shell.text).join("\nprintf '\\036'\n"),
    variables: shells.flatMap(shell => shell.variables),
  }
}

describe.each(interpreters)(
  'in $language a value arrives byte-exact wherever it stands, and runs nothing',
  one => {
    test.each(hostile)('%j', value => {
      const {status, stdout} = printed(together(one.contexts, one.language), value)
      const seen = stdout.split('\x1e').map((output, index) => [one.contexts[index]?.[0], output])
      expect(seen).toEqual(one.contexts.map(([code, expected]) => [code, `${expected(value)}\n`]))
      expect(status).toBe(0)
    })

    test('any value', {timeout: 300_000}, () => {
      const shell = together(one.contexts, one.language)
      const value = fc
        .string({unit: fc.constantFrom(...'$`"\'\\;|&()<>{}[]*?~#! \n\tax=-', 'ş', '🙂', 'touch pwned')})
        .filter(text => !text.includes('\x1e'))
      fc.assert(
        fc.property(value, text => {
          const expected = one.contexts.map(([, print]) => `${print(text)}\n`)
          expect(printed(shell, text).stdout.split('\x1e')).toEqual(expected)
        }),
        {numRuns: 25},
      )
    })
  },
)

describe('arithmetic, where the shell evaluates what a value says', () => {
  const number = [
    ['echo $(($X + 1))', '42'],
    [`echo $((\${X} + 1))`, '42'],
    ['echo $(({{X}} + 1))', '42'],
    ['echo "$(( 1 + $X ))"', '42'],
  ] as const
  const ofBashOnly = [
    ['echo "$X" $((X + 1))', '41 42'],
    ['if (($X > 40)); then echo more; fi', 'more'],
    ['[[ $X -gt 40 && "$X" -lt 50 && {{X}} -eq 41 ]] && echo between', 'between'],
    [`A=abc; echo \${A:$X:1}`, ''],
    ['A[$X]=x; echo set', 'set'],
    ['echo $((10#$X))', '41'],
  ] as const
  const cases = [
    ...number.map(one => [...one, 'sh'] as const),
    ...[...number, ...ofBashOnly].map(one => [...one, 'bash'] as const),
  ]

  test.each(cases)('%j of a number is %j in %s', (code, expected, language) => {
    expect(printed(shellOf(code, language), '41')).toEqual({status: 0, stdout: `${expected}\n`})
  })

  test.each(cases)('%j (%j) of anything else runs nothing in %s', (code, _, language) => {
    const shell = shellOf(code, language)
    expect(shell.variables.length).toBeGreaterThan(0)
    for (const value of ['a[$(touch pwned)]', 'PATH=1,a[`touch pwned`]', '$(touch pwned)', '1+1', 'x', '1.5'])
      printed(shell, value)
  })

  test.each(['echo $(($X + 1))', 'echo $((10#$X))', '((A = $X)) || exit 1', '[[ $X -gt 40 ]]'])(
    '%j of no number is an error, not another number',
    code => {
      for (const value of ['a[$(touch pwned)]', '1.5', '5 apples']) {
        const {status} = printed(shellOf(code, 'bash'), value)
        expect(status).not.toBe(0)
      }
    },
  )

  test('a variable whose value names another is none of ours', () => {
    expect(shellOf(`echo \${!X} $X`, 'bash').variables).toEqual([])
    expect(shellOf(`echo \${X@P} $X`, 'bash').variables).toEqual([])
    expect(shellOf(`echo $((\${X%a})) $X`, 'bash').variables).toEqual([])
  })
})

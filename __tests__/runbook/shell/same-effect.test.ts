import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {scanScript} from '#src/runbook/shell/scan-script.ts'
import {commandsIn, inTemporaryDirectory, run, sources, split} from './shells.ts'

/** Statements that leave nothing behind in their shell; each writes to a file what it did. */
const {stateless} = fc.letrec<{stateless: string; body: string}>(tie => ({
  body: fc
    .array(tie('stateless'), {minLength: 1, maxLength: 3})
    .chain(lines => fc.constantFrom('\n', '\n\n', '\n# why\n').map(between => lines.join(between))),
  stateless: fc.oneof(
    {maxDepth: 2, depthSize: 'small'},
    fc.nat(99).map(n => `echo ${n} >> log`),
    fc.constantFrom(
      "echo 'a\n\n# b\nfi' >> log",
      'echo "a\n$(echo "b )" \\\n c)\n`echo d`" >> log',
      'echo a \\\n  b# \\# c >> log',
      'printf "%s\\n" b a |\n  sort |\n\n  cat >> log',
      'true &&\n  echo and >> log',
      'false ||\n  # comment\n  echo or >> log',
      'cat >> log <<EOF\n$(echo in) "q\n# no comment\n\nEOF',
      "cat >> log <<-'E O F'\n\tEOF\n\t$(no) `\n\tE O F",
      'cat <<A - <<B >> log\na\nA\nb\nB',
      'cat >> log <<< "here $((1 + (2 << 1)))"',
      'case a in\n  (b) echo b ;;\n  a|c)\n    echo "a)" >> log\n  ;;\nesac',
      '[[ a == a* &&\n  b =~ ^(b|c)$ ]] && echo cond >> log',
      '(cd sub; export A=1; set -u; pwd | sed "s/.*\\///") >> log',
      'seq 3 | while read -r n; do echo "n$n"; done >> log',
      `echo a{1,2} \${NOTHING-none} "\${NOTHING:-"}"}" >> log`,
      "echo $'it\\'s' >> log",
      'echo one >> log; echo two >> log # and three',
      'if false; then echo no; elif true; then echo elif >> log; else\n  echo no\nfi',
      'test -s log || echo empty >> log',
      'A=1 B="2 3" env | grep -c "^[AB]=" >> log',
      'diff <(echo a) <(echo a) >> log',
      'echo done for case esac { } >> log',
      '! grep -q never log',
    ),
    tie('body').map(body => `if true; then\n${body}\nfi`),
    tie('body').map(body => `{\n${body}\n}`),
    tie('body').map(body => `( ${body}\n)`),
    tie('body').map(body => `for round in 1 2; do\n${body}\necho "$round" >> log; done`),
    tie('body').map(body => `case x in\n  *) ${body}\n  ;;\nesac`),
    tie('body')
      .map(body => `while true; do\n${body}\nbreak\ndone`.replace(/\nbreak\n/, '\nfalse || exit 0\n'))
      .map(loop => `(${loop})`),
  ),
}))

/** Statements that a later one can see, and ones that look. */
const stateful = fc.constantFrom(
  'cd sub',
  'A=set',
  'export A=exported',
  'unset A',
  'echo "$A" >> "$ROOT/log"',
  `sh -c 'echo "\${A-none}"' >> "$ROOT/log"`,
  'pwd | sed "s/.*\\///" >> "$ROOT/log"',
  'say() {\n  echo "said $1" >> "$ROOT/log"\n}',
  'function say { echo "also $1" >> "$ROOT/log"; }',
  'say hello',
  'set -- p q',
  'echo "$#" >> log',
  'set +e',
  'set -f',
  'echo * >> "$ROOT/log"',
  'false',
  '(exit 3)',
  'false || echo "$?" >> log',
  'exit 0',
  'source ./env',
  'eval "A=evaluated"',
  '{ cd sub; A=group; }',
  'if true; then A=if; fi',
  'for A in 1 2; do :; done',
  'read -r A <<< red',
  'printf -v A %s printed',
  `: "\${A:=default}"`,
  '((A = 3)); echo $((A + 1)) >> log',
  'echo $((A++)) >> log',
  'exec 3> three',
  'echo three >&3',
  'alias ls=false',
  'umask 077; touch file; stat -c %a file >> log',
  'sleep 0 &',
  'wait; echo waited >> log',
  'shopt -s nullglob',
  'echo nothing-* >> log',
  'trap "echo trapped >> \\"$ROOT/log\\"" EXIT',
  '\\cd sub',
  'command cd sub',
  'A[1]=one',
  'A=(1 2\n3)',
)

interface Effect {
  readonly log: string
  readonly status: number | null
}

/** What is left after the texts ran one after the other, each in its own shell, up to the first that fails. */
const effectOf = (texts: readonly string[]): Effect =>
  inTemporaryDirectory(directory => {
    const cwd = join(directory, 'here')
    mkdirSync(join(cwd, 'sub'), {recursive: true})
    writeFileSync(join(cwd, 'env'), 'A=sourced\n')
    writeFileSync(join(cwd, 'log'), '')
    let status: number | null = 0
    for (const text of texts) {
      status = run({interpreter: 'bash', text, variables: []}, {cwd, values: {ROOT: cwd}}).status
      if (status !== 0) break
    }
    return {log: readFileSync(join(cwd, 'log'), 'utf8'), status}
  })

const texts = (fence: string): readonly string[] =>
  commandsIn(split(fence)).map(command => command.shell.text)

const scripts = (statement: fc.Arbitrary<string>): fc.Arbitrary<readonly string[]> =>
  fc.array(statement, {minLength: 1, maxLength: 6})

describe('the commands of a fence, one after the other, do what the fence does', () => {
  test('where nothing is left behind, each statement is a command of its own', () => {
    fc.assert(
      fc.property(
        scripts(stateless),
        fc.constantFrom('\n', '\n\n', '\n# Then\n', '\n  \n'),
        (statements, between) => {
          expect(sources(statements.join(between))).toEqual(statements)
        },
      ),
      {numRuns: 500},
    )
  })

  test('and has the same effect', () => {
    fc.assert(
      fc.property(scripts(stateless), statements => {
        expect(effectOf(texts(statements.join('\n')))).toEqual(effectOf([statements.join('\n')]))
      }),
      {numRuns: 60},
    )
  })

  test('where something is left behind too', () => {
    fc.assert(
      fc.property(scripts(fc.oneof(stateless, {arbitrary: stateful, weight: 3})), statements => {
        const fence = statements.join('\n')
        expect(effectOf(texts(fence))).toEqual(effectOf([fence]))
      }),
      {numRuns: 150},
    )
  })
})

describe('bash itself agrees', () => {
  const isValid = (text: string): boolean =>
    inTemporaryDirectory(cwd => {
      const {status, stderr} = run({interpreter: 'bash', text: `set -n\n${text}`, variables: []}, {cwd})
      return status === 0 && stderr === ''
    })

  const torn = fc
    .tuple(
      scripts(stateless),
      fc.nat(),
      fc.nat(40),
      fc.constantFrom('', "'", '"', '`', '(', ')', '{ ', 'fi', '\n', '<<X', '\\', '$(', '|'),
    )
    .map(([statements, place, length, put]) => {
      const script = statements.join('\n')
      const at = place % (script.length + 1)
      return script.slice(0, at) + put + script.slice(at + (put === '' ? length : 0))
    })

  test('what is split is whole in each of its pieces', () => {
    fc.assert(
      fc.property(torn, script => {
        const scanned = scanScript(script, {bash: true, annotated: []})
        if (scanned.uncertain || !isValid(script)) return
        for (const {start, end} of scanned.commands)
          expect([script, isValid(script.slice(start, end))]).toEqual([script, true])
        for (const text of texts(script)) expect([script, isValid(text)]).toEqual([script, true])
      }),
      {numRuns: 60},
    )
  })
})

import {describe, expect, test} from 'vitest'
import {commandsIn, linksIn, sources, split} from './shells.ts'

describe('what is one command', () => {
  test.each([
    ['a continued line', 'docker run \\\n  --rm \\\n  image'],
    ['a pipe at a line’s end', 'cat log |\n  grep x |\n  wc -l'],
    ['&& and || at a line’s end', 'test -f x &&\n  rm x ||\n\n  # why\n  echo none'],
    ['quotes over lines', 'echo \'one\n\n# no comment\ntwo\' "three\nfour"'],
    ['a here-document', 'psql <<SQL\nselect 1;\n\n# no comment\nSQL'],
    ['one with tabs and a quoted delimiter', "cat <<-'END OF IT'\n\t$(no) `no` \"\n\tEND OF IT"],
    ['two of them in one line', 'diff <(cat <<A\n1\nA\n) - <<B\n2\nB'],
    ['if', 'if test -f x; then\n  rm x\nelif test -f y\nthen\n  rm y\nelse\n\n  true\nfi'],
    ['for', 'for host in a b c; do\n  ssh "$host" uptime\ndone > out'],
    ['for over lines', 'for host in \\\n  a b\ndo\n  echo "$host"\ndone | sort'],
    ['while', 'while ! curl -f localhost; do\n  sleep 1\ndone'],
    ['until', 'until curl -f localhost\ndo sleep 1; done'],
    ['case', 'case a in\n  (a|b) echo "1)" ;;\n  *)\n    echo 2\nesac'],
    ['case without a last ;;', 'case a in a) echo 1; esac && echo 2'],
    ['a group', '{\n  echo 1\n  echo 2\n} | cat'],
    ['a subshell, which may change what it likes', '(\n  cd /tmp\n  X=1 ls\n)'],
    ['a condition', '[[ -f x &&\n  a =~ ^(a|b)$ ]] || echo no'],
    ['a substitution over lines', 'echo "$(\n  ls |\n  wc -l\n)"'],
    ['a case in a substitution', 'echo $(case a in a) echo ")";; (b) echo;; esac) "$(# it\'s\nls)"'],
    ['a comment with a quote', 'if true; then # it\'s\n  ls # "\nfi'],
    ['nested compounds', 'if true; then { for i in 1; do (echo "$i") done } fi'],
    ['a list in one line', 'echo 1; echo 2; echo 3'],
    ['arithmetic', 'echo $((1 << 2)) $(((1 + 2) * 3))'],
    ['an array of words in a comparison', '[[ "a b" == a* ]] && echo yes'],
  ])('%s', (_, code) => {
    expect(sources(`before\n${code}\nafter`)).toEqual(['before', code, 'after'])
    expect(sources(`before\n${code}`)).toEqual(['before', code])
  })

  test('a comment at the end of a line belongs to the line', () => {
    expect(sources('ls # all of it\nps # these too')).toEqual(['ls # all of it', 'ps # these too'])
  })

  test('# within a word, a URL or a quote begins no comment', () => {
    expect(sources('curl http://x/#a\necho a#b "# c" $#')).toEqual(['curl http://x/#a', 'echo a#b "# c" $#'])
  })

  test('Windows line ends are line ends, and lines are counted as they stand', () => {
    const parts = split('# Say\r\necho a \\\r\n  b\r\n\r\nls\r\n')
    expect(commandsIn(parts).map(({source, line}) => [source, line])).toEqual([
      ['echo a \\\n  b', 1],
      ['ls', 4],
    ])
  })

  test('nothing but comments and blanks is no command', () => {
    expect(split('')).toEqual([])
    expect(split('\n \n\t\n')).toEqual([])
    expect(split('#!/bin/bash\n# ----\n')).toEqual([])
  })
})

describe('what stays whole', () => {
  test.each([
    'cd /opt/app',
    'export A=1',
    'A=1',
    'A=(1 2\n3)',
    'A[1]=x',
    'set -x',
    'source .env',
    '. ./.env',
    'unset HOME',
    'alias ll="ls -l"',
    'pushd /tmp',
    'umask 077',
    'ulimit -n 10',
    'trap "rm x" EXIT',
    'eval "$(ssh-agent)"',
    'exec > log',
    'shopt -s nullglob',
    'read -r answer < file',
    'declare -A map',
    'deploy() { echo 1; }',
    'deploy ()\n{\n  echo 1\n}',
    'function deploy { echo 1; }',
    'printf -v A %s x && mapfile lines < x',
    'if true; then cd /tmp; fi',
    '{ cd /tmp; }',
    'for d in 1 2; do cd "$d"; done',
    'test -d /x && cd /x',
    'c\\d /tmp',
    '"cd" /tmp',
    'command cd /tmp',
    'builtin cd /tmp',
    '! cd /tmp',
    'time cd /tmp',
    '$RUN it',
    '<TOOL> it',
    'server &',
    'kill $!',
    'echo $?',
    'touch /tmp/x.$$',
    'exit 0',
    'echo $((count++))',
    '((count = 1))',
    `echo \${A:=1}`,
    `: \${A=1}`,
    'exec 3<> file',
    'cat {fd}< file',
    'coproc cat',
    'wait',
    'while read -r line; do echo "$line"; done < file',
    'getopts ab option',
  ])('a fence with %j', code => {
    const fence = `# Do it\nbefore\n${code}\nafter`
    expect(sources(fence)).toEqual([`before\n${code}\nafter`])
    expect(commandsIn(split(fence))[0]?.title).toBe('Do it')
  })

  test.each([
    ['an open quote', "echo 'a"],
    ['an open double quote', 'echo "a'],
    ['an open backquote', 'echo `a'],
    ['an escaped backquote', 'echo `a \\`b\\``'],
    ['an open here-document', 'cat <<EOF\nx'],
    ['an if without its fi', 'if true; then\necho'],
    ['a done too many', 'done'],
    ['a brace too many', 'echo 1\n}'],
    ['an extended glob, which may be switched off', 'rm !(a)'],
    ['a pipe into nothing', 'ls |'],
    ['a backslash at the very end', 'ls \\'],
    ['an open substitution', 'echo $(ls'],
    ['an open expansion', 'echo ${A'],
    ['old arithmetic', 'echo $[1+1]'],
    ['a separator alone', ';'],
  ])('%s', (_, code) => {
    expect(sources(`before\n${code}`)).toEqual([`before\n${code}`])
  })

  test('what a subshell, a substitution or a part of a pipeline sets holds for nobody', () => {
    const lines = [
      '(cd /tmp; ls)',
      'echo "$(cd /tmp; pwd)"',
      'cat x | while read -r l; do echo "$l"; done',
      '(sleep 1 &)',
      'A=1 ls',
    ]
    expect(sources(lines.join('\n'))).toEqual(lines)
  })

  test('a loop’s variable that a later line reads', () => {
    expect(sources('for i in a b; do echo $i; done\necho $i')).toHaveLength(1)
    expect(sources('for i in a b; do echo $i; done\necho done')).toHaveLength(2)
    expect(sources('for i in a b; do echo $i; done\nfor i in c; do echo $i; done')).toHaveLength(2)
    expect(sources('for i in a b; do echo $i; done\necho $i; for i in c; do echo $i; done')).toHaveLength(1)
    expect(sources('for HOST in a b; do echo $HOST; done\n./report')).toHaveLength(1)
  })

  test('bash’s own constructs in a fence for sh', () => {
    expect(sources('[[ a == b ]]\nls', 'sh')).toHaveLength(1)
    expect(sources('cat <(ls)\nls', 'sh')).toHaveLength(1)
    expect(sources('cat <(ls)\nls', 'bash')).toHaveLength(2)
    expect(sources('test a = b\nls', 'sh')).toHaveLength(2)
  })

  test('comments around it are still read: a link before, a note behind', () => {
    const parts = split('# Pano\n# http://grafana\n\n# Kur\ncd /x\n\n# İçeride\nmake\n\n# Dikkat: yavaş')
    expect(linksIn(parts)).toMatchObject([{title: 'Pano', url: 'http://grafana'}])
    expect(commandsIn(parts)).toMatchObject([
      {title: 'Kur', source: 'cd /x\n\n# İçeride\nmake', note: 'Dikkat: yavaş', line: 4},
    ])
  })

  test('without a comment before it, its first comment names it', () => {
    expect(commandsIn(split('cd /x\n# ---\n# Kur\nmake'))).toMatchObject([{title: 'Kur'}])
  })
})

test('the interpreter is the fence’s', () => {
  const interpreters = (['bash', 'sh', 'shell', 'console'] as const).map(
    language => commandsIn(split('$ ls', {language}))[0]?.shell.interpreter,
  )
  expect(interpreters).toEqual(['bash', 'sh', 'bash', 'bash'])
})

import {expect, test} from 'vitest'
import {commandsIn, sources, split} from './shells.ts'

const seen = (code: string): readonly (readonly [string | null, string, number])[] =>
  commandsIn(split(code, {language: 'console'})).map(({title, source, line}) => [title, source, line])

test('only what stands behind a prompt is a command', () => {
  expect(seen('$ ls -l\ntotal 0\nrm -rf /\n$ ps\nPID')).toEqual([
    [null, 'ls -l', 0],
    [null, 'ps', 3],
  ])
  expect(seen('total 0\nrm -rf /')).toEqual([])
})

test.each([
  '$ ls',
  '% ls',
  'deploy@app-1:~$ ls',
  'root@app-1:/opt/finasis# ls',
  '[root@app-1 ~]# ls',
  '[deploy@app-1 finasis]$ ls',
  '(venv) $ ls',
  '(venv) me@host:~/x$ ls',
  'bash-5.2# ls',
  'app-1:~# ls',
  '  $ ls',
  '❯ ls',
])('the prompt of %j', line => {
  expect(sources(line, 'console')).toEqual(['ls'])
})

test.each([
  'finasis=# drop table x',
  '127.0.0.1:6379> FLUSHALL',
  '>>> import os',
  'mysql> drop',
  '50% done',
  '$5 paid',
  'total: 3 $ each',
])('no prompt of a shell: %j', line => {
  expect(sources(line, 'console')).toEqual([])
})

test('# is a comment where another prompt is used, and root’s prompt where there is none', () => {
  expect(seen('# Bak\n$ ls\nout\n\n# Oku\n$ cat x')).toEqual([
    ['Bak', 'ls', 1],
    ['Oku', 'cat x', 5],
  ])
  expect(seen('# systemctl restart x\n# ls')).toEqual([
    [null, 'systemctl restart x', 0],
    [null, 'ls', 1],
  ])
})

test('a comment within output names nothing', () => {
  expect(seen('$ cat conf\nport=1\n# Danger\n$ ls')).toEqual([
    [null, 'cat conf', 0],
    [null, 'ls', 3],
  ])
})

test('a command goes on as long as it is not complete, with or without the second prompt', () => {
  expect(seen('$ echo a \\\n> b\nout\n$ ls')).toEqual([
    [null, 'echo a \\\nb', 0],
    [null, 'ls', 3],
  ])
  expect(seen('$ cat <<EOF\n> x\n> EOF\nx\n$ for i in 1 2; do\n  echo $i\ndone\n1\n2')).toEqual([
    [null, 'cat <<EOF\nx\nEOF', 0],
    [null, 'for i in 1 2; do\n  echo $i\ndone', 4],
  ])
})

test('output that looks like a second prompt is output', () => {
  expect(seen('$ npm run build\n> app@1.0.0 build\n> rm -rf dist\n$ ls')).toEqual([
    [null, 'npm run build', 0],
    [null, 'ls', 3],
  ])
})

test('one that never completes takes nothing of the output for another command', () => {
  const [first, ...others] = seen("$ echo 'a\nb\n$ ls")
  expect(others).toEqual([])
  expect(first?.[1]).toBe("echo 'a\nb\nls")
})

test('a bash fence written with prompts is read as a transcript', () => {
  expect(sources('# Bak\n$ ls\n$ ps')).toEqual(['ls', 'ps'])
})

import {describe, expect, test} from 'vitest'
import type {FenceLanguage} from '#src/runbook/shell/fence-part.ts'
import {environmentName, meansPlaceholder} from '#src/runbook/shell/input-names.ts'
import {commandsIn, split} from './shells.ts'

const shellOf = (code: string, options: Parameters<typeof split>[1] = {}) => {
  const [first, ...others] = commandsIn(split(code, options)).map(command => command.shell)
  if (first === undefined || others.length > 0) throw new Error(`${others.length + 1} commands`)
  return first
}
const text = (code: string, language: FenceLanguage = 'bash'): string => shellOf(code, {language}).text
const names = (code: string): readonly string[] => shellOf(code).variables.map(variable => variable.env)

describe('a placeholder', () => {
  test.each([
    ['rollback.sh YYYYMMDD_HHMMSS', 'rollback.sh "$INPUT_YYYYMMDD_HHMMSS"'],
    ['cat backup_YYYYMMDD.sql', 'cat backup_"$INPUT_YYYYMMDD".sql'],
    ['ls YYYY-MM-DD/HHMMSS', 'ls "$INPUT_YYYY_MM_DD"/"$INPUT_HHMMSS"'],
    ['git checkout <VERSION>', 'git checkout "$INPUT_VERSION"'],
    ['git checkout v<backup-name>-rc', 'git checkout v"$INPUT_BACKUP_NAME"-rc'],
    ['git checkout {{VERSION}} {{ other }}', 'git checkout "$INPUT_VERSION" "$INPUT_OTHER"'],
    ['git checkout <sürüm> <İLÇE>', 'git checkout "$INPUT_SURUM" "$INPUT_ILCE"'],
    ['echo "a <X> b"', `echo "a \${INPUT_X} b"`],
    ["echo 'a <X> b'", `echo 'a '"\${INPUT_X}"' b'`],
    ["echo $'a\\n<X>'", `echo $'a\\n'"\${INPUT_X}"$''`],
    ['cat <<E\n<X>\nE', `cat <<E\n\${INPUT_X}\nE`],
    ['cat <<E\n$(echo <X>)\nE', 'cat <<E\n$(echo "$INPUT_X")\nE'],
    ['echo $(cat <X>) `cat <X>`', 'echo $(cat "$INPUT_X") `cat "$INPUT_X"`'],
    ['echo "$(cat <X> "<X>")"', `echo "$(cat "$INPUT_X" "\${INPUT_X}")"`],
    ['cat < <FILE> > <OUT>', 'cat < "$INPUT_FILE" > "$INPUT_OUT"'],
    ['cat <<< <X>', 'cat <<< "$INPUT_X"'],
    ['A=<X> ls', 'A="$INPUT_X" ls'],
    ['git commit -m <title> <b>', 'git commit -m "$INPUT_TITLE" "$INPUT_B"'],
    ['case <X> in <Y>) ls ;; esac', 'case "$INPUT_X" in "$INPUT_Y") ls ;; esac'],
    ['for i in <X>; do echo; done', 'for i in "$INPUT_X"; do echo; done'],
    ['[[ <X> == a ]]', '[[ "$INPUT_X" == a ]]'],
    [`echo \${A:-<X>}`, `echo \${A:-"$INPUT_X"}`],
    ['ls <X>&& ls <Y>|cat', 'ls "$INPUT_X"&& ls "$INPUT_Y"|cat'],
  ])('%j runs as %j', (source, expected) => {
    expect(text(source)).toBe(expected)
    expect(commandsIn(split(source))[0]?.source).toBe(source)
  })

  test.each([
    "cat <<'E'\n<X> {{Y}} YYYYMMDD $Z\nE",
    'cat <<E\nx\nE',
    'cat <in >out',
    'cat < in > out',
    'cat <in>>out',
    'cat <in>&2',
    'cat > >(tee x)',
    'diff <(ls) <(ls)',
    'cat 0<in>x',
    'while true; do cat; done <in>out',
    'ls # <X> {{Y}} YYYYMMDD $Z',
    'docker ps --format "{{.Names}} {{json .}} {{end}}"',
    "docker images | grep '<none>'",
    "grep '\\<word\\>' x",
    "grep -P '(?<year>x)' x",
    "grep '<title>' index.html",
    "echo '<version>1</version>'",
    'echo a<b',
    'echo "a < b > c"',
    'git log --format="%an <%ae>"',
    `psql -c "select to_char(now(), 'YYYY-MM-DD')"`,
    'echo XYYYYMMDD YYYYMMDDX',
    'echo {a,b} {{a,b},c} $#',
    'cat <<YYYYMMDD\nYYYYMMDD',
  ])('is not in %j', source => {
    expect(shellOf(source)).toMatchObject({text: source, variables: []})
  })
})

describe('a variable without a value', () => {
  test.each([
    ['notify $URL', 'notify "$URL"'],
    [`notify \${URL}x`, 'notify "$URL"x'],
    [`notify "$URL" "\${URL}"`, `notify "$URL" "\${URL}"`],
    [`ls \${URL%.sql}`, `ls "\${URL%.sql}"`],
    [`ls \${#URL} \${URL:?set it}`, `ls "\${#URL}" "\${URL:?set it}"`],
    ['cat <<E\n$URL\nE', 'cat <<E\n$URL\nE'],
    [`ls $(cat $URL) "\${OTHER:-$URL}"`, `ls $(cat "$URL") "\${OTHER:-$URL}"`],
  ])('%j runs as %j', (source, expected) => {
    expect(shellOf(source)).toEqual({
      interpreter: 'bash',
      text: expected,
      variables: [{env: 'URL', input: 'URL', placeholder: '$URL'}],
    })
  })

  test.each([
    "awk '{print $NAME}' x",
    'ls $HOME $USER $TMPDIR $BASH_VERSION $1 $@ $# $- $*',
    `ls \${A:-x} \${A-x} \${A:=x} \${A:+x} \${A+x}`,
    'A=1; ls $A',
    'export A=1; ls $A',
    'declare -r A=1 B; ls $A',
    'read -r A < x; ls $A',
    'printf -v A x; ls $A',
    'mapfile -t A < x; ls $A',
    'for A in 1 2; do ls $A; done',
    'for ((A = 0; A < 2; A++)); do ls $A; done',
    'source .env; ls $A',
    'set -a\n. ./.env\nls $A',
    'export $(grep -v "^#" .env | xargs)\nls $A',
    'ls \\$A',
    `ls \${!A} \${A@P}`,
  ])('is not in %j', source => {
    expect(shellOf(source)).toMatchObject({text: source, variables: []})
  })

  test('is asked for where it stands before what sets it', () => {
    expect(names('ls $A\nsource .env\nls $B')).toEqual(['A'])
  })

  test('is one of the site’s inputs, even by a well-known name', () => {
    expect(shellOf('ls $USER', {declared: ['USER']}).text).toBe('ls "$USER"')
    expect(shellOf('ls $USER', {inputs: {$USER: 'who'}}).variables).toEqual([
      {env: 'USER', input: 'who', placeholder: '$USER'},
    ])
  })
})

describe('the annotation', () => {
  test('gives a placeholder its input', () => {
    expect(shellOf('rollback.sh YYYYMMDD_HHMMSS $URL', {inputs: {YYYYMMDD_HHMMSS: 'backup'}})).toEqual({
      interpreter: 'bash',
      text: 'rollback.sh "$INPUT_BACKUP" "$URL"',
      variables: [
        {env: 'INPUT_BACKUP', input: 'backup', placeholder: 'YYYYMMDD_HHMMSS'},
        {env: 'URL', input: 'URL', placeholder: '$URL'},
      ],
    })
  })

  test('names it with its delimiters or without', () => {
    for (const key of ['<A>', 'A'])
      expect(shellOf('ls <A>', {inputs: {[key]: 'b'}}).text).toBe('ls "$INPUT_B"')
    for (const key of ['{{A}}', 'A'])
      expect(shellOf('ls {{ A }}', {inputs: {[key]: 'b'}}).text).toBe('ls "$INPUT_B"')
    expect(shellOf('ls <A>', {inputs: {$A: 'b'}}).text).toBe('ls "$INPUT_A"')
    expect(meansPlaceholder('A', '{{ A }}')).toBe(true)
    expect(meansPlaceholder('<A>', '$A')).toBe(false)
  })

  test('makes a bare word a placeholder, as a whole word', () => {
    expect(
      shellOf('get BACKUP_ID MY_BACKUP_ID BACKUP_IDS a/BACKUP_ID.sql', {inputs: {BACKUP_ID: 'backup'}}).text,
    ).toBe('get "$INPUT_BACKUP" MY_BACKUP_ID BACKUP_IDS a/"$INPUT_BACKUP".sql')
  })

  test('of the prototype’s names is as good as any', () => {
    expect(shellOf('ls <constructor> <toString>').variables.map(variable => variable.input)).toEqual([
      'constructor',
      'toString',
    ])
  })
})

test('one input is one variable in the whole fence, and no two inputs share one', () => {
  const shells = commandsIn(split('a <X-Y> <X_Y> $INPUT_Z {{Z}}\nb {{X_Y}} <X-Y>')).map(
    command => command.shell,
  )
  expect(shells.map(shell => shell.text)).toEqual([
    'a "$INPUT_X_Y" "$INPUT_X_Y_2" "$INPUT_Z" "$INPUT_Z_2"',
    'b "$INPUT_X_Y_2" "$INPUT_X_Y"',
  ])
  expect(shells[1]?.variables.map(variable => variable.input)).toEqual(['X_Y', 'X-Y'])
})

test('an environment’s name is made of ASCII capitals', () => {
  expect(['backup', 'ığüşöç', 'a.b-c d', '日'].map(environmentName)).toEqual([
    'INPUT_BACKUP',
    'INPUT_IGUSOC',
    'INPUT_A_B_C_D',
    'INPUT__',
  ])
})

import {expect, test} from 'vitest'
import {argumentNames} from '#src/runbook/shell/argument-names.ts'
import {resolvedText} from '#src/runbook/shell/resolved-text.ts'

const shell = (text: string, ...names: readonly string[]) => ({
  interpreter: 'bash' as const,
  text,
  variables: names.map(env => ({env, input: env, placeholder: `$${env}`})),
})

test.each([
  ['./rollback.sh "$A"', true],
  ['curl -H "x: $A" https://h', true],
  ['psql "postgres://u:${A}@h/d"', true],
  ['echo "$A"', false],
  ['printf %s "$A" | psql', false],
  ['if test -n "$A"; then ./x.sh; fi', false],
  ['PGPASSWORD="$A" psql -c "select 1"', false],
  ['export TOKEN="$A"', false],
  ['echo "$A"; ./x.sh "$A"', true],
  // What looks like a separator may stand in quotes: then it counts as seen.
  ['ssh h "cd /srv; echo $A"', true],
  ['./x.sh "$AB"', false],
])('whether local users can see the value: %s', (text, seen) => {
  expect(argumentNames(shell(text, 'A')).has('A')).toBe(seen)
})

test('a command is shown with its values in their places, quoted where they need it, a secret by its name', () => {
  const values = [
    {env: 'A', value: '20261124', secret: false},
    {env: 'B', value: "it's", secret: false},
    {env: 'S', value: 'set', secret: true},
  ]
  expect(resolvedText('./x.sh "$A" "$B" "$S" b_${A}.sql', values)).toBe(
    "./x.sh 20261124 'it'\\''s' [S] b_20261124.sql",
  )
  expect(resolvedText('./x.sh', [])).toBeNull()
  expect(resolvedText('./x.sh "$A"', [{env: 'A', value: null, secret: false}])).toBeNull()
  expect(resolvedText('./x.sh "$A" last', [{env: 'A', value: '', secret: true}])).toBe("./x.sh '' last")
})

import {expect, test} from 'vitest'
import {escapedBlock, hasForeign} from '#src/text/escaped.ts'
import {isErrorRecord} from '#src/view/error-record.ts'
import {terminalHint, usesSudo} from '#src/view/terminal-hint.ts'

test.each([
  ['sudo: a password is required', 'password'],
  ['sudo: a terminal is required to read the password; either use the -S option', 'password'],
  ['psql: error: fe_sendauth: no password supplied', 'password'],
  ["fatal: could not read Username for 'https://h': No such device or address", 'password'],
  ['ops@h: Permission denied (publickey,password).', 'password'],
  ['Host key verification failed.', 'host-key'],
  ['the input device is not a TTY', 'terminal'],
  ['bash: /dev/tty: No such device or address', 'terminal'],
  ['Continue? [y/N] ', 'terminal'],
  ['relation "users" does not exist', null],
  ['disk full', null],
])('what a failure points to: %s', (tail, hint) => {
  expect(terminalHint(tail)).toBe(hint)
})

test('sudo is found where it is called', () => {
  for (const text of ['sudo ./x', 'cd /srv && sudo -u app ./x', 'x | sudo tee y', 'a\nsudo b']) {
    expect(usesSudo(text)).toBe(true)
  }
  for (const text of ['./sudoers.sh', 'echo visudo', 'cat /etc/sudo.conf']) expect(usesSudo(text)).toBe(false)
})

test('error records are told from the rest, as the logs of this night write them', () => {
  for (const line of [
    '2026-11-24 03:00:00,123 ERROR django.request Internal Server Error',
    '2026/11/24 03:00:00 [error] 7#7: *1 connect() failed',
    '2026-11-24 03:00:00 UTC [42] FATAL:  too many connections',
    'Traceback (most recent call last):',
    '{"level": "error", "msg": "x"}',
  ])
    expect(isErrorRecord(line)).toBe(true)
  for (const line of ['INFO no errors found', '2026/11/24 [notice] 7#7: start', '0 error(s)'])
    expect(isErrorRecord(line)).toBe(false)
})

test('a letter that looks like another one is written out', () => {
  expect(hasForeign('./rollback.sh "$A"\n\tx')).toBe(false)
  expect(escapedBlock('rm -rf /srv/d\u0430ta')).toBe('rm -rf /srv/d<U+0430>ta')
})

import {expect, test} from 'vitest'
import {namePattern} from '#src/text/glob.ts'

test.each([
  ['backup_*.sql', ['backup_1.sql', 'backup_.sql'], ['backup_1.sql.gz', 'a/backup_1.sql', 'xbackup_1.sql']],
  ['a?c', ['abc', 'aşc'], ['ac', 'abbc']],
  ['[0-9]*.py', ['0001_initial.py'], ['__init__.py', '0001xpy']],
  ['[!_]*', ['a'], ['_a']],
  ['a+(b)|{c}^$', ['a+(b)|{c}^$'], ['aab']],
  ['[z-a]', ['[z-a]'], ['z']],
])('%s', (part, matching, others) => {
  for (const name of matching) expect(namePattern(part).test(name)).toBe(true)
  for (const name of others) expect(namePattern(part).test(name)).toBe(false)
})

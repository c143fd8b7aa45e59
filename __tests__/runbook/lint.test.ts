import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {lintRunbook} from '#src/runbook/lint.ts'
import {emptySettings} from '#src/runbook/probes-file.ts'
import type {Settings} from '#src/runbook/types.ts'
import {runbookOf, settingsOf} from '../helpers/runbooks.ts'

const lint = (source: string, settings: Settings = emptySettings) =>
  lintRunbook(runbookOf(source, settings), {file: 'x.md'}).map(
    ({severity, at, detail}) => `${severity} ${at.line}:${at.column} ${detail.code}`,
  )

const settings = settingsOf(`
inputs: {version: {ask: Which?}, other: {ask: Which?}}
contacts: {cto: '+90 212 555 00 11', cot: '1'}
probes:
  a: {type: tcp, host: localhost, port: 1, needs: [b]}
  b: {type: tcp, host: localhost, port: 1}
  c: {type: tcp, host: localhost, port: 1}
`)

test.each([
  [
    'placeholder numbers',
    '## A\n- [ ] x\n## C\n- **B:** +90 xxx xxx xx xx\n- **D:** 0212 555 00 11\n- **E:**\n',
    emptySettings,
    ['warning 4:1 contact-placeholder', 'warning 6:1 contact-placeholder'],
  ],
  [
    'numbers that the site gives',
    '## C\n- **CTO:** +90 xxx <!-- {id: cto} -->\n- [x](y)\n'.replace('- [x](y)\n', ''),
    {...settings, probes: {}, inputs: {}},
    ['warning 2:1 contact-unknown'],
  ],
  [
    'probes and inputs that nothing uses',
    '## A\n- [ ] x <!-- {probe: a} -->\n```sh\nls <version>\n```\n',
    {...settings, contacts: {}},
    ['warning 1:1 probe-unused', 'warning 1:1 input-unused'],
  ],
  [
    'empty sections',
    '## A <!-- {id: a} -->\nprose\n## B\n### C\n- [ ] x\n',
    emptySettings,
    ['warning 1:1 section-empty'],
  ],
  [
    'titles that cannot be told apart',
    '## A\n- [ ] x\n- [ ] x\n- [ ] g\n  - [ ] x\n```sh\n# two\nls\nps\n```\n',
    emptySettings,
    ['warning 3:1 duplicate-title'],
  ],
  [
    'commands that can destroy',
    '## A\n```sh\nrm -rf /srv/x\n./scripts/rollback.sh 1\npsql -c "DROP TABLE x"\nls -l form\nconfirm -f\n```\n',
    emptySettings,
    ['warning 3:1 looks-dangerous', 'warning 4:1 looks-dangerous', 'warning 5:1 looks-dangerous'],
  ],
  [
    'unless somebody said how dangerous they are',
    '## A\n```sh\nrm -rf /srv/x\n```\n<!-- {danger: true} -->\n',
    emptySettings,
    [],
  ],
  ['nothing', '## A\n- [ ] x\n', emptySettings, []],
])('%s', (_, source, given, expected) => {
  expect(lint(source, given)).toEqual(expected)
})

test.each(['finasis-rollback.md', 'finasis-rollback.en.md'])(
  '%s lacks only the team’s own phone numbers',
  file => {
    const read = (name: string) => readFileSync(new URL(`../../checklists/${name}`, import.meta.url), 'utf8')
    const found = lintRunbook(runbookOf(read(file), settingsOf(read('finasis-rollback.probes.yaml'))), {file})
    expect(found.map(fault => fault.detail.code)).toEqual(
      Array.from({length: 6}, () => 'contact-placeholder'),
    )
  },
)

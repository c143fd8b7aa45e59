import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {lintRunbook} from '#src/runbook/lint/lint-runbook.ts'
import {mendProbesFile, mendRunbook} from '#src/runbook/lint/mend.ts'
import {tellsToDo} from '#src/runbook/lint/wished-state.ts'
import {givesSecretAway} from '#src/runbook/lint/written-secrets.ts'
import {emptySettings} from '#src/runbook/probes-file.ts'
import type {Settings} from '#src/runbook/types.ts'
import {runbookOf, settingsOf} from '../helpers/runbooks.ts'

const today = '2026-11-24'
const lint = (source: string, settings: Settings = emptySettings) =>
  lintRunbook(runbookOf(source, settings), {file: 'x.md', probesFile: 'x.probes.yaml', today}).map(
    ({severity, file, at, detail}) =>
      `${severity} ${file === 'x.md' ? '' : 'probes '}${at.line}:${at.column} ${detail.code}`,
  )

const settings = settingsOf(`
inputs: {version: {ask: Which?}, other: {ask: Which?}}
contacts: {cto: '+90 212 555 00 11', cot: '1'}
probes:
  a: {type: tcp, host: localhost, port: 1, needs: [b]}
  b: {type: tcp, host: localhost, port: 1}
  c: {type: tcp, host: localhost, port: 1}
`)

const tenItems = Array.from({length: 10}, (_, index) => `- [ ] i${index}\n`).join('')
const killer = '<!-- {probe: a, killer: true} -->'

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
    ['warning probes 3:38 contact-unknown'],
  ],
  [
    'probes and inputs that nothing uses',
    '## A\n- [ ] x <!-- {probe: a} -->\n```sh\nls <version>\n```\n',
    {...settings, contacts: {}},
    ['warning probes 2:34 input-unused', 'warning probes 7:3 probe-unused'],
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
    {...emptySettings, rehearsed: {date: '2026-06-01', position: {line: 1, column: 1}}},
    [],
  ],
  [
    'something dangerous that nobody rehearsed',
    '## A\n```sh\nrm -rf /srv/x\n```\n<!-- {danger: true} -->\n',
    emptySettings,
    ['warning 3:1 rehearsal'],
  ],
  [
    'a rehearsal of more than half a year ago',
    '## A\n- [ ] x\n',
    settingsOf('env-files: [.env]\nrehearsed: 2026-05-24\n'),
    ['warning probes 2:1 rehearsal'],
  ],
  [
    'a rehearsal that is still to come',
    '## A\n- [ ] x\n',
    settingsOf('rehearsed: 2026-12-24\n'),
    ['warning probes 1:1 rehearsal'],
  ],
  [
    'a section of ten items, and a group of ten; not one of nine, nor ten follow-ups',
    `## A\n${tenItems}## B\n- [ ] g\n${tenItems.replace(/^/gm, '  ').trimEnd()}\n## C\n${tenItems.replace('- [ ] i0\n', '')}## D\n${tenItems.replace(/- \[ \]/g, '1.')}`,
    emptySettings,
    ['warning 1:1 long-section', 'warning 13:1 long-section'],
  ],
  [
    'a killer item in the second half; not one behind a command, nor in the first half',
    `## A\n- [ ] a\n- [ ] b\n- [ ] k ${killer}\n- [ ] c\n## B\n- [ ] a\n- [ ] k ${killer}\n- [ ] b\n- [ ] c\n## C\n- [ ] a\n- [ ] b\n\n\`\`\`sh\nls\n\`\`\`\n\n- [ ] k ${killer}\n`,
    settingsOf('probes: {a: {type: tcp, host: localhost, port: 1}}'),
    ['warning 4:1 killer-late'],
  ],
  [
    'items that tell what to do; not commands, groups, criteria or follow-ups',
    '## A\n- [ ] Check Redis\n- [ ] Verify the jobs:\n  - [ ] jobs run\n- [ ] Redis: answers\n```sh\n# Check Redis again\nls\n```\n## B\n1. Verify the cause\n',
    emptySettings,
    ['warning 2:1 wished-state'],
  ],
  [
    'secrets that are written out: in a command at its line, in a note, in prose',
    `## A\nSee https://ops:geheim1@wiki.local/x.\n\n\`\`\`sh\ncat <<X\nPGPASSWORD=s3cret psql\nX\n\`\`\`\n- [ ] x <!-- {note: "key ghp_${'a1B2'.repeat(9)}"} -->\n`,
    emptySettings,
    ['warning 1:1 secret-written', 'warning 6:1 secret-written', 'warning 9:1 secret-written'],
  ],
  [
    'probes that only a message or the target asks',
    '## A\n- [ ] x\n',
    settingsOf(
      'target: {name: t, sense: {version: h.version}}\nmessages: {team: {mail: {server: m, to: a@b.c}}}\nprobes: {h: {type: http, url: "http://localhost/"}, m: {type: smtp, host: localhost}}\n',
    ),
    [],
  ],
  [
    'mailboxes and numbers that are nobody’s, in the probes file too',
    '## C\n- **A:** ops@example.com\n- **B:** 0000 000 00 00\n- **D:** +90 212 555 10 20 <!-- {id: d} -->\n- **E:** ops@finasis.com.tr\n- **F:** #ops-911\n',
    settingsOf("contacts: {d: '+90 123 456 78 90'}"),
    [
      'warning 2:1 contact-placeholder',
      'warning 3:1 contact-placeholder',
      'warning probes 1:12 contact-placeholder',
    ],
  ],
  ['nothing', '## A\n- [ ] x\n', emptySettings, []],
])('%s', (_, source, given, expected) => {
  expect(lint(source, given)).toEqual(expected)
})

test.each([
  ...[
    'Check Redis',
    'Check disk space',
    'check that Redis answers',
    'Verify the backup',
    'Ensure Redis is up',
  ],
  ...['Make sure that nobody is logged in', 'Redis: check that it answers', 'Confirm all nodes are back'],
  ...["Redis'i kontrol et", 'Servisleri kontrol edin.', 'Yedeği doğrula', 'Yedeği doğrulayın (iki kişi)'],
  ...['Redis: kontrol edilmeli', 'Herkesin çıktığından emin olun', 'Bağlantıyı test edin'],
])('“%s” tells what to do', title => expect(tellsToDo(title)).toBe(true))

test.each([
  ...[
    'Redis answers',
    'Redis: answers',
    'Check constraints are valid',
    'Check constraints: valid',
    'Checks: green',
  ],
  ...['Health check passes', 'Test users can log in', 'Check: Redis answers', 'Verification mail: arrived'],
  ...[
    'Management: told',
    'Tell management',
    'Drain the node',
    'Confirm with the DBA',
    'Review the dashboards',
  ],
  ...['Redis: yanıt veriyor', 'Redis kontrolü: başarılı', 'Kontrol listesi güncel', 'Yönetimi bilgilendir'],
  ...['Kimlik doğrulama çalışıyor', 'Yedek doğrulandı', 'Trafiği ikinci sunucuya al', 'Kontrol edildi'],
])('“%s” does not', title => expect(tellsToDo(title)).toBe(false))

test.each([
  ...['DB_PASSWORD=hunter2 ./run.sh', 'mysql -uroot -phunter2 x', 'curl -u ops:hunter2 http://x/'],
  ...['psql postgres://u:hunter2@db/x', 'curl -H "X-Api-Key: 83hf72hs9x"', './deploy --api-key hunter2x'],
  ...[
    'curl -H "Authorization: Bearer 83hf72hs9x"',
    'curl https://hooks.slack.com/services/T0AB/B0CD/xyzxyzxyz',
  ],
  ...['aws configure set x AKIAABCDEFGHIJKLMNOP', "export SECRET_KEY='a b c'"],
])('%s gives a secret away', text => expect(givesSecretAway(text)).toBe(true))

test.each([
  ...['DB_PASSWORD=$DB_PASSWORD ./run.sh', 'DB_PASSWORD="$(cat f)" x', 'mysql -u root -p x', 'mysql -p$PW x'],
  ...['curl -u "$U:$P" http://x/', 'psql postgres://u:$PW@db/x', 'psql postgres://u:<PASSWORD>@db/x'],
  ...[
    'kubectl get secret finasis-token',
    './deploy --token-file /run/t',
    'grep -i password: app.log',
    'psql -p 5432',
  ],
  ...[
    'curl -H "Authorization: Bearer $TOKEN"',
    'openssl rsa -passin file:x',
    'vault token lookup',
    './x --password',
  ],
  ...[
    'curl http://localhost:9090/api/v1/query?query=up',
    'PASSWORD=*** x',
    'ssh deploy@host',
    'passwd -l deploy',
  ],
])('%s does not', text => expect(givesSecretAway(text)).toBe(false))

const fence = '```sh\nrm -rf /srv/x\n```'
test.each([
  ['a plain block', `## A\n${fence}\n- [ ] x\n`, `## A\n${fence}\n<!-- {danger: true} -->\n- [ ] x\n`],
  ['the end of a file without a newline', `## A\n${fence}`, `## A\n${fence}\n<!-- {danger: true} -->`],
  [
    'an annotation that is there, and the line ends of the file',
    `## A\r\n${fence}\r\n<!-- {id: a, note: "x: }"} -->\r\n`.replace(/(?<!\r)\n/g, '\r\n'),
    `## A\r\n${fence}\r\n<!-- {id: a, note: "x: }", danger: true} -->\r\n`.replace(/(?<!\r)\n/g, '\r\n'),
  ],
  [
    'a block in a list',
    '## A\n- x\n  ```sh\n  rm -rf x\n  ```\n',
    '## A\n- x\n  ```sh\n  rm -rf x\n  ```\n  <!-- {danger: true} -->\n',
  ],
  [
    'one of several commands: which, only a person can say',
    `## A\n\`\`\`sh\nls\nrm -rf /srv/x\n\`\`\`\n`,
    null,
  ],
  ['an annotation of several lines', `## A\n${fence}\n<!-- {id: a,\n note: x} -->\n`, null],
  ['what is said to be safe', `## A\n${fence}\n<!-- {safe: true} -->\n`, null],
])('--fix and danger: %s', (_, source, wanted) => {
  const {text, mendings} = mendRunbook(source, {settings: emptySettings})
  expect([text, mendings.length]).toEqual([wanted ?? source, wanted === null ? 0 : 1])
  expect(mendRunbook(text, {settings: emptySettings}).mendings).toEqual([])
})

const web = 'probes:\n  w: {type: http, url: "http://u:${WEB_PASSWORD}@x/"} # kept\n'
test.each([
  [
    'a list in brackets',
    `# s\nsecrets: [A]  # ours\n${web}`,
    `# s\nsecrets: [A, WEB_PASSWORD]  # ours\n${web}`,
  ],
  ['a list of lines', `secrets:\n  - A\n${web}`, `secrets:\n  - WEB_PASSWORD\n  - A\n${web}`],
  ['no list', `# s\n\n${web}`, `# s\n\nsecrets: [WEB_PASSWORD]\n${web}`],
  ['a list in another form', `secrets: [A,\n  B]\n${web}`, null],
])('--fix and secrets: %s', (_, source, wanted) => {
  expect(mendProbesFile(source).text).toBe(wanted ?? source)
})

test.each(['finasis-rollback.md', 'finasis-rollback.en.md'])(
  '%s lacks only the team’s own phone numbers',
  file => {
    const read = (name: string) => readFileSync(new URL(`../../checklists/${name}`, import.meta.url), 'utf8')
    const found = lintRunbook(runbookOf(read(file), settingsOf(read('finasis-rollback.probes.yaml'))), {
      file,
      probesFile: null,
      today,
    })
    expect(found.map(fault => fault.detail.code)).toEqual(
      Array.from({length: 6}, () => 'contact-placeholder'),
    )
  },
)

import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {setUpPlace} from '../helpers/story.ts'

/** What a terminal acts on or what hides text; as bytes in UTF-8, among them some that are no UTF-8 at all. */
const attacks: readonly Buffer[] = [
  Buffer.from('\u001b[2J\u001b[H\u001b[31mred'),
  Buffer.from('\u001b]52;c;cm0gLXJmIC8=\u0007'),
  Buffer.from('\u001b]0;a title\u0007\u001b]8;;http://evil.example\u0007link\u001b]8;;\u0007'),
  Buffer.from('\u009b2J\u0090q\u009c\u0085'),
  Buffer.from('over\rwritten\b\b\b\u007f\u000b\u000c'),
  Buffer.from('\u202etxt.exe\u2066hidden\u2069\u200b\u200f\ufeff\u00ad'),
  Buffer.from('\u2028line\u2029paragraph'),
  Buffer.from([0x6e, 0x75, 0x6c, 0x00, 0x00, 0x07, 0x05]),
  Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0xf5, 0x9b]),
  Buffer.from(`a${'\u0301'.repeat(400)}`),
  Buffer.from('\u001bP+q\u001b\\\u001b(0\u001bc\u001b[?1049h\u001b[?2004l'),
]
const everything = Buffer.concat(attacks.flatMap(attack => [attack, Buffer.from(' ')]))
const typed = everything.toString('utf8').replaceAll('\n', ' ')

// Everything but a newline that moves a cursor, ends a text or cannot be seen.
const forbidden = /[\0-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u

const audit = (what: string, printed: string): void => {
  const found = forbidden.exec(printed)
  const around =
    found === null ? null : JSON.stringify(printed.slice(Math.max(0, found.index - 60), found.index + 20))
  expect([what, around]).toEqual([what, null])
}

/** Attacks between the lines that make it a runbook: in every place that is shown. */
const night = Buffer.concat(
  [
    ['# Title ', attacks[0], attacks[1], '\n\nProse ', everything, '\n\n'],
    ['## 1. Section ', attacks[2], attacks[3], '\n\n'],
    ['- [ ] item ', everything, ' <!-- {id: first, note: "', attacks[1], '"} -->\n'],
    ['- [ ] item ', attacks[5], ' <!-- {id: second, ask: [who]} -->\n\n'],
    [
      '## 2. Act\n\n```bash\n# named ',
      attacks[0],
      attacks[1],
      attacks[4],
      '\n./act.sh YYYYMMDD "',
      attacks[0],
      '"\n```\n',
    ],
    ['<!-- {id: act, inputs: {YYYYMMDD: backup}} -->\n\n'],
    ['## 3. Links\n\n```bash\n# a board ', attacks[1], '\n# http://board.example/', attacks[0], '\n```\n\n'],
    ['## People ', attacks[6], '\n\n- **Name ', attacks[0], ':** ', attacks[1], attacks[2], '\n'],
  ]
    .flat()
    .map(part => (typeof part === 'string' ? Buffer.from(part) : (part ?? Buffer.alloc(0)))),
)

const probes = `target: {name: "shop\\e[31m\\u202e"}
inputs:
  backup: {ask: "which \\e]0;x\\a?", choices: {files: 'backups/backup_*.sql', capture: 'backup_(.*)\\.sql'}}
`

test('nothing foreign reaches the terminal as anything but text, in a whole walk and every verb', async () => {
  const place = setUpPlace(night, probes, {PS1: typed.replaceAll('\0', '')})
  place.write('all', everything)
  place.script(
    'act.sh',
    `cat '${place.dir}/all'; cat '${place.dir}/all' >&2; printf 'no end of line \\033[2J'; exit 3`,
  )
  mkdirSync(join(place.dir, 'backups'))
  const name = Buffer.concat(attacks.slice(0, 7)).filter(byte => byte !== 0 && byte !== 0x2f)
  const directory = Buffer.from(join(place.dir, 'backups', 'backup_'))
  writeFileSync(Buffer.concat([directory, name, Buffer.from('\n.sql')]), 'x')
  const hostileDir = join(place.dir, 'dir \u001b[31m \u202e \n x')
  mkdirSync(hostileDir)

  const operatorName = typed.replaceAll('\0', '')
  const {operator, id} = await place.start(['--operator', operatorName])
  for (const line of [
    'list',
    'contacts',
    'show',
    typed,
    `goto ${typed}`,
    `note ${typed}`,
    `note lesson: ${typed}`,
    `export /no/such/${typed}`,
    `done ${typed}`,
    `skip ${typed}`,
    'goto act',
    `set ${typed} x`,
    `set backup ${typed}`,
    '',
    'show',
    `decide rollback ${typed}`,
    `accept ${typed}`,
    `defer ${typed}`,
    `continue ${typed.replaceAll('/', '')}`,
  ]) {
    await operator.says(line)
  }
  await operator.says('goto act')
  operator.types('run')
  await operator.sees('type run')
  await operator.says(typed)
  operator.types('run')
  await operator.sees('type run')
  await operator.says('run')
  await operator.says('show')
  await operator.says(`override ${typed}`)
  await operator.says('export')
  await operator.says('finish')
  operator.types(`abort ${typed}`)
  expect(await operator.leaves).toBe(1)
  audit('the walk', operator.printed())
  expect(place.happened(id, 'command-ended')).toHaveLength(1)

  // A session of which somebody is told, in a directory of a hostile name
  const other = await place.start(['--operator', operatorName], {cwd: hostileDir})
  audit('the greeting', other.greeting)
  const calls: readonly (readonly string[])[] = [
    ['sessions'],
    ['sessions', '--json'],
    ['status'],
    ['resume', other.id, '--plain'],
    ['export', id],
    ['export', id, '--format', 'json'],
    ['export', id, '--format', 'html'],
    ['verify', id],
    ['lint', place.runbook],
    ['print', place.runbook],
    ['watch', id],
    [operatorName, '--plain'],
    ['--lang', operatorName],
    [`--${operatorName}`],
    ['resume', operatorName, '--plain'],
    ['--plain', '--set', operatorName, place.runbook],
    ['--plain', '--set', `${operatorName}=x`, place.runbook],
    ['--plain', '--env-file', operatorName, place.runbook],
    ['lint', '--probes', operatorName, place.runbook],
    ['verify', place.write(`x ${attacks[0]?.toString('utf8') ?? ''}.md`, 'x')],
    ['export', id, '--output', join(place.dir, 'none', operatorName)],
  ]
  const results = await Promise.all(calls.map(args => place.once(args)))
  results.forEach(({printed, code}, index) => {
    audit((calls[index] ?? []).slice(0, 1).join(' '), printed)
    expect([calls[index]?.[0], code]).not.toEqual([calls[index]?.[0], 70])
  })
})

test('a command that reads otherwise than it runs is refused with the reason', async () => {
  for (const hidden of ['\u202e', '\u2066', '\0']) {
    const place = setUpPlace(`# N\n\n\`\`\`bash\n./act.sh "${hidden}x"\n\`\`\`\n`)
    const refused = await place.once([place.runbook, '--plain'])
    audit('the refusal', refused.printed)
    expect([refused.code, refused.printed]).toEqual([2, expect.stringMatching(/night\.md:4:\d+: /)])
  }
})

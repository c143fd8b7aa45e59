import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {type Place, setUpPlace} from './story.ts'

/** What a terminal acts on or what hides text; as bytes in UTF-8, among them some that are no UTF-8 at all. */
export const attacks: readonly Buffer[] = [
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
export const everything = Buffer.concat(attacks.flatMap(attack => [attack, Buffer.from(' ')]))
/** All of them as somebody could type or paste them. */
export const typed = everything.toString('utf8').replaceAll('\n', ' ')

/** Attacks between the lines that make it a runbook: in every place that is shown. */
export const hostileNight = Buffer.concat(
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

export const hostileProbes = `target: {name: "shop\\e[31m\\u202e"}
inputs:
  backup: {ask: "which \\e]0;x\\a?", choices: {files: 'backups/backup_*.sql', capture: 'backup_(.*)\\.sql'}}
`

/** A place whose runbook, output, file names and environment all attack the terminal. */
export const setUpHostilePlace = (): Place => {
  const place = setUpPlace(hostileNight, hostileProbes, {PS1: typed.replaceAll('\0', '')})
  place.write('all', everything)
  place.script(
    'act.sh',
    `cat '${place.dir}/all'; cat '${place.dir}/all' >&2; printf 'no end of line \\033[2J'; exit 3`,
  )
  mkdirSync(join(place.dir, 'backups'))
  const name = Buffer.concat(attacks.slice(0, 7)).filter(byte => byte !== 0 && byte !== 0x2f)
  const directory = Buffer.from(join(place.dir, 'backups', 'backup_'))
  writeFileSync(Buffer.concat([directory, name, Buffer.from('\n.sql')]), 'x')
  return place
}

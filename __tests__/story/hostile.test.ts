import {spawnSync} from 'node:child_process'
import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {cannotRun} from '../helpers/cannot-run.ts'
import {attacks, setUpHostilePlace, typed} from '../helpers/hostile-night.ts'
import {program} from '../helpers/operator.ts'
import {setUpPlace} from '../helpers/story.ts'
import {tried} from '../helpers/tries.ts'

// Everything but a newline that moves a cursor, ends a text or cannot be seen.
const forbidden = /[\0-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u

const audit = (what: string, printed: string): void => {
  const found = forbidden.exec(printed)
  const around =
    found === null ? null : JSON.stringify(printed.slice(Math.max(0, found.index - 60), found.index + 20))
  expect([what, around]).toEqual([what, null])
}

test('nothing foreign reaches the terminal as anything but text, in a whole walk and every verb', async () => {
  const place = setUpHostilePlace()
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

test('a host whose name attacks the terminal is named harmlessly, on the screen, in lists and in exports', ({
  skip,
}) => {
  const place = setUpPlace('# N\n\n- [ ] first <!-- {id: first} -->\n\n```bash\n./act.sh\n```\n')
  place.script('act.sh', 'true')
  const name = '\\033[2J\\007\\233q\\342\\200\\256\\342\\200\\213evil'
  const inHost = (args: readonly string[], input: string) => {
    const shell = `printf '${name}' > /proc/sys/kernel/hostname && exec "$@"`
    const line = [process.execPath, '--', program, ...args, '--home', place.home, '--lang', 'en']
    return spawnSync('unshare', ['--uts', 'sh', '-c', shell, 'sh', ...line], {
      cwd: place.dir,
      env: {PATH: process.env.PATH ?? '', HOME: place.home, LC_ALL: 'C.UTF-8'},
      encoding: 'utf8',
      input,
    })
  }
  const walk = inHost([place.runbook, '--trust', '--plain'], 'show\nlist\ngoto n\nrun\nno\nexport\nquit\n')
  if (walk.status !== 130) return cannotRun(skip, `no host name of our own: ${walk.stderr}`)
  expect(walk.stdout).toContain('evil')
  for (const {stdout, stderr} of [
    walk,
    inHost(['sessions'], ''),
    inHost(['sessions', '--json'], ''),
    inHost(['status'], ''),
    inHost(['export', '--output', '-'], ''),
    inHost(['export', '--format', 'json', '--output', '-'], ''),
  ]) {
    audit('a hostile host', stdout + stderr)
  }
  tried(6)
})

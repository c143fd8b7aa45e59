import {spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import {dirname, join} from 'node:path'
import {expect, onTestFinished, type TestContext, test} from 'vitest'
import {encodeRecords, firstPrevious} from '#src/durable/journal-format.ts'
import {cannotRun} from '../helpers/cannot-run.ts'
import type {Account} from '../helpers/operator.ts'
import {headHash, type Place, setUpPlace} from '../helpers/story.ts'

const runbook = `# A night

## 1. Act
- [ ] look first <!-- {id: first} -->
- [ ] look second <!-- {id: second} -->

\`\`\`bash
./act.sh
\`\`\`
<!-- {id: act} -->

\`\`\`bash
./danger.sh
\`\`\`
<!-- {id: danger, danger: true} -->

## 2. After
- [ ] look again <!-- {id: last} -->
`

interface Team {
  readonly place: Place
  readonly group: string
  readonly gid: number
  /** Who starts the session, a colleague of the same group, and a stranger. */
  readonly ayse: {readonly account: Account; readonly env: Readonly<Record<string, string>>}
  readonly berk: {readonly account: Account; readonly env: Readonly<Record<string, string>>}
  readonly can: {readonly account: Account; readonly env: Readonly<Record<string, string>>}
  /** A shell line as one of them; its exit code. */
  readonly as: (account: Account, line: string) => number | null
}

const person = (uid: number, user: string, groups: readonly number[]) => ({
  account: {uid, groups},
  env: {USER: user, HOME: '/nonexistent'},
})

/** Groups that every Linux has, as a group must be known to the host. */
const hostGroups = (): readonly {readonly name: string; readonly gid: number}[] =>
  readFileSync('/etc/group', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .map(([name = '', , gid = '0']) => ({name, gid: Number(gid)}))
    .filter(({gid}) => gid > 0 && gid < 1000)

const setUpTeam = (
  {skip}: TestContext,
  [source, probes]: readonly [string, string] = [runbook, 'target: {name: shop-prod}\n'],
): Team => {
  const [group] = hostGroups()
  if (process.getuid?.() !== 0 || spawnSync('setpriv', ['--version']).status !== 0 || group === undefined) {
    cannotRun(skip, 'two accounts: that takes root and setpriv')
    throw new Error('skipped')
  }
  const {name, gid} = group
  const place = setUpPlace(source, probes)
  const ayse = person(61_001, 'ayse', [gid])
  chmodSync(place.dir, 0o777)
  chownSync(dirname(place.home), ayse.account.uid, ayse.account.uid)
  chmodSync(dirname(place.home), 0o755)
  place.write('runs', '')
  chmodSync(join(place.dir, 'runs'), 0o666)
  place.script('act.sh', 'echo "acted as $(id -u)"')
  place.script(
    'danger.sh',
    `echo "danger as $(id -u)"; until [ -e '${place.dir}/gate' ]; do sleep 0.05; done`,
  )
  return {
    place,
    group: name,
    gid,
    ayse,
    berk: person(61_002, 'berk', [gid]),
    can: person(61_003, 'can', []),
    as: (account, line) => {
      const groups = account.groups.length === 0 ? ['--clear-groups'] : ['--groups', account.groups.join(',')]
      const ids = ['--reuid', String(account.uid), '--regid', String(account.uid), ...groups]
      return spawnSync('setpriv', [...ids, 'bash', '-c', line]).status
    },
  }
}

/** A session of ayse's, left with its first item done, and opened to the group. */
const sharedSession = async (team: Team): Promise<string> => {
  const {place, ayse, group} = team
  const {operator, id} = await place.start(['--operator', 'ayse'], ayse)
  await operator.says('done ayse looked')
  operator.types('quit')
  expect(await operator.leaves).toBe(130)
  const shared = await place.once(['sessions', 'share', id, '--group', group, '--lang', 'en'], ayse)
  expect(shared).toMatchObject({code: 0})
  expect(shared.printed).toContain(`open to the group ${group}`)
  expect(shared.printed).toContain(`rollcall resume ${id} --home '${place.home}'`)
  return id
}

const modeOf = (path: string): string => (statSync(path).mode & 0o7777).toString(8)

test('a session that is handed over to another account begins there with what was left to know, and tells people from it', async context => {
  const telling =
    '# A night\n\n- [ ] look first <!-- {id: first} -->\n- [ ] tell <!-- {id: tell, message: devops} -->\n'
  const team = setUpTeam(context, [telling, 'messages:\n  devops: {command: ./tell.sh}\n'])
  const {place, ayse, berk} = team
  place.script('tell.sh', 'cat > /dev/null; echo "told as $(id -u)"')
  const id = await sharedSession(team)
  const first = place.sit(['resume', id, '--operator', 'Ayşe'], ayse)
  await first.sees('rollcall> ')
  first.types('handover Berk')
  await first.sees('what they have to know:')
  first.types('nobody was told yet')
  await first.sees('why it is handed over:')
  first.types('end of shift')
  expect(await first.leaves).toBe(130)

  const second = place.sit(['resume', id, '--operator', 'Berk'], berk)
  expect(await second.sees('rollcall> ')).toMatch(
    /HANDED OVER .* from Ayşe to Berk \(end of shift\): nobody was told yet/,
  )
  await second.says('goto tell')
  await second.says('message')
  second.types('send')
  await second.sees('to send exactly this')
  expect(await second.says('send')).toContain('SENT to ./tell.sh: told as 61002')
  second.types('quit')
  await second.leaves
  expect(place.happened(id, 'message-sent')).toMatchObject([{by: 'Berk'}])
  const verified = await place.once(['verify', id], ayse)
  expect(verified.code).toBe(0)
})

test('a colleague goes on where the owner left, and the owner after him; all of it is one whole record', async context => {
  const team = setUpTeam(context)
  const {place, ayse, berk, gid} = team
  const id = await sharedSession(team)

  const second = place.sit(['resume', id], berk)
  expect(await second.sees('rollcall> ')).toContain('look second')
  await second.says('done berk looked')
  await second.says('goto act')
  second.types('run')
  await second.sees('type run to start it')
  expect(await second.says('run')).toContain('acted as 61002')
  await second.says('export')
  second.types('quit')
  expect(await second.leaves).toBe(130)

  const third = place.sit(['resume', id], ayse)
  await third.sees('rollcall> ')
  await third.says('goto act')
  third.types('run')
  await third.sees('type run to start it')
  expect(await third.says('run')).toContain('acted as 61001')
  // Over the file that the colleague has written.
  expect(await third.says('export')).not.toContain('cannot')
  third.types('quit')
  await third.leaves
  const head = headHash(third.printed())

  for (const who of [ayse, berk]) {
    const verified = await place.once(['verify', id, '--against', head], who)
    expect(verified).toMatchObject({code: 0})
    expect((await place.once(['status', id], who)).code).toBe(3)
    expect((await place.once(['export', id], who)).printed).toContain('berk looked')
  }
  expect((await place.once(['verify', join(place.session(id), 'exports', `${id}.md`)], berk)).code).toBe(0)
  expect(place.happened(id, 'session-shared').map(event => [event.by, event.gid])).toEqual([['ayse', gid]])
  expect(place.happened(id, 'item-done').map(event => event.by)).toEqual(['ayse', 'berk'])
  expect(place.happened(id, 'session-resumed').map(event => event.by)).toEqual(['berk', 'ayse'])

  // Every name below is the group's and nobody else's.
  const names = readdirSync(place.session(id), {recursive: true, encoding: 'utf8'})
  expect(names).toContain('commands/0002/exit.json')
  for (const path of [place.session(id), ...names.map(name => join(place.session(id), name))]) {
    const stats = statSync(path)
    const mode = stats.mode & 0o7777
    expect(stats.gid, path).toBe(gid)
    expect(mode & 0o007, path).toBe(0)
    if (stats.isDirectory()) expect(['3770', '2770'], path).toContain(modeOf(path))
    else expect(['640', '660'], path).toContain(modeOf(path))
  }
  expect(modeOf(join(place.session(id), 'journal.jsonl'))).toBe('660')
  expect([modeOf(place.home), modeOf(join(place.home, 'sessions'))]).toEqual(['710', '710'])
  expect(modeOf(join(place.home, 'config.json'))).toBe('600')
})

test('all else stays closed: to the colleague another session and the list, to a stranger everything', async context => {
  const team = setUpTeam(context)
  const {place, ayse, berk, can, as} = team
  const shared = await sharedSession(team)
  const own = place.sit([place.runbook], ayse)
  await own.sees('"new" for a new session')
  const greeting = await own.says('new')
  own.types('quit')
  await own.leaves
  const ids = readdirSync(join(place.home, 'sessions'))
  const closed = ids.find(id => id !== shared) ?? ''
  expect(greeting).toContain(closed)
  expect(ids).toHaveLength(2)

  for (const verb of ['resume', 'watch', 'export', 'verify', 'status']) {
    const plain = verb === 'resume' ? ['--plain'] : []
    const refused = await place.once([verb, closed, ...plain], berk)
    expect(refused, verb).toMatchObject({code: 2})
    expect(refused.printed, verb).toContain('no session')
    for (const id of [shared, closed]) {
      const strange = await place.once([verb, id, ...plain], can)
      expect(strange, verb).toMatchObject({code: 2})
      expect(strange.printed, verb).toContain('belongs to')
      expect(strange.printed, verb).not.toContain('look first')
    }
  }
  for (const who of [berk, can]) {
    const listed = await place.once(['sessions'], who)
    expect(listed.code).toBe(2)
    for (const id of ids) expect(listed.printed).not.toContain(id)
    expect((await place.once([place.runbook, '--plain'], who)).code).toBe(2)
    expect(as(who.account, `ls '${place.home}'`)).not.toBe(0)
    expect(as(who.account, `ls '${join(place.home, 'sessions')}'`)).not.toBe(0)
    expect(as(who.account, `cat '${join(place.home, 'config.json')}'`)).not.toBe(0)
    expect(as(who.account, `ls '${place.session(closed)}'`)).not.toBe(0)
    expect(
      as(who.account, `touch '${join(place.home, 'x')}' || touch '${join(place.home, 'sessions', 'x')}'`),
    ).not.toBe(0)
  }
  expect(as(berk.account, `ls '${place.session(shared)}'`)).toBe(0)
  expect(as(can.account, `ls '${place.session(shared)}' || cat '${place.journal(shared)}'`)).not.toBe(0)
})

test('what one account has written, another of the group can read but not replace', async context => {
  const team = setUpTeam(context)
  const {place, ayse, berk, as} = team
  const id = await sharedSession(team)
  const owner = place.sit(['resume', id], ayse)
  await owner.sees('rollcall> ')
  await owner.says('goto act')
  owner.types('run')
  await owner.sees('type run to start it')
  await owner.says('run')
  owner.types('quit')
  await owner.leaves
  const command = join(place.session(id), 'commands', '0001')
  for (const name of ['spec.json', 'claim', 'exit.json', 'output.log', 'lock-token']) {
    const path = join(command, name)
    expect(as(berk.account, `cat '${path}'`), name).toBe(0)
    expect(as(berk.account, `echo x >> '${path}'`), name).not.toBe(0)
    expect(as(berk.account, `rm -f '${path}'`), name).not.toBe(0)
    expect(as(berk.account, `ln -sf /etc/passwd '${path}'`), name).not.toBe(0)
  }
  for (const name of ['journal.jsonl', 'runbook.md', 'commands', 'exports']) {
    expect(
      as(berk.account, `mv '${join(place.session(id), name)}' '${join(place.session(id), 'gone')}'`),
    ).not.toBe(0)
  }
})

test('a command of the owner runs on, is followed by the colleague, and leaves the target to his', async context => {
  const team = setUpTeam(context)
  const {place, ayse, berk} = team
  const id = await sharedSession(team)
  const owner = place.sit(['resume', id], ayse)
  await owner.sees('rollcall> ')
  await owner.says('goto danger')
  owner.types('run')
  await owner.sees('type shop-prod to start it')
  owner.types('shop-prod')
  await owner.sees('danger as 61001')
  owner.kill('SIGKILL')
  await owner.leaves
  const second = place.sit(['resume', id], berk)
  await second.sees('danger as 61001')
  place.write('gate', '')
  await second.sees('exit code 0')
  await second.says('goto danger')
  second.types('run')
  await second.sees('type shop-prod to start it')
  second.types('shop-prod')
  await second.sees('danger as 61002')
  await second.sees('exit code 0')
  second.types('quit')
  await second.leaves
  expect(place.happened(id, 'command-ended').map(event => event.exit.exitCode)).toEqual([0, 0])
  expect(place.runs().map(run => run.split(' ')[0])).toEqual(['danger.sh', 'danger.sh'])
})

test('a session shared while its command runs is whole for the colleague when the command ends', async context => {
  const team = setUpTeam(context)
  const {place, ayse, berk, group} = team
  const {operator, id} = await place.start([], ayse)
  await operator.says('done')
  await operator.says('goto danger')
  operator.types('run')
  await operator.sees('type shop-prod to start it')
  operator.types('shop-prod')
  await operator.sees('danger as 61001')
  const held = await place.once(['sessions', 'share', id, '--group', group], ayse)
  expect(held.code).toBe(75)
  operator.kill('SIGKILL')
  await operator.leaves
  expect((await place.once(['sessions', 'share', id, '--group', group], ayse)).code).toBe(0)
  place.write('gate', '')
  const second = place.sit(['resume', id], berk)
  await second.sees('exit code 0')
  second.types('quit')
  await second.leaves
  expect(place.happened(id, 'command-ended').map(event => [event.by, event.exit.exitCode])).toEqual([
    ['berk', 0],
  ])
})

test('a colleague can ask for the session and gets it; a holder that does not answer is never ended', async context => {
  const team = setUpTeam(context)
  const {place, ayse, berk} = team
  const id = await sharedSession(team)
  const owner = place.sit(['resume', id], ayse)
  await owner.sees('rollcall> ')
  const asked = await place.once(['resume', id, '--plain'], berk)
  expect(asked.code).toBe(75)
  expect(asked.printed).toContain('ayse')
  const second = place.sit(['resume', id, '--take-over'], berk)
  await second.sees('rollcall> ')
  expect(await owner.leaves).toBe(130)

  process.kill(second.pid, 'SIGSTOP')
  const refused = await place.once(['resume', id, '--plain', '--take-over'], ayse)
  expect(refused.code).toBe(75)
  expect(refused.printed).toContain('another account')
  expect(existsSync(`/proc/${second.pid}`)).toBe(true)

  // Killed, it leaves its holder's file, which the other account cannot remove, and hinders nobody.
  second.kill('SIGKILL')
  await second.leaves
  const third = place.sit(['resume', id], ayse)
  await third.sees('rollcall> ')
  third.types('quit')
  expect(await third.leaves).toBe(130)
  expect(place.happened(id, 'session-resumed').map(event => [event.by, event.takenOver])).toEqual([
    ['ayse', false],
    ['berk', true],
    ['ayse', false],
  ])
})

test('a forged holder in a shared session names no process that would be ended', async context => {
  const team = setUpTeam(context)
  const {place, ayse, berk, as} = team
  const id = await sharedSession(team)
  const victim = place.sit(['resume', id], ayse)
  await victim.sees('rollcall> ')
  const named = readFileSync(join(place.session(id), 'holder.json'), 'utf8')
  // The victim lives on elsewhere while somebody of the group holds the session, silent, under the victim's name.
  const holder = place.sit(['resume', id, '--take-over'], berk)
  await holder.sees('rollcall> ')
  await victim.leaves
  const bystander = place.sit([place.runbook], ayse)
  await bystander.sees('"new" for a new session')
  const stat = readFileSync(`/proc/${bystander.pid}/stat`, 'latin1')
  const startTime = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  const forged = JSON.stringify({...JSON.parse(named), pid: bystander.pid, startTime})
  process.kill(holder.pid, 'SIGSTOP')
  onTestFinished(() => holder.kill('SIGKILL'))
  expect(as(berk.account, `printf '%s' '${forged}' > '${join(place.session(id), 'holder.json')}'`)).toBe(0)
  const refused = await place.once(['resume', id, '--plain', '--take-over'], ayse)
  expect(refused.code).toBe(75)
  expect(existsSync(`/proc/${bystander.pid}`)).toBe(true)
})

test('what cannot be shared is refused with the reason, and stays as closed as it was', async context => {
  const team = setUpTeam(context)
  const {place, ayse, berk, group} = team
  const {operator, id} = await place.start([], ayse)
  operator.types('quit')
  await operator.leaves
  const share = (
    args: readonly string[],
    who: {account: Account; env: Readonly<Record<string, string>>} = ayse,
  ) => place.once(['sessions', 'share', ...args], who)
  expect(await share([id, '--group', 'no-such-group'])).toMatchObject({
    code: 2,
    printed: expect.stringContaining('knows no group "no-such-group"'),
  })
  const foreign = hostGroups().find(({name}) => name !== group)?.name ?? ''
  expect(await share([id, '--group', foreign])).toMatchObject({
    code: 2,
    printed: expect.stringContaining('not in the group'),
  })
  expect((await share([id])).printed).toContain('--group <GROUP> must be given')
  expect((await share(['20260101-0101-aaaa', '--group', group])).code).toBe(2)
  expect((await share([id, '--group', group], berk)).code).toBe(2)
  expect(modeOf(place.session(id))).toBe('700')
  expect(modeOf(place.home)).toBe('700')
  expect(place.happened(id, 'session-shared')).toEqual([])

  expect((await share([id, '--group', group])).code).toBe(0)
  expect((await share([id, '--group', group])).printed).toContain('already')
  expect((await share([id, '--group', group], berk)).printed).toContain('belongs to')
  const [, other] = hostGroups()
  const both = {...ayse, account: {...ayse.account, groups: [...ayse.account.groups, other?.gid ?? 0]}}
  expect(await share([id, '--group', other?.name ?? ''], both)).toMatchObject({
    code: 2,
    printed: expect.stringContaining('only one group'),
  })
})

test('a home that the group cannot reach is told', async context => {
  const {place, ayse, group} = setUpTeam(context)
  const home = join(dirname(place.home), 'closed', 'home')
  mkdirSync(dirname(home))
  chownSync(dirname(home), ayse.account.uid, ayse.account.uid)
  chmodSync(dirname(home), 0o700)
  const {operator, id} = await place.start([], {...ayse, home})
  operator.types('quit')
  await operator.leaves
  const shared = await place.once(['sessions', 'share', id, '--group', group], {...ayse, home})
  expect(shared.code).toBe(0)
  expect(shared.printed).toContain(`${dirname(home)} is closed to the group`)
})

/** What a member writes when he makes the journal anew: whole, its chain and all. */
const rewrite = (
  place: Place,
  id: string,
  change: (events: readonly unknown[]) => readonly unknown[],
): void => {
  const {bytes} = encodeRecords(change(place.events(id)), firstPrevious)
  writeFileSync(place.journal(id), bytes)
}

test('a journal that somebody of the group has written anew is not gone on with by its owner', async context => {
  const team = setUpTeam(context)
  const {place, ayse} = team
  const id = await sharedSession(team)
  const before = place.events(id)
  rewrite(place, id, events =>
    JSON.parse(JSON.stringify(events).replaceAll(`"cwd":"${place.dir}"`, '"cwd":"/var/tmp"')),
  )
  const refused = await place.once(['resume', id, '--plain'], ayse)
  expect(refused.code).toBe(1)
  expect(refused.printed).toContain('not the one that you shared')
  rewrite(place, id, () => before)
  const again = place.sit(['resume', id], ayse)
  await again.sees('rollcall> ')
})

test('what the group appends changes neither the runbook, nor where commands run, nor where output is read', async context => {
  const team = setUpTeam(context)
  const {place, ayse, berk, as} = team
  const id = await sharedSession(team)
  const stamp = {at: '2026-01-01T00:00:00.000Z', by: 'berk'}
  const [started] = place.happened(id, 'session-started')
  const evil = '# Evil\n\n```bash\necho evil\n```\n'
  expect(as(berk.account, `printf '%s' '${evil}' > '${join(place.session(id), 'runbook-2.md')}'`)).toBe(0)
  rewrite(place, id, events => [
    ...events,
    {...started, ...stamp, facts: {...started?.facts, cwd: '/var/tmp'}},
    {...stamp, type: 'journal-continued', from: '/var/tmp/elsewhere', headHash: '0'},
  ])
  const owner = place.sit(['resume', id], ayse)
  await owner.sees('rollcall> ')
  await owner.says('goto act')
  owner.types('run')
  await owner.sees('type run to start it')
  expect(await owner.says('run')).toContain('acted as 61001')
  owner.types('quit')
  await owner.leaves
  expect(existsSync('/var/tmp/elsewhere')).toBe(false)

  const sha256 = createHash('sha256').update(evil).digest('hex')
  const runbook = {title: 'Evil', path: join(place.dir, 'night.md'), sha256}
  rewrite(place, id, events => [
    ...events,
    {...stamp, type: 'runbook-adopted', runbook, probes: null, kept: [], dropped: []},
  ])
  const refused = await place.once(['resume', id, '--plain'], ayse)
  expect(refused.code).toBe(2)
  expect(refused.printed).not.toContain('evil')
  const adopted = await place.once(['resume', id, '--adopt', '--plain'], berk)
  expect(adopted).toMatchObject({code: 2, printed: expect.stringContaining('only its owner')})
})

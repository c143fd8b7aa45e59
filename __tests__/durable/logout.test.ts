import {mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {expect, test} from 'vitest'
import {endsAllAtLogout} from '#src/durable/logout.ts'
import {scratch} from '../helpers/scratch.ts'

const login = {user: 'ops', uid: 1000, cgroup: '0::/user.slice/user-1000.slice/session-3.scope\n'}

const host = (files: Readonly<Record<string, string>>): string => {
  const root = scratch()
  for (const [name, text] of Object.entries(files)) {
    const path = join(root, name)
    mkdirSync(dirname(path), {recursive: true})
    writeFileSync(path, text)
  }
  return root
}

const main = 'etc/systemd/logind.conf'
const dropIn = 'etc/systemd/logind.conf.d/50-site.conf'

test.each([
  ['a host that says nothing of it', {}, login, false],
  ['a comment', {[main]: '[Login]\n#KillUserProcesses=yes\n'}, login, false],
  ['yes', {[main]: '[Login]\nKillUserProcesses=yes\n'}, login, true],
  [
    'a drop-in over the main file',
    {[main]: 'KillUserProcesses=no\n', [dropIn]: 'KillUserProcesses=1\n'},
    login,
    true,
  ],
  [
    'a drop-in that takes it back',
    {[main]: 'KillUserProcesses=yes\n', [dropIn]: 'KillUserProcesses=no\n'},
    login,
    false,
  ],
  ['root, who is left out', {[main]: 'KillUserProcesses=yes\n'}, {...login, user: 'root', uid: 0}, false],
  ['only others', {[main]: 'KillUserProcesses=yes\nKillOnlyUsers=guest\n'}, login, false],
  [
    'nobody left out',
    {[main]: 'KillUserProcesses=yes\nKillExcludeUsers=\n'},
    {...login, user: 'root', uid: 0},
    true,
  ],
  [
    'no login session',
    {[main]: 'KillUserProcesses=yes\n'},
    {...login, cgroup: '0::/system.slice/x.service\n'},
    false,
  ],
] as const)('whether all processes end at logout: %s', (_, files, who, ends) => {
  expect(endsAllAtLogout(who, host(files))).toBe(ends)
})

import {chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {scratch} from './scratch.ts'

/** FinAsis as far as its rollback procedure touches it: scripts and programs that record each of their own runs. */
export interface StandIn {
  readonly dir: string
  readonly home: string
  readonly env: Readonly<Record<string, string>>
  /** What was run, in order, one line each: the name, how many arguments, and those. */
  readonly runs: () => readonly string[]
  /** Lets the rollback script, which waits for it, go on. */
  readonly openGate: () => void
  readonly exports: (id: string) => string
}

const script = (path: string, body: string): void => {
  writeFileSync(path, `#!/bin/bash\n${body}\n`)
  chmodSync(path, 0o755)
}

export const setUpStandIn = (): StandIn => {
  const dir = scratch()
  const home = join(scratch(), 'home')
  for (const name of ['scripts', 'bin', 'backups']) mkdirSync(join(dir, name))
  const record = `printf '%s\\n' "$(basename "$0") [$#] $*" >> '${dir}/runs'`
  writeFileSync(join(dir, 'backups', 'backup_20261101_030000.sql'), 'before it broke\n')
  script(
    join(dir, 'scripts', 'backup.sh'),
    `${record}\necho "backing up"\necho broken > '${dir}/backups/backup_20261124_031500.sql'\necho "backup done"`,
  )
  // Waits in the middle, as a real one does for minutes, until the test opens the gate.
  script(
    join(dir, 'scripts', 'rollback.sh'),
    `${record}\necho "restoring $1"\nwhile [ -d '${dir}' ] && [ ! -e '${dir}/gate' ]; do sleep 0.05; done\necho "restored $1"`,
  )
  for (const name of ['docker-compose', 'curl']) script(join(dir, 'bin', name), `${record}\necho "all is up"`)
  return {
    dir,
    home,
    env: {PATH: `${join(dir, 'bin')}:${process.env.PATH ?? ''}`},
    runs: () =>
      existsSync(join(dir, 'runs'))
        ? readFileSync(join(dir, 'runs'), 'utf8').replace(/\n$/, '').split('\n')
        : [],
    openGate: () => writeFileSync(join(dir, 'gate'), ''),
    exports: id => readFileSync(join(home, 'sessions', id, 'exports', `${id}.md`), 'utf8'),
  }
}

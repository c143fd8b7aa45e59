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

// Whatever happens to listen on this machine is no part of the night: these names lead nowhere.
const nowhere = {
  DATABASE_URL: 'postgres://finasis@nowhere.invalid/finasis',
  REDIS_URL: 'redis://nowhere.invalid:6379/0',
  PROMETHEUS_URL: 'http://nowhere.invalid:9090',
  GRAFANA_URL: 'http://nowhere.invalid:3000',
  DJANGO_LOG: '/nowhere/django.log',
  NGINX_ERROR_LOG: '/nowhere/error.log',
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
  script(join(dir, 'bin', 'curl'), `${record}\necho "all is up"`)
  // What its probe asks is no run of the operator's.
  const container = JSON.stringify({
    Service: 'web',
    Name: 'finasis-web-1',
    State: 'running',
    Health: 'healthy',
  })
  script(
    join(dir, 'bin', 'docker-compose'),
    `case "$*" in\n*'config --services') echo web ;;\n*'ps -a --format json') echo '${container}' ;;\n*) ${record}; echo "all is up" ;;\nesac`,
  )
  script(join(dir, 'bin', 'docker'), `echo "docker: 'compose' is not a docker command." >&2; exit 1`)
  return {
    dir,
    home,
    env: {PATH: `${join(dir, 'bin')}:${process.env.PATH ?? ''}`, ...nowhere},
    runs: () =>
      existsSync(join(dir, 'runs'))
        ? readFileSync(join(dir, 'runs'), 'utf8').replace(/\n$/, '').split('\n')
        : [],
    openGate: () => writeFileSync(join(dir, 'gate'), ''),
    exports: id => readFileSync(join(home, 'sessions', id, 'exports', `${id}.md`), 'utf8'),
  }
}

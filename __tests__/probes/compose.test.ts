import {chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {compose} from '#src/probes/compose.ts'
import {lookWith} from '../helpers/look-with.ts'
import {scratch} from '../helpers/scratch.ts'

/**
 * What this test has instead of a Docker daemon: programs of the same names that print what docker compose prints. The text
 * is that of docker compose 1.29, 2.17 and 2.24.
 */
const site = (
  tools: Readonly<Record<string, string>>,
): {readonly cwd: string; readonly env: Readonly<Record<string, string>>} => {
  const cwd = scratch()
  const bin = join(cwd, 'bin')
  mkdirSync(bin)
  for (const name of ['bash', 'cat', 'sleep']) symlinkSync(join('/bin', name), join(bin, name))
  for (const [name, body] of Object.entries(tools)) {
    writeFileSync(join(bin, name), `#!/bin/bash\necho "$0 $*" >> ${cwd}/asked\n${body}\n`)
    chmodSync(join(bin, name), 0o755)
  }
  return {cwd, env: {PATH: bin}}
}

const answers = (services: string, ps: string): string =>
  `case "$*" in *"config --services"*) printf '%s\\n' ${services} ;; *"ps -a --format json"*) cat <<'END'\n${ps}\nEND\n;; *) exit 9 ;; esac`

const row = (service: string, state = 'running', more: object = {}): object => ({
  ID: 'f00',
  Name: `app-${service}-1`,
  Service: service,
  State: state,
  Health: '',
  ExitCode: 0,
  Labels: 'com.docker.compose.oneoff=False',
  ...more,
})
const lines = (...rows: readonly object[]): string => rows.map(each => JSON.stringify(each)).join('\n')

const v2 = (services: string, ...rows: readonly object[]) => site({docker: answers(services, lines(...rows))})

test('all declared services up are a pass, told by lines or as an array', async () => {
  const rows = [row('db', 'running', {Health: 'healthy'}), row('web')]
  for (const ps of [lines(...rows), JSON.stringify(rows)]) {
    const finding = await lookWith(
      compose,
      '{type: compose, file: [a.yml, b.yml], project: shop}',
      site({docker: answers('db web', ps)}),
    )
    expect(finding).toMatchObject({
      outcome: 'pass',
      summary: '2/2 services are up',
      values: {up: 2, services: 2},
    })
    expect(finding.evidence).toEqual(['db: running (healthy)', 'web: running'])
  }
})

test('the files and the project are the site’s', async () => {
  const place = v2('web', row('web'))
  await lookWith(compose, '{type: compose, file: [a.yml, b.yml], project: shop}', place)
  const asked = readFileSync(join(place.cwd, 'asked'), 'utf8')
  expect(asked).toContain('compose -f a.yml -f b.yml -p shop config --services')
  await lookWith(compose, "{type: compose, file: '', project: ''}", place)
  expect(readFileSync(join(place.cwd, 'asked'), 'utf8')).toMatch(/docker compose config --services/)
})

test.each([
  ['a service that has no container', [row('db')], 'web is not there (1/2 up)'],
  [
    'one that has exited',
    [row('db'), row('web', 'exited', {ExitCode: 137})],
    'web has exited (137) (1/2 up)',
  ],
  ['one that restarts for ever', [row('db'), row('web', 'restarting')], 'web is restarting (1/2 up)'],
  [
    'one that is unhealthy',
    [row('db', 'running', {Health: 'unhealthy'}), row('web')],
    'db is unhealthy (1/2 up)',
  ],
  [
    'one whose health is not known yet',
    [row('db', 'running', {Health: 'starting'}), row('web')],
    'db is up, its health check has not passed yet (1/2 up)',
  ],
  ['one that is paused', [row('db', 'paused'), row('web')], 'db is paused (1/2 up)'],
  [
    'one of whose two containers is down',
    [row('db'), row('web'), row('web', 'exited', {ExitCode: 1})],
    'web has exited (1) (1/2 up)',
  ],
] as const)('%s is a mismatch', async (_, rows, summary) => {
  const finding = await lookWith(compose, '{type: compose}', v2('db web', ...rows))
  expect(finding).toMatchObject({outcome: 'fail', reason: 'mismatch', summary})
})

test('what may end has to have ended well, and a container run by hand is none of a service', async () => {
  const oneOff = row('web', 'exited', {ExitCode: 1, Labels: 'a=b,com.docker.compose.oneoff=True'})
  // As 2.17 tells it: without labels.
  const older = row('web', 'exited', {ExitCode: 1, Name: 'app-web-run-0f3a1b2c4d5e', Labels: undefined})
  const good = v2('migrate web', row('migrate', 'exited'), row('web'), oneOff, older)
  expect(await lookWith(compose, '{type: compose, except: migrate}', good)).toMatchObject({outcome: 'pass'})
  expect(await lookWith(compose, '{type: compose}', good)).toMatchObject({outcome: 'fail'})
  const bad = v2('migrate web', row('migrate', 'exited', {ExitCode: 1}), row('web'))
  expect(await lookWith(compose, '{type: compose, except: migrate}', bad)).toMatchObject({reason: 'mismatch'})
})

test('only the services asked for count, and one that is not declared is a mistake', async () => {
  const place = v2('db web', row('db'))
  expect(await lookWith(compose, '{type: compose, services: db}', place)).toMatchObject({outcome: 'pass'})
  const finding = await lookWith(compose, '{type: compose, services: bd}', place)
  expect(finding).toMatchObject({outcome: 'unknown', reason: 'not-configured'})
  expect(finding.summary).toContain('bd')
})

const v1 = (table: string, services: string): string => `case "$*" in
*"config --services"*) printf '%s\\n' ${services} ;;
*"--format"*) echo 'List containers.' >&2; echo 'Usage: ps [options] [--filter KEY=VAL] [SERVICE...]' >&2; exit 1 ;;
*"ps -a legacy"*) cat <<'END'
  Name             Command           State    Ports
---------------------------------------------------
old-box   /bin/old                   Up
END
;;
*"ps -a"*) cat <<'END'
${table}
END
;;
esac`

const table = `        Name                       Command                  State                 Ports
-----------------------------------------------------------------------------------------------
shop_db_1        docker-entrypoint.sh postgres    Up (healthy)   5432/tcp
shop_web_1       gunicorn shop.wsgi   --bind ...   Up             0.0.0.0:8000->8000/tcp
shop_worker_1    celery -A shop worker            Exit 137
shop_web_run_0f3a1b   ./manage.py shell           Exit 1
old-box          /bin/old                         Up`

test('the table of version 1 is understood, by the program docker-compose where docker has no plugin', async () => {
  for (const docker of [
    'echo "docker: \'compose\' is not a docker command." >&2; exit 1',
    'echo "unknown shorthand flag: \'f\' in -f" >&2; exit 125',
  ]) {
    const place = site({docker, 'docker-compose': v1(table, 'db web worker legacy')})
    const finding = await lookWith(compose, '{type: compose, file: a.yml}', place)
    expect(finding).toMatchObject({reason: 'mismatch', summary: 'worker has exited (137) (3/4 up)'})
    expect(finding.evidence).toEqual([
      'db: running (healthy)',
      'web: running',
      'worker: exited (137)',
      'legacy: running',
    ])
  }
})

test('every state that version 1 writes is told', async () => {
  // As 1.29.2 prints it, trailing spaces included.
  const states = `    Name                   Command                      State           Ports
-----------------------------------------------------------------------------
shop_beat_1     docker-entrypoint.sh postgres   Restarting                   
shop_db_1       docker-entrypoint.sh postgres   Up (healthy)                 
shop_flower_1   docker-entrypoint.sh postgres   Exit 0                       
shop_mail_1     docker-entrypoint.sh postgres   Paused                       
shop_web_1      docker-entrypoint.sh postgres   Up (health: starting)        
shop_worker_1   docker-entrypoint.sh postgres   Exit 137                     `
  const docker = 'echo "unknown shorthand flag: \'f\' in -f" >&2; exit 125'
  const place = site({docker, 'docker-compose': v1(states, 'beat db flower mail web worker')})
  const finding = await lookWith(compose, '{type: compose, file: a.yml, project: shop}', place)
  expect(finding).toMatchObject({reason: 'mismatch', values: {up: 1, services: 6}})
  expect(finding.evidence).toEqual([
    'beat: restarting',
    'db: running (healthy)',
    'flower: exited (0)',
    'mail: paused',
    'web: running (starting)',
    'worker: exited (137)',
  ])
})

test.each([
  [
    "docker.errors.DockerException: Error while fetching server API version: ('Connection aborted.', FileNotFoundError(2, 'No such file or directory'))",
    'refused',
    'docker does not answer',
  ],
  [
    "docker.errors.DockerException: Error while fetching server API version: ('Connection aborted.', PermissionError(13, 'Permission denied'))",
    'permission',
    'group docker',
  ],
  [
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    'refused',
    'docker does not answer',
  ],
  [
    "Couldn't connect to Docker daemon at http+docker://localhost - is it running?",
    'refused',
    'docker does not answer',
  ],
  [
    'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock',
    'permission',
    'group docker',
  ],
  ['open /srv/a.yml: no such file or directory', 'not-configured', '/srv/a.yml'],
  ['no configuration file provided: not found', 'not-configured', 'finds no file'],
  ['yaml: line 3: mapping values are not allowed in this context', 'error', 'line 3'],
] as const)('%s', async (said, reason, words) => {
  const docker = `echo ${JSON.stringify(said)} >&2; exit 1`
  const finding = await lookWith(compose, '{type: compose, file: /srv/a.yml}', site({docker}))
  expect(finding.reason).toBe(reason)
  expect(finding.summary).toContain(words)
})

test('without docker, with rubbish, and with one that never answers it says so', async () => {
  expect(await lookWith(compose, '{type: compose}', site({}))).toMatchObject({reason: 'not-configured'})
  const rubbish = site({docker: answers('web', '<html>')})
  expect(await lookWith(compose, '{type: compose}', rubbish)).toMatchObject({
    outcome: 'unknown',
    reason: 'error',
  })
  const silent = await lookWith(compose, '{type: compose}', {...site({docker: 'sleep 600'}), limit: 400})
  expect(silent).toMatchObject({outcome: 'fail', reason: 'timeout'})
  const none = site({docker: 'exit 0'})
  expect(await lookWith(compose, '{type: compose}', none)).toMatchObject({reason: 'no-data'})
})

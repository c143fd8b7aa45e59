import type {ProbeType} from '#src/checks/types.ts'

/** What the reference says of a probe type beyond its keys. It stands here so that no start of the program loads it. */
export interface ProbeProse {
  readonly asks: string
  /** What has to stand together, or may not. */
  readonly rules: readonly string[]
  /** When it is what, beside the outcomes that all types share. */
  readonly outcomes: readonly (readonly [outcome: string, when: string])[]
  /** What a reading carries, for the export, `check --format json` and `target.sense`. */
  readonly values: readonly (readonly [name: string, meaning: string])[]
  /** Entries below `probes`. */
  readonly example: string
  /** Variables of the example that have to stand under `secrets`. */
  readonly secrets?: readonly string[]
}

/** The example as a whole probes file. */
export const exampleFile = ({example, secrets = []}: ProbeProse): string =>
  `${secrets.length === 0 ? '' : `secrets: [${secrets.join(', ')}]\n`}probes:\n${example.replace(/^/gm, '  ')}\n`

export const probeProse: Readonly<Record<ProbeType, ProbeProse>> = {
  http: {
    asks: 'Sends one request, or a flow of them, and judges the answers. In a flow cookies are kept, and what one step saves later steps can use. A step may also ask the database whether the requests did what they said. With `latency` the one request is measured many times, when nothing else is looked at.',
    rules: [
      'One of `url` and `steps`; with `steps`, what a request sends and expects stands in the steps.',
      'A step has either `url` or `query`. `query` needs `connection`; `values` and `value` belong to it.',
      'Of `form`, `json` and `body` at most one.',
      'A name that a step saves can be used from the next step on.',
      '`latency` measures 20 samples at least.',
    ],
    outcomes: [
      ['pass', 'every step was answered as expected'],
      [
        'fail: mismatch',
        'a status, a body, a value or a time is another; a certificate does not hold; nothing to save',
      ],
      ['fail: timeout', 'the flow was not over in time, or not all samples were'],
    ],
    values: [
      ['ms', 'how long all answers took together'],
      ['status', 'of the last answer'],
      ['names under `report`', 'what was taken from the answers'],
      ['p95 (by `percentile`), median, slowest, samples', 'with `latency`, in milliseconds'],
    ],
    example: `health:
  type: http
  url: '\${HEALTH_URL:-http://localhost:8000/health}'
  expect: {status: 200, json: {status: ok}}
login:
  type: http
  base: '\${APP_URL}'
  steps:
    - {name: form, url: /login, expect: {cookies: csrftoken}}
    - {name: log in, url: /login, csrf: true, form: {username: '\${SMOKE_USER}', password: '\${SMOKE_PASSWORD}'}, follow: 3}`,
    secrets: ['SMOKE_PASSWORD'],
  },
  postgres: {
    asks: 'Connects to a database, in a session that can only read, and asks what it was given: nothing more than an answer, a query, the integrity of the whole, or numbers that are compared with those from before a change.',
    rules: [
      'One of `url`, `host` and `connection`; `connection` stands alone.',
      '`values` and `expect` need `query`; `migrations` needs `integrity`; `compare` needs `baseline`, and names what stands there.',
      '`integrity` and `baseline` are looked at only when asked for, unless `every` says otherwise: they cost the database something.',
    ],
    outcomes: [
      [
        'pass',
        'it answers, and every expectation holds; with a warning where the role is a superuser or where less is there than before, within what may be lost',
      ],
      [
        'fail: mismatch',
        'a value is another; a row leads nowhere, a constraint or index is not valid, a migration is missing; a number became less than it may',
      ],
      ['fail: timeout', 'no answer in time, or a lock was waited for in vain: its holder is named'],
      ['unknown: no-data', 'nothing from before to compare with; not everything could be looked at in time'],
      ['unknown: auth, permission', 'the login or the right to read is refused'],
    ],
    values: [
      ['database, version', 'what it is connected to'],
      ['rows, value', 'with `query`: how many rows, and the first column of the first'],
      ['names under `baseline`', 'each number'],
    ],
    example: `database:
  type: postgres
  url: '\${DATABASE_URL}'
orders:
  type: postgres
  connection: database
  baseline: {orders: select count(*) from orders}
  compare: {orders: {lose: 1%}}`,
  },
  redis: {
    asks: 'Asks a Redis server whether it answers, what it is, whether it saves and takes writes, and what became of keys that were remembered before a change. The only write is one that changes nothing.',
    rules: ['`sample` is taken with the baseline of a command that names this probe.'],
    outcomes: [
      ['pass', 'it answers, and all that was asked holds; with a warning where no memory limit is set'],
      [
        'fail: mismatch',
        'another role, too full, the last save failed, writes refused, keys that should be gone',
      ],
      ['unknown: no-data', 'no sample was taken, or no key matched'],
    ],
    values: [
      ['version, role, used-memory', 'with `role`, `memory` or `persistence`'],
      ['sampled, gone, changed, kept', 'counts of keys, where `sample` is not as expected'],
    ],
    example: `cache:
  type: redis
  url: '\${REDIS_URL:-redis://localhost:6379/0}'
  role: master
  writable: true`,
  },
  celery: {
    asks: 'Pings the workers over the broker itself (Redis), as `celery inspect ping` does, without Python, and measures the length of queues. At most every ten seconds: each look is a message to every worker.',
    rules: [
      '`every` is ten seconds at least.',
      'A worker setting needs `min` or `as-before`, a queue `max` or `growth`; growth is measured over `samples` (two at least).',
    ],
    outcomes: [
      [
        'pass',
        'enough workers answer and the queues keep their limits; with a warning where subscribed workers are silent',
      ],
      ['fail: mismatch', 'too few answer, nobody is subscribed, a queue is too long or grows'],
    ],
    values: [
      ['workers, subscribed', 'how many answered, how many listen'],
      ['queue.NAME', 'the length of each queue'],
    ],
    example: `workers:
  type: celery
  broker: '\${CELERY_BROKER_URL}'
  workers: {min: 2, as-before: true}
  queues: {celery: {growth: 0}}
  samples: 3`,
  },
  tls: {
    asks: 'Shakes hands and reads the certificate: who vouches for it, whose name it carries, how long it still holds. Nothing is sent over the connection.',
    rules: ['One of `url` and `host`; `port` belongs to `host`.'],
    outcomes: [
      [
        'pass',
        'the chain is whole and trusted, the name fits; with a warning when it, or one above it, ends soon',
      ],
      [
        'fail: mismatch',
        'expired, not valid yet, for another name, chain incomplete or not trusted; no TLS at that port',
      ],
      ['unknown: not-configured', 'the address is not https; `ca` gives no certificate'],
    ],
    values: [
      ['days', 'whole days until the certificate ends'],
      ['ends', 'when it ends'],
      ['issuer', 'who issued it'],
    ],
    example: `certificate:
  type: tls
  url: '\${APP_URL:-https://shop.example/}'
  warn-under: 30d`,
  },
  smtp: {
    asks: 'Speaks with a mail server as far as sending would need it: greeting, STARTTLS, login, and a recipient that it takes. With `deliver` and `effects`, once it was confirmed, it sends one real message.',
    rules: ['`password` needs `user`; `deliver` needs `effects`.'],
    outcomes: [
      [
        'pass',
        'each step was answered with yes; with a warning where a password went over an unencrypted line',
      ],
      ['fail: mismatch', 'STARTTLS is not offered, the recipient is refused, it is no mail server'],
      ['unknown: auth', 'the login is refused'],
    ],
    values: [
      ['tls', 'the protocol spoken, or null'],
      ['delivered', 'whether a message was sent'],
    ],
    example: `mail:
  type: smtp
  host: '\${EMAIL_HOST:-localhost}'
  user: '\${EMAIL_HOST_USER:-}'
  password: '\${EMAIL_HOST_PASSWORD:-}'`,
    secrets: ['EMAIL_HOST_PASSWORD'],
  },
  compose: {
    asks: 'Asks docker compose (v2, or docker-compose v1) for the services that its files declare and the containers that there are.',
    rules: ['Not both `services` and `except`.'],
    outcomes: [
      [
        'pass',
        'every service is running, none restarts, each health check is healthy; what stands under `except` may have ended, with 0',
      ],
      ['fail: mismatch', 'a service is missing, has ended, restarts, is unhealthy or still starting'],
      [
        'unknown: not-configured',
        'a service is named that the files do not declare; neither program is installed',
      ],
    ],
    values: [
      ['up, services', 'how many are well, of how many'],
      ['project', 'the project’s name, or null'],
    ],
    example: `services:
  type: compose
  file: '\${COMPOSE_FILE:-compose.yml}'
  except: [migrate]`,
  },
  prometheus: {
    asks: 'Sends one instant query to Prometheus, and judges the series of its answer by themselves or beside those from before a change.',
    rules: [
      'One of `expect` and `compare`.',
      '`labels` needs `compare` or `except`.',
      'Where an answer without series could mean that nothing is measured, `present` names what has to be there.',
    ],
    outcomes: [
      ['pass', 'number and values of the series are as expected'],
      [
        'fail: mismatch',
        'a value is another, there are too many series, or new ones; what answers is no Prometheus',
      ],
      ['unknown: not-configured', 'Prometheus does not understand the query'],
      [
        'unknown: no-data',
        '`present` has no answer; no series where a value was expected; no baseline to compare with',
      ],
    ],
    values: [['each series, named by its labels', 'its value']],
    example: `targets:
  type: prometheus
  url: '\${PROMETHEUS_URL:-http://localhost:9090}'
  query: up == 0
  present: up
  expect: {series: 0}`,
  },
  log: {
    asks: 'Reads what a log file has gained since a point in time, also across a rotation, and counts the records of a level.',
    rules: [
      'With `since: baseline` the command that is watched names this probe under its own `baseline`.',
      '`rate` needs the numbers of a baseline too.',
    ],
    outcomes: [
      [
        'pass',
        'no more such records than allowed; with a warning where part of the file is lost or was too long to read',
      ],
      ['fail: mismatch', 'more records than `max`, or more a minute than before'],
      [
        'unknown: no-data',
        'no baseline, nothing to tell times by, an empty file, no record that fits `record`',
      ],
      ['unknown: permission', 'the file may not be read'],
    ],
    values: [
      ['count, records', 'records that count, of all that are new'],
      ['rate, before', 'with `rate`, where `max` is passed: such records a minute'],
    ],
    example: `errors:
  type: log
  path: '\${APP_LOG:-/var/log/app.log}'
  level: '^\\S+ (?:ERROR|CRITICAL)\\b'
  since: 10m`,
  },
  files: {
    asks: 'Looks whether files can be reached and are not empty: one that has to be new, such as a backup just made, or a sample of paths, on disk or through the web server (HEAD).',
    rules: [
      'One of `paths-from`, `paths` and `newest`.',
      '`paths-from` and `paths` need `root` or `url`; with both, `root` counts unless it is empty.',
    ],
    outcomes: [
      ['pass', 'every file is there, has the size, and is as new as it has to be'],
      ['fail: mismatch', 'a file is missing, too small or too old'],
      [
        'unknown: no-data',
        'no path to look at; the command that makes the file has not run; `root` is no directory',
      ],
      ['unknown: permission', 'a file or folder may not be read'],
    ],
    values: [
      ['files, bad', 'of a sample: how many, how many of them are not well'],
      ['path, bytes, modified', 'with `newest`: the file that was found'],
    ],
    example: `backup-file:
  type: files
  newest: {match: 'backups/*.sql', since: 1h}
  size: {min: 1}`,
  },
  command: {
    asks: 'Starts a program, without a shell between, and judges its exit code and what it writes. It is meant for programs that only look.',
    rules: [
      'It is started only when asked for, unless `every` says otherwise: nobody knows what it costs.',
      'What changes something says `effects: true`: it then runs once for each confirmation.',
      'Variables come in through `env`, never in `run`: no value can become part of a command.',
    ],
    outcomes: [
      ['pass', 'it ended with a code that is expected, and wrote what is expected'],
      ['fail: mismatch', 'another code, another text, or ended by a signal'],
      ['fail: timeout', 'it did not end in time; it and what it started is ended'],
      ['unknown: not-configured, permission', 'there is no such program, or it may not be started'],
    ],
    values: [['code', 'the exit code, null after a signal']],
    example: `disk:
  type: command
  run: [bash, -c, 'df --output=pcent "$DIRECTORY" | tail -1']
  env: {DIRECTORY: '\${DATA_DIR:-/}'}
  expect: {output: {matches: '^ *[1-8]?\\d%'}}
  every: 30s`,
  },
  tcp: {
    asks: 'Opens a TCP connection and closes it; where a `banner` is expected, it waits for what the other side says first.',
    rules: [],
    outcomes: [
      ['pass', 'the port takes connections, in time, and says what is expected'],
      ['fail: refused', 'nobody listens'],
      ['fail: timeout', 'no connection in time; connected, but nothing was said'],
      ['fail: mismatch', 'it took longer than `under`, or says something else'],
    ],
    values: [
      ['ms', 'how long the connection took, where it took too long'],
      ['banner', 'what was said first, where one is expected'],
    ],
    example: `ssh:
  type: tcp
  host: '\${SSH_HOST:-localhost}'
  port: 22
  banner: SSH-2.0`,
  },
  session: {
    asks: 'Asks nothing of any system: it passes when the session itself holds what is required, such as a decision with its sentence or a note marked as a lesson. It has no age, and nobody confirms it by hand.',
    rules: [],
    outcomes: [
      ['pass', 'everything required is on record'],
      ['fail: mismatch', 'something is still missing; it says what'],
    ],
    values: [],
    example: `lesson-noted:
  type: session
  requires: [note-lesson, commands-with-outcome]`,
  },
}

import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

type Server = {readonly server: Safe}

/** What probes of data see: postgres, redis, celery. */
export const dataSights = {
  'too-much': ({server}: Server) => say`${server} sends more than was asked for; not read on`,

  'bad-redis-url': () =>
    say`not a Redis URL (redis://host:6379/0); a password with / ? # @ must be percent-encoded`,
  'no-such-redis-db': ({database}: {readonly database: number}) => say`Redis has no database ${database}`,
  'not-redis': ({server}: Server) => say`what answers at ${server} is not Redis`,
  'redis-wants-password': () => say`Redis wants a password; none is in its URL`,
  'redis-wrong-password': () => say`Redis does not take this user and password`,
  'redis-no-permission': ({message}: {readonly message: Safe}) =>
    say`the Redis user may not do what this check needs: ${message}`,
  'redis-protected': () => say`Redis is in protected mode and turns away other hosts`,
  'redis-loading': () => say`Redis is still loading its data`,
  'redis-read-only': () => say`Redis is a read-only replica: it takes no writes`,
  'redis-out-of-memory': () => say`Redis takes no writes: its memory limit is reached`,
  'redis-cannot-save': () => say`Redis takes no writes: its last save to disk failed (is the disk full?)`,
  'redis-no-replicas': () => say`Redis takes no writes: too few replicas are connected`,
  'redis-link-down': () => say`this replica has lost its master`,
  'redis-busy': () => say`Redis is busy with a script that does not end`,
  'redis-too-many-clients': () => say`Redis takes no more connections (maxclients)`,
  'redis-error': ({message}: {readonly message: Safe}) => say`Redis answers: ${message}`,
  'redis-no-pong': () => say`Redis does not answer PING with PONG`,
  'redis-needs-no-password': () => say`Redis asks for no password, though one is in its URL`,
  'redis-answers': () => say`answers`,
  'redis-takes-writes': () => say`takes writes`,
  'redis-role-is': ({role, wanted}: {readonly role: Safe; readonly wanted: Safe}) =>
    say`is a ${role}, should be a ${wanted}`,
  'redis-memory': ({share, limit}: {readonly share: number; readonly limit: Safe}) =>
    say`${share}% of ${limit} memory`,
  'redis-memory-over': (facts: {readonly share: number; readonly limit: Safe; readonly most: number}) =>
    say`${facts.share}% of ${facts.limit} memory used, at most ${facts.most}% expected`,
  'redis-no-memory-limit': ({used}: {readonly used: Safe}) => say`${used} memory used, no limit is set`,
  'redis-memory-unknown': () => say`Redis does not tell how much memory it uses`,
  'redis-saved': () => say`last save ok`,
  'redis-save-failed': () => say`the last save to disk failed (is the disk full?)`,
  'redis-append-failed': () => say`writing the append-only file failed (is the disk full?)`,
  'redis-save-unknown': () => say`Redis does not tell whether it saves`,
  'redis-remembered': ({total}: {readonly total: number}) => say`${total} keys remembered`,
  'redis-no-keys': ({match}: {readonly match: Safe}) => say`no key matches ${match}: nothing to remember`,
  'redis-no-sample': () => say`no sample of keys was taken before`,
  'redis-no-keys-then': ({match}: {readonly match: Safe}) =>
    say`no key matched ${match} when the sample was taken`,
  'redis-sample': (facts: {
    readonly total: number
    readonly gone: number
    readonly changed: number
    readonly kept: number
  }) => say`of ${facts.total} keys ${facts.gone} gone, ${facts.changed} changed, ${facts.kept} as before`,
  'redis-expect-kept': () => say`expected: every key is as before`,
  'redis-expect-gone': () => say`expected: every key is gone or changed`,
  'redis-wrong-keys': ({keys}: {readonly keys: Safe}) => say`not as expected: ${keys}`,

  'bad-postgres-url': () =>
    say`not a PostgreSQL URL (postgres://user@host/database); a password with / ? # @ must be percent-encoded`,
  'no-postgres-address': () => say`host, port or user of the database are missing`,
  'not-postgres': ({server}: Server) => say`what answers at ${server} is not PostgreSQL`,
  'pg-no-tls': ({server}: Server) => say`${server} offers no TLS, but it is demanded`,
  'pg-unverified': () => say`encrypted, but the server's certificate is not checked (sslmode=require)`,
  'pg-wants-password': ({user}: {readonly user: Safe}) =>
    say`the database wants a password for ${user}; none is set`,
  'pg-wrong-password': ({user}: {readonly user: Safe}) =>
    say`the database does not take the password of ${user}`,
  'pg-not-let-in': ({user, message}: {readonly user: Safe; readonly message: Safe}) =>
    say`the database does not let ${user} in from here: ${message}`,
  'pg-no-database': ({database}: {readonly database: Safe}) => say`there is no database ${database}`,
  'pg-too-many-connections': ({message}: {readonly message: Safe}) =>
    say`the database takes no more connections: ${message}`,
  'pg-not-ready': ({message}: {readonly message: Safe}) =>
    say`the database takes no connections yet: ${message}`,
  'pg-shut-down': () => say`the database is being shut down`,
  'pg-locked': () => say`waited for a lock in vain: another session holds the table`,
  'pg-locked-by': (facts: {readonly table: Safe; readonly pid: Safe; readonly holder: Safe}) =>
    say`waited for a lock in vain: ${facts.table} is held by ${facts.holder} (pid ${facts.pid})`,
  'pg-too-slow': () => say`the database answers, but the query did not end in time`,
  'pg-no-permission': ({message}: {readonly message: Safe}) => say`the role may not read this: ${message}`,
  'pg-would-write': ({message}: {readonly message: Safe}) =>
    say`the query would write, and was not let: ${message}`,
  'pg-broken': ({message}: {readonly message: Safe}) => say`the database cannot go on: ${message}`,
  'pg-error': ({message, code}: {readonly message: Safe; readonly code: Safe}) =>
    say`the database answers: ${message} (${code})`,
  'pg-answers': ({database, version}: {readonly database: Safe; readonly version: Safe}) =>
    say`${database} answers, PostgreSQL ${version}`,
  'pg-superuser': ({user}: {readonly user: Safe}) =>
    say`${user} is a superuser; a role that can only read is safer here`,
  'pg-rows': ({count}: {readonly count: number}) => say`rows: ${count}`,
  'pg-row-count': () => say`rows`,
  'pg-no-before': ({shown}: {readonly shown: Safe}) => say`${shown}: nothing from before to compare with`,
  'pg-lost': ({shown}: {readonly shown: Safe}) => say`less than before: ${shown}`,
  'pg-orphans-in': (facts: {
    readonly count: number
    readonly atLeast: boolean
    readonly table: Safe
    readonly key: Safe
    readonly parent: Safe
  }) =>
    say`${facts.table}: ${facts.count}${safe(facts.atLeast ? '+' : '')} rows lead to no row of ${facts.parent} (${facts.key})`,
  'pg-not-looked-at': ({table, why}: {readonly table: Safe; readonly why: Safe}) =>
    say`${table} was not looked at: ${why}`,
  'pg-orphans': ({orphans}: {readonly orphans: number}) =>
    say`${orphans} rows whose foreign key leads nowhere`,
  'pg-keys-open': ({looked, total}: {readonly looked: number; readonly total: number}) =>
    say`only ${looked} of ${total} foreign keys could be looked at`,
  'pg-keys-hold': ({total}: {readonly total: number}) => say`${total} foreign keys hold`,
  'pg-constraints-hold': () => say`all constraints valid`,
  'pg-constraints-invalid': ({count, names}: {readonly count: number; readonly names: Safe}) =>
    say`${count} constraints not valid: ${names}`,
  'pg-indexes-hold': () => say`all indexes valid`,
  'pg-indexes-invalid': ({count, names}: {readonly count: number; readonly names: Safe}) =>
    say`${count} indexes not valid: ${names}`,
  'pg-migrations-where': () => say`where the migration files are is not set (migrations)`,
  'pg-no-migration-files': ({files, cwd}: {readonly files: Safe; readonly cwd: Safe}) =>
    say`no migration file matches ${files} in ${cwd}`,
  'pg-no-migration-table': ({table}: {readonly table: Safe}) => say`the table ${table} cannot be read`,
  'pg-migrations-applied': ({count}: {readonly count: number}) => say`${count} migrations applied`,
  'pg-migrations-pending': ({count, names}: {readonly count: number; readonly names: Safe}) =>
    say`${count} migrations not applied: ${names}`,
  'pg-migrations-ahead': ({count, names}: {readonly count: number; readonly names: Safe}) =>
    say`the database is ahead of the program by ${count} migrations: ${names}`,

  'celery-nobody': ({database, exchange}: {readonly database: number; readonly exchange: Safe}) =>
    say`no worker listens on database ${database} (exchange ${exchange}): none runs, or they use another database or key prefix`,
  'celery-silent': ({subscribed}: {readonly subscribed: number}) =>
    say`${subscribed} workers are subscribed, none answers: stopped or stuck`,
  'celery-workers': ({answered, expected}: {readonly answered: number; readonly expected: number}) =>
    say`${answered}/${expected} workers answer`,
  'celery-half': ({silent, subscribed}: {readonly silent: number; readonly subscribed: number}) =>
    say`${silent} of ${subscribed} subscribed workers do not answer`,
  'celery-bad-number': ({text}: {readonly text: Safe}) =>
    say`the number of workers expected is no number: ${text}`,
  'celery-subscribed': ({subscribed}: {readonly subscribed: number}) => say`subscribed: ${subscribed}`,
  'celery-answered': ({names}: {readonly names: Safe}) => say`answered: ${names}`,
  'celery-only-pong': () => say`an answer shows that a worker lives, not that it does its work`,
  'celery-no-baseline': () => say`how many answered before is not known; only the least number counts`,
  'celery-queue': ({queue, length}: {readonly queue: Safe; readonly length: number}) =>
    say`queue ${queue}: ${length}`,
  'celery-queue-long': (facts: {readonly queue: Safe; readonly length: number; readonly most: number}) =>
    say`queue ${facts.queue}: ${facts.length} wait, at most ${facts.most} expected`,
  'celery-queue-grows': (facts: {
    readonly queue: Safe
    readonly first: number
    readonly last: number
    readonly most: number
  }) => say`queue ${facts.queue} grows: ${facts.first} → ${facts.last}, by at most ${facts.most} expected`,
}

export type DataSightTexts = typeof dataSights

import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

type Server = {readonly server: Safe}

/** What probes of data see: postgres, redis, celery. */
export const dataSights = {
  'no-connection': ({server, limit}: Server & {readonly limit: Safe}) =>
    say`no connection to ${server} within ${limit}: a firewall, or the server is stuck`,
  'no-answer': ({server, limit}: Server & {readonly limit: Safe}) =>
    say`${server} takes the connection, but gives no answer within ${limit}`,
  'nothing-there': ({server}: Server) => say`nothing listens at ${server}`,
  unreachable: ({server}: Server) => say`${server} cannot be reached: no route, or a firewall`,
  'socket-closed-to-us': ({server}: Server) => say`this account may not connect to ${server}`,
  'closed-early': ({server}: Server) => say`${server} closes the connection without an answer`,
  'dns-slow': ({host}: {readonly host: Safe}) => say`the name server gives no answer for ${host}`,
  'dns-unknown': ({host}: {readonly host: Safe}) => say`no host is known by the name ${host}`,
  'tls-fault': ({server, message}: Server & {readonly message: Safe}) =>
    say`no trusted TLS connection to ${server}: ${message}`,
  'not-understood': ({server, message}: Server & {readonly message: Safe}) => say`${server}: ${message}`,
  'too-much': ({server}: Server) => say`${server} sends more than was asked for; not read on`,
  'no-ca': ({path, message}: {readonly path: Safe; readonly message: Safe}) =>
    say`the certificates in ${path} cannot be read: ${message}`,

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
}

export type DataSightTexts = typeof dataSights

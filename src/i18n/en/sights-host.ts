import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

const counted = (count: number, what: string): Safe =>
  count === 1 ? say`1 ${safe(what)}` : say`${count} ${safe(what)}s`

/** `: text` where there is one. */
const because = (said: Safe): Safe => (said === '' ? say`` : say`: ${said}`)

/** What probes of the host see: log, files, compose, command. */
export const hostSights = {
  // Programs
  'program-missing': (f: {name: Safe}) =>
    say`there is no program ${f.name} here; install it, or name the right one`,
  'program-forbidden': (f: {name: Safe}) => say`${f.name} may not be run by this account`,
  'program-not-started': (f: {name: Safe; cause: Safe}) => say`${f.name} could not be started: ${f.cause}`,
  'program-slow': (f: {name: Safe; limit: Safe}) => say`${f.name} did not end within ${f.limit}`,
  'program-killed': (f: {name: Safe; signal: Safe}) => say`${f.name} was ended by ${f.signal}`,
  'exit-code': (f: {name: Safe; code: number; expected: Safe; said: Safe}) =>
    say`${f.name} ended with ${f.code}, not ${f.expected}${because(f.said)}`,
  'exit-well': (f: {name: Safe; code: number}) => say`${f.name} ended with ${f.code}, as expected`,
  'body-judged': (f: {what: Safe; sentence: Safe}) => say`${f.what}: ${f.sentence}`,
  output: () => say`standard output`,
  errors: () => say`standard error`,
  'stream-is': (f: {what: Safe}) => say`${f.what}:`,
  'stream-ends': (f: {what: Safe}) => say`${f.what}, its end:`,
  // Files
  'no-file': (f: {path: Safe}) => say`there is no file ${f.path}`,
  'no-permission': (f: {path: Safe}) => say`${f.path} may not be read by this account`,
  'not-a-file': (f: {path: Safe}) => say`${f.path} is not a file`,
  'cannot-look': (f: {path: Safe; cause: Safe}) => say`${f.path} cannot be looked at (${f.cause})`,
  'no-directory': (f: {path: Safe}) => say`there is no directory ${f.path}`,
  'none-match': (f: {match: Safe}) => say`no file matches ${f.match}`,
  'newest-not-yet': (f: {match: Safe}) =>
    say`the command that makes ${f.match} was not started yet in this session`,
  'newest-old': (f: {path: Safe; age: Safe; wanted: Safe}) =>
    say`the newest, ${f.path}, is ${f.age} old; it should be from after ${f.wanted}`,
  'newest-well': (f: {path: Safe; age: Safe; size: Safe}) => say`${f.path}, ${f.age} old, ${f.size}`,
  'size-wrong': (f: {path: Safe; sentence: Safe}) => say`${f.path}: size in bytes ${f.sentence}`,
  'outside-root': (f: {path: Safe}) => say`${f.path} leads out of the directory`,
  'files-well': (f: {count: number; of: number}) => say`${f.count}/${f.of} files are there`,
  'files-bad': (f: {bad: number; of: number; first: Safe}) => say`${f.bad} of ${f.of} files: ${f.first}`,
  'no-paths': () => say`the database names no path: nothing was looked at`,
  'bad-url': (f: {text: Safe}) => say`${f.text} is no http or https address`,
  'no-root-or-url': () => say`neither root nor url has a value: set one of them`,
  'http-status': (f: {path: Safe; status: number}) => say`${f.path} answers ${f.status}`,
  'http-no-size': (f: {path: Safe}) => say`${f.path} is answered, but without its size`,
  'file-line': (f: {path: Safe; size: Safe}) => say`${f.path}  ${f.size}`,
  // Logs
  'log-slow': (f: {path: Safe; limit: Safe}) => say`${f.path} could not be read within ${f.limit}`,
  'log-empty': (f: {path: Safe}) => say`${f.path} is empty: nothing was logged there, or elsewhere`,
  'log-not-yet': () => say`counts from a moment that is not here yet in this session`,
  'log-no-baseline': () => say`counts from the baseline, and none was taken`,
  'log-clean': (f: {records: number; path: Safe}) =>
    say`no such record among ${counted(f.records, 'new record')} of ${f.path}`,
  'log-within': (f: {count: number; max: number; records: number}) =>
    say`${f.count} of ${counted(f.records, 'new record')}, at most ${f.max} expected`,
  'log-too-many': (f: {count: number; max: number; first: Safe}) =>
    say`${counted(f.count, 'new record')} where at most ${f.max} may be; the first: ${f.first}`,
  'log-rate': (f: {count: number; rate: Safe; before: Safe}) =>
    say`${counted(f.count, 'record')}: ${f.rate} a minute, ${f.before} before`,
  'log-rate-more': (f: {rate: Safe; before: Safe; first: Safe}) =>
    say`${f.rate} a minute, more than the ${f.before} before; the first: ${f.first}`,
  'log-rate-unknown': (f: {count: number}) =>
    say`${counted(f.count, 'record')}, and no rate from before to compare with`,
  'log-baseline-plain': (f: {size: Safe}) => say`noted the end at ${f.size}`,
  'log-baseline': (f: {size: Safe; rate: Safe}) => say`noted the end at ${f.size}, ${f.rate} a minute`,
  'log-no-times': (f: {path: Safe}) =>
    say`the records of ${f.path} carry no time that can be read, and no place was noted to count from`,
  'log-no-records': (f: {path: Safe}) =>
    say`no line of ${f.path} begins a record as the pattern says; check it`,
  'log-cut': (f: {read: Safe}) => say`only its last ${f.read} were read`,
  'log-rotated': () => say`the file was rotated since`,
  'log-truncated': () => say`the file was truncated since: what was written until then may be missing`,
  'log-lost': () => say`the file of then is gone: records between then and now may be missing`,
  // Compose
  compose: () => say`docker compose`,
  'no-compose': () => say`there is neither "docker compose" nor "docker-compose" here`,
  'compose-no-daemon': (f: {said: Safe}) => say`docker does not answer: ${f.said}`,
  'compose-no-permission': () => say`this account may not talk to docker (is it in the group docker?)`,
  'compose-no-file': (f: {said: Safe}) => say`docker compose finds no file: ${f.said}`,
  'compose-failed': (f: {code: number; said: Safe}) =>
    say`docker compose ended with ${f.code}${because(f.said)}`,
  'compose-slow': (f: {limit: Safe}) => say`docker compose did not end within ${f.limit}`,
  'compose-rubbish': () => say`docker compose printed what this rollcall does not understand`,
  'compose-no-services': () => say`the compose files declare no service`,
  'compose-well': (f: {up: number; of: number}) => say`${f.up}/${f.of} services are up`,
  'compose-bad': (f: {bad: Safe; up: number; of: number}) => say`${f.bad} (${f.up}/${f.of} up)`,
  'compose-unknown-service': (f: {services: Safe}) => say`not in the compose files: ${f.services}`,
  'service-missing': (f: {service: Safe}) => say`${f.service} is not there`,
  'service-exited': (f: {service: Safe; code: Safe}) => say`${f.service} has exited (${f.code})`,
  'service-restarting': (f: {service: Safe}) => say`${f.service} is restarting`,
  'service-unhealthy': (f: {service: Safe}) => say`${f.service} is unhealthy`,
  'service-starting': (f: {service: Safe}) => say`${f.service} is up, its health check has not passed yet`,
  'service-state': (f: {service: Safe; state: Safe}) => say`${f.service} is ${f.state}`,
  'service-line': (f: {service: Safe; state: Safe}) => say`${f.service}: ${f.state}`,
}

export type HostSightTexts = typeof hostSights

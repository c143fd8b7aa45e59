import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

const counted = (count: number, what: string): Safe =>
  count === 1 ? say`1 ${safe(what)}` : say`${count} ${safe(what)}s`

/** What the loop of probes and `check` say. */
export const probing = {
  'time-over': () => say`no answer in time`,
  'time-over-after': (f: {limit: Safe}) => say`no answer within ${f.limit}`,
  'not-configured': (f: {names: Safe}) => say`not configured: set ${f.names}`,
  'nothing-there': (f: {address: Safe; host: Safe; variable: Safe; cause: Safe}) =>
    say`nothing at ${f.address} from ${f.host}; set ${f.variable} (${f.cause})`,
  'no-driver': (f: {type: Safe}) => say`this rollcall has no probe of type ${f.type}`,
  'driver-fault': (f: {cause: Safe}) => say`a fault of the probe itself: ${f.cause}`,
  blocked: (f: {by: Safe; cause: Safe}) => say`blocked by ${f.by}: ${f.cause}`,
  'blocked-unlooked': (f: {by: Safe}) => say`blocked by ${f.by}, which was not looked at`,
  'still-waiting': (f: {summary: Safe; left: Safe}) => say`${f.left} left: ${f.summary}`,
  'passes-in-a-row': (f: {passes: number; of: number; summary: Safe}) =>
    say`passed ${f.passes} of ${f.of} times in a row: ${f.summary}`,
  'fails-in-a-row': (f: {fails: number; of: number; summary: Safe}) =>
    say`failed ${f.fails} of ${f.of} times in a row: ${f.summary}`,
  'needs-confirmation': () => say`looking changes something: it runs when you confirm it`,
  'not-trusted': () =>
    say`not looked: this runs a program, and nobody has trusted this content yet; once you have read it, say --trust`,
  'session-only': () => say`only a session knows this`,
  'by-hand': () => say`a person answers this`,
  'has-effects': () => say`looking changes something: left out without --effects`,
  'no-such-probe': (f: {probe: Safe; known: Safe}) =>
    say`there is no probe "${f.probe}" here. There are: ${f.known}`,
  'no-such-section': (f: {section: Safe; known: Safe}) =>
    say`there is no section "${f.section}" here. There are: ${f.known}`,
  'bad-wait': (f: {text: Safe}) => say`--wait ${f.text}: write a duration such as 30s or 2m.`,
  'junit-watch': () => say`--watch prints text or json; JUnit is one document.`,
  passed: () => say`ok`,
  failed: () => say`FAILED`,
  unknown: () => say`unknown`,
  manual: () => say`manual`,
  'left-out': () => say`left out`,
  'check-line': (f: {word: Safe; id: Safe; title: Safe; summary: Safe}) =>
    say`  ${f.word}  ${f.id}  ${f.title}: ${f.summary}`,
  'check-warning': (f: {warning: Safe}) => say`warning: ${f.warning}`,
  'check-took': (f: {took: Safe}) => say`(${f.took})`,
  'check-progress': (f: {done: number; of: number; waiting: Safe}) =>
    say`${f.done} of ${f.of} probes looked; waiting for ${f.waiting}`,
  'check-sum': (f: {
    pass: number
    fail: number
    unknown: number
    manual: number
    leftOut: number
    took: Safe
  }) =>
    say`${f.pass} ok, ${f.fail} failed, ${f.unknown} unknown, ${f.manual} manual, ${f.leftOut} left out (${counted(f.pass + f.fail + f.unknown, 'item')} looked at in ${f.took})`,
}

export type ProbingTexts = typeof probing

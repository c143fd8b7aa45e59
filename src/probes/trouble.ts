import {isIP} from 'node:net'
import type {SecureContext} from 'node:tls'
import type {Texts} from '#src/i18n/texts.ts'
import {type Deadline, TimeIsOver} from '#src/net/deadline.ts'
import {resolveHost} from '#src/net/resolve.ts'
import {NetFailure} from '#src/net/trouble.ts'
import {trustOf} from '#src/net/trust.ts'
import type {Reason} from '#src/session/reading.ts'
import {formatDuration} from '#src/text/duration.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {type Finding, notPassed, type ProbeValues} from './driver.ts'

const LONGEST_MESSAGE = 200

/** What ends a look before its value: thrown within a driver of a data store, and never out of it. */
export class Trouble extends Error {
  override readonly name = 'Trouble'
  readonly reason: Reason
  readonly sentence: Safe
  readonly evidence: readonly Safe[]
  constructor(reason: Reason, sentence: Safe, evidence: readonly Safe[] = []) {
    super(sentence)
    this.reason = reason
    this.sentence = sentence
    this.evidence = evidence
  }
}

export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''

/** An error's own words; passwords that it might quote are left out. */
export const messageOf = (error: unknown, secrets: readonly string[] = []): Safe => {
  const text = error instanceof Error ? error.message : String(error)
  const masked = secrets
    .filter(secret => secret !== '')
    .reduce((rest, secret) => rest.replaceAll(secret, '***'), text)
  return safe(masked.slice(0, LONGEST_MESSAGE))
}

/** The name is known, or it is said that it is not: a name server that is slow must not look like a slow server. */
export const lookUpHost = async (host: string, deadline: Deadline, texts: Texts): Promise<void> => {
  if (host.startsWith('/')) return
  try {
    await resolveHost(host, deadline)
  } catch (error) {
    if (!(error instanceof NetFailure)) throw error
    const sentence = error.trouble.kind === 'dns-slow' ? 'dns-slow' : 'dns-unknown'
    throw new Trouble('dns', texts.dataSights[sentence]({host: safe(host)}))
  }
}

/** The name that TLS tells the server; an address is none, and Node would complain on the console. */
export const serverNameOf = (host: string): {readonly servername?: string} =>
  isIP(host) === 0 ? {servername: host} : {}

/** Whom the connection trusts: as everyone, and the file `ca` where one is named. */
export const trustFor = async (ca: string, cwd: string, texts: Texts): Promise<SecureContext> => {
  try {
    return await trustOf(ca, cwd)
  } catch (error) {
    const code = error instanceof NetFailure && 'code' in error.trouble ? error.trouble.code : ''
    throw new Trouble('not-configured', texts.dataSights['no-ca']({path: safe(ca), message: safe(code)}))
  }
}

const tlsFault =
  /^(CERT_|ERR_TLS|ERR_SSL|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|EPROTO|HOSTNAME_MISMATCH|ERR_OSSL)/

const isOf = (error: unknown, ...codes: readonly string[]): boolean =>
  codes.includes(codeOf(error)) ||
  // Of a host with two addresses node tells what happened to each.
  (error instanceof AggregateError && error.errors.some(each => codes.includes(codeOf(each))))

/** What the network or TLS had against the connection; null where it is something else. */
export const connectionTrouble = (error: unknown, server: Safe, texts: Texts): Trouble | null => {
  const words = texts.dataSights
  if (isOf(error, 'ECONNREFUSED', 'ENOENT')) return new Trouble('refused', words['nothing-there']({server}))
  if (isOf(error, 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ETIMEDOUT'))
    return new Trouble('refused', words.unreachable({server}))
  if (isOf(error, 'EACCES', 'EPERM')) return new Trouble('permission', words['socket-closed-to-us']({server}))
  if (isOf(error, 'ENOTFOUND', 'EAI_AGAIN')) return new Trouble('dns', words['dns-unknown']({host: server}))
  if (tlsFault.test(codeOf(error)))
    return new Trouble('error', words['tls-fault']({server, message: messageOf(error)}))
  if (isOf(error, 'ECONNRESET', 'EPIPE')) return new Trouble('refused', words['closed-early']({server}))
  return null
}

/** The finding for whatever ended a look: known trouble, the end of its time, or what nobody thought of. */
export const findingFor = (
  error: unknown,
  facts: {
    readonly server: Safe
    readonly deadline: Deadline
    readonly connected: boolean
    readonly texts: Texts
    readonly secrets: readonly string[]
    readonly values?: ProbeValues
  },
): Finding => {
  const {server, deadline, texts} = facts
  const values = facts.values ?? {}
  if (error instanceof Trouble)
    return notPassed(error.reason, error.sentence, {evidence: error.evidence, values})
  if (error instanceof TimeIsOver || deadline.isOver()) {
    const limit = formatDuration(deadline.limit, texts.language)
    const sentence = facts.connected ? 'no-answer' : 'no-connection'
    return notPassed('timeout', texts.dataSights[sentence]({server, limit}), {values})
  }
  const known = connectionTrouble(error, server, texts)
  if (known !== null) return notPassed(known.reason, known.sentence, {values})
  const message = messageOf(error, facts.secrets)
  return notPassed('error', texts.dataSights['not-understood']({server, message}), {values})
}

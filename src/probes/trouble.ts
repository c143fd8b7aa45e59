import {isIP} from 'node:net'
import type {Deadline} from '#src/net/deadline.ts'
import {resolveHost} from '#src/net/resolve.ts'
import type {Reason} from '#src/session/reading.ts'
import {type Safe, safe} from '#src/text/safe.ts'

const LONGEST_MESSAGE = 200

/** What ends a look before its value: thrown within a driver, and never out of it. */
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

/** Fails where the name is not known: a name server that is slow must not look like a slow server. */
export const lookUpHost = async (host: string, deadline: Deadline): Promise<void> => {
  if (!host.startsWith('/')) await resolveHost(host, deadline)
}

/** The name that TLS tells the server; an address is none, and Node would complain on the console. */
export const serverNameOf = (host: string): {readonly servername?: string} =>
  isIP(host) === 0 ? {servername: host} : {}

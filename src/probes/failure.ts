import {TimeIsOver} from '#src/net/deadline.ts'
import {NetFailure, type Trouble as NetTrouble, troubleOf} from '#src/net/trouble.ts'
import type {Reason} from '#src/session/reading.ts'
import {formatDuration} from '#src/text/duration.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {type Finding, type Look, notPassed, type ProbeValues} from './driver.ts'
import {codeOf, messageOf, Trouble} from './trouble.ts'

/** How far a look had come: what "no answer" means depends on it. */
export type Stage = 'connect' | 'tls' | 'answer'

/** Where a look went, and how far it came. */
export interface Whereabouts {
  readonly address: Safe
  readonly stage: Stage
  /** What an error's own words must not tell. */
  readonly secrets?: readonly string[]
}

/** Host and port as they are shown; an IPv6 address in brackets. */
export const addressOf = (host: string, port: number | string): Safe =>
  safe(host.includes(':') && !host.startsWith('[') ? `[${host}]:${port}` : `${host}:${port}`)

type Saying = Pick<Look, 'texts' | 'deadline'>

const certificateWords = (look: Saying, code: string): Safe => {
  const words = look.texts.netSights
  const when = safe(code)
  const some = words['of-unknown']()
  if (code === 'CERT_HAS_EXPIRED') return words['cert-expired']({when})
  if (code === 'CERT_NOT_YET_VALID') return words['cert-not-yet']({when})
  if (code === 'CERT_REVOKED') return words['cert-revoked']()
  if (code === 'DEPTH_ZERO_SELF_SIGNED_CERT') return words['cert-self-signed']()
  if (code === 'SELF_SIGNED_CERT_IN_CHAIN') return words['cert-unknown-authority']({issuer: some})
  if (code === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' || code.startsWith('UNABLE_TO_GET_ISSUER_CERT'))
    return words['cert-incomplete']({issuer: some})
  return words['cert-fault']({code: safe(code)})
}

const described = (look: Saying, trouble: NetTrouble, at: Whereabouts): readonly [Reason, Safe] | null => {
  const words = look.texts.netSights
  const {address} = at
  const limit = formatDuration(look.deadline.limit, look.texts.language)
  switch (trouble.kind) {
    case 'dns-unknown':
    case 'dns-slow':
    case 'dns-failed':
      return ['dns', words[trouble.kind]({host: safe(trouble.host)})]
    case 'refused':
    case 'unreachable':
    case 'closed':
    case 'reset':
      return ['refused', words[trouble.kind]({address})]
    case 'slow':
      return ['timeout', words[`slow-${at.stage}`]({address, limit})]
    case 'no-network':
      return ['error', words['no-network']({address})]
    case 'no-tls':
      return ['mismatch', words['no-tls']({address})]
    case 'no-http':
      return ['mismatch', words['no-http']({address})]
    case 'bad-encoding':
      return ['mismatch', words['bad-encoding']({address, code: safe(trouble.code)})]
    case 'certificate':
      if (trouble.code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
        return ['mismatch', words['cert-wrong-name']({name: address, names: words['of-some-other']()})]
      }
      return ['mismatch', certificateWords(look, trouble.code)]
    case 'tls':
      return ['mismatch', words['tls-failed']({address, code: safe(trouble.code)})]
    case 'too-many-files':
      return ['error', words['too-many-files']({code: safe(trouble.code)})]
    case 'permission':
      return ['permission', words['not-permitted']({address, code: safe(trouble.code)})]
    case 'bad-address':
      return ['not-configured', words['bad-address']({address: safe(trouble.address)})]
    case 'ca-file':
      return ['not-configured', words['ca-file']({path: safe(trouble.path), code: safe(trouble.code)})]
    case 'other':
      return null
  }
}

/** What the network or TLS had against the connection; null where it is something else. */
export const connectionTrouble = (error: unknown, at: Whereabouts, look: Saying): Trouble | null => {
  const code = codeOf(error)
  // A library that looked the name up itself, after us.
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new Trouble('dns', look.texts.netSights['dns-unknown']({host: at.address}))
  const said = described(look, troubleOf(error), at)
  return said === null ? null : new Trouble(...said)
}

/** The finding for whatever ended a look: known trouble, the end of its time, the network, or what nobody thought of. */
export const failureOf = (
  look: Saying,
  error: unknown,
  at: Whereabouts,
  more: {readonly values?: ProbeValues; readonly evidence?: readonly Safe[]} = {},
): Finding => {
  if (error instanceof Trouble) {
    const evidence = [...(more.evidence ?? []), ...error.evidence]
    return notPassed(error.reason, error.sentence, {...more, evidence})
  }
  const isOver = error instanceof TimeIsOver || look.deadline.isOver()
  const known = connectionTrouble(isOver ? new NetFailure({kind: 'slow'}) : error, at, look)
  if (known !== null) return notPassed(known.reason, known.sentence, more)
  const {address, secrets} = at
  const message = messageOf(error, secrets)
  return notPassed('error', look.texts.netSights['not-understood']({address, message}), more)
}

import {checkServerIdentity, type DetailedPeerCertificate} from 'node:tls'
import {shorten} from '#src/checks/judge.ts'
import type {Texts} from '#src/i18n/texts.ts'
import {formatDuration} from '#src/text/duration.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

const LONGEST_CHAIN = 10
const MOST_NAMES = 8

/** A certificate and those above it, as far as they are known here; the server's own first. */
export const chainOf = (leaf: DetailedPeerCertificate): readonly DetailedPeerCertificate[] => {
  const chain: DetailedPeerCertificate[] = []
  let each: DetailedPeerCertificate | undefined = leaf
  // The last one names itself as its issuer.
  while (each !== undefined && chain.length < LONGEST_CHAIN && !chain.includes(each)) {
    if (each.raw === undefined) break
    chain.push(each)
    each = each.issuerCertificate
  }
  return chain
}

const oneName = (name: {readonly CN?: unknown; readonly O?: unknown} | undefined, texts: Texts): Safe => {
  const found = [name?.CN, name?.O].flat().find(part => typeof part === 'string' && part !== '')
  return typeof found === 'string' ? shorten(found, 80) : texts.netSights['of-unknown']()
}

export const subjectOf = (certificate: DetailedPeerCertificate, texts: Texts): Safe =>
  oneName(certificate.subject, texts)
export const issuerOf = (certificate: DetailedPeerCertificate, texts: Texts): Safe =>
  oneName(certificate.issuer, texts)

/** The day as everyone reads it alike. */
export const dayOf = (time: Date): Safe =>
  Number.isNaN(time.getTime()) ? safe('?') : safe(time.toISOString().slice(0, 10))

export const namesIn = (certificate: DetailedPeerCertificate, texts: Texts): Safe => {
  const names = (certificate.subjectaltname ?? '')
    .split(', ')
    .map(entry => entry.replace(/^(DNS|IP Address):/, ''))
    .filter(name => name !== '')
  if (names.length === 0) return subjectOf(certificate, texts)
  const shown = joinSafe(
    names.slice(0, MOST_NAMES).map(name => shorten(name, 80)),
    ', ',
  )
  return names.length > MOST_NAMES ? say`${shown}, ...` : shown
}

/** What is judged: the chain, what OpenSSL said of it, the name that it has to carry, and the time. */
export interface Shown {
  readonly chain: readonly DetailedPeerCertificate[]
  /** OpenSSL's verdict on the chain; empty where it holds. */
  readonly code: string
  readonly name: string
  readonly now: Date
}

const untrusted: Readonly<Record<string, 'cert-unknown-authority' | 'cert-incomplete'>> = {
  SELF_SIGNED_CERT_IN_CHAIN: 'cert-unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT: 'cert-unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'cert-unknown-authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'cert-incomplete',
}

const chainFault = ({chain, code}: Shown, texts: Texts): Safe | null => {
  const words = texts.netSights
  // The dates are told apart below, with the day.
  if (code === '' || code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') return null
  if (code === 'DEPTH_ZERO_SELF_SIGNED_CERT') return words['cert-self-signed']()
  if (code === 'CERT_REVOKED') return words['cert-revoked']()
  const top = chain.at(-1)
  const kind = untrusted[code]
  if (kind === undefined || top === undefined) return words['cert-fault']({code: safe(code)})
  return words[kind]({issuer: issuerOf(top, texts)})
}

const dateFaults = ({chain, now}: Shown, texts: Texts): readonly Safe[] =>
  chain.flatMap((certificate, index) => {
    const words = texts.netSights
    const [from, until] = [new Date(certificate.valid_from), new Date(certificate.valid_to)]
    const whose = index === 0 ? say`` : say`${subjectOf(certificate, texts)}, `
    const gap = (milliseconds: number): Safe => formatDuration(milliseconds, texts.language)
    if (until < now) {
      return [
        words['cert-expired']({when: say`${whose}${dayOf(until)}, ${gap(now.getTime() - until.getTime())}`}),
      ]
    }
    if (from > now) {
      return [
        words['cert-not-yet']({when: say`${whose}${dayOf(from)}, ${gap(from.getTime() - now.getTime())}`}),
      ]
    }
    return []
  })

const nameFault = ({chain, name}: Shown, texts: Texts): Safe | null => {
  const leaf = chain[0]
  if (leaf === undefined || checkServerIdentity(name, leaf) === undefined) return null
  return texts.netSights['cert-wrong-name']({name: shorten(name), names: namesIn(leaf, texts)})
}

/** Everything that is wrong, each fault in its own words, the gravest first. */
export const faultsOf = (shown: Shown, texts: Texts): readonly Safe[] => {
  const faults = [...dateFaults(shown, texts), nameFault(shown, texts), chainFault(shown, texts)]
  const found = faults.filter(fault => fault !== null)
  if (found.length === 0 && shown.code !== '')
    return [texts.netSights['cert-fault']({code: safe(shown.code)})]
  return found
}

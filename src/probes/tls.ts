import {once} from 'node:events'
import {isIP, type Socket} from 'node:net'
import {connect, type DetailedPeerCertificate, type TLSSocket} from 'node:tls'
import type * as z from 'zod/mini'
import type {tlsSchema} from '#src/checks/tls.ts'
import {connectTo, portOf} from '#src/net/connect.ts'
import {within} from '#src/net/deadline.ts'
import {bareHost} from '#src/net/resolve.ts'
import {NetFailure} from '#src/net/trouble.ts'
import {trustOf} from '#src/net/trust.ts'
import {formatDuration} from '#src/text/duration.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {type Driver, type Finding, type Look, notPassed, pass} from './driver.ts'
import {addressOf, failureOf, type Stage} from './failure.ts'
import {chainOf, dayOf, faultsOf, issuerOf, namesIn, subjectOf} from './tls-faults.ts'

type Options = z.output<typeof tlsSchema>

interface Place {
  readonly host: string
  readonly port: string
  readonly isEncrypted: boolean
}

const placeOf = ({url, host, port}: Options): Place => {
  if (url === undefined) return {host: bareHost(host ?? ''), port: port || '443', isEncrypted: true}
  if (!URL.canParse(url)) throw new NetFailure({kind: 'bad-address', address: url})
  const parsed = new URL(url)
  return {
    host: bareHost(parsed.hostname),
    port: parsed.port || '443',
    isEncrypted: parsed.protocol !== 'http:',
  }
}

const evidenceOf = (
  look: Look,
  chain: readonly DetailedPeerCertificate[],
  socket: TLSSocket,
): readonly Safe[] => {
  const {texts} = look
  const words = texts.netSights
  const [leaf] = chain
  const lines = chain.map(each =>
    words['cert-line']({
      name: subjectOf(each, texts),
      issuer: issuerOf(each, texts),
      from: dayOf(new Date(each.valid_from)),
      until: dayOf(new Date(each.valid_to)),
    }),
  )
  const spoken = words['cert-protocol']({
    protocol: safe(socket.getProtocol() ?? '?'),
    cipher: safe(socket.getCipher().name),
  })
  return [
    ...(leaf === undefined ? [] : [words['cert-names']({names: namesIn(leaf, texts)})]),
    ...lines,
    spoken,
  ]
}

const judge = (look: Look, socket: TLSSocket, name: string, address: Safe): Finding => {
  const {texts} = look
  const words = texts.netSights
  const chain = chainOf(socket.getPeerCertificate(true))
  const [leaf] = chain
  if (leaf === undefined) return notPassed('mismatch', words['cert-none']({address}))
  const now = look.now()
  // Node gives the code of the verdict here, whatever its types say.
  const code = socket.authorized ? '' : String(socket.authorizationError ?? '')
  const isOfName = code === 'ERR_TLS_CERT_ALTNAME_INVALID'
  const faults = faultsOf({chain, code: isOfName ? '' : code, name, now}, texts)
  const ends = chain.map(each => new Date(each.valid_to).getTime())
  const soonest = ends.indexOf(Math.min(...ends))
  const end = new Date(ends[soonest] ?? 0)
  const leafEnd = new Date(leaf.valid_to)
  const span = (until: Date): Safe => formatDuration(until.getTime() - now.getTime(), texts.language)
  const days = Math.floor((leafEnd.getTime() - now.getTime()) / 86_400_000)
  const values = {days, ends: leafEnd.toISOString(), issuer: issuerOf(leaf, texts)}
  const evidence = [...faults, ...evidenceOf(look, chain, socket)]
  if (faults.length > 0) return notPassed('mismatch', joinSafe(faults, '; '), {values, evidence})
  const summary = words['cert-ends']({left: span(leafEnd), date: dayOf(leafEnd)})
  const isSoon = end.getTime() - now.getTime() < (look.options as Options)['warn-under']
  const upper = chain[soonest]
  const soon = {left: span(end), date: dayOf(end)}
  const warning = !isSoon
    ? null
    : soonest === 0 || upper === undefined
      ? words['cert-ends-soon'](soon)
      : words['cert-upper-ends-soon']({...soon, name: subjectOf(upper, texts)})
  return pass(summary, {warning, values, evidence})
}

/** A certificate: who vouches for it, whose name it carries, and how long it still holds. */
export const tls: Driver = async look => {
  const options = look.options as Options
  let stage: Stage = 'connect'
  let address = safe(options.url === undefined ? `${options.host}:${options.port || '443'}` : '')
  let plain: Socket | null = null
  let socket: TLSSocket | null = null
  try {
    const place = placeOf(options)
    address = addressOf(place.host, place.port)
    if (!place.isEncrypted)
      return notPassed('not-configured', look.texts.netSights['cert-unencrypted']({url: address}))
    const name = options.name || place.host
    const secureContext = await within(look.deadline, trustOf(options.ca, look.cwd))
    plain = await connectTo(place.host, portOf(place.port), look.deadline)
    stage = 'tls'
    // Nothing is sent over it and every verdict is looked at below, so a bad certificate may be read.
    socket = connect({
      socket: plain,
      secureContext,
      host: name,
      rejectUnauthorized: false,
      ...(isIP(name) === 0 ? {servername: name} : {}),
    })
    socket.on('error', () => undefined)
    await within(look.deadline, Promise.race([once(socket, 'secureConnect'), closedEarly(socket)]))
    return judge(look, socket, name, address)
  } catch (error) {
    return failureOf(look, error, {address, stage})
  } finally {
    socket?.destroy()
    plain?.destroy()
  }
}

const closedEarly = (socket: TLSSocket): Promise<never> =>
  new Promise((_, reject) => {
    socket.once('close', () => reject(new NetFailure({kind: 'closed'})))
  })

import {createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes} from 'node:crypto'

const DAY = 86_400_000

/** DER: a tag, the length, the content. */
const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts)
  const {length} = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts)
const octets = (content: Buffer): Buffer => der(0x04, content)
const bits = (content: Buffer, unused = 0): Buffer => der(0x03, Buffer.from([unused]), content)
const isTrue = der(0x01, Buffer.from([0xff]))
const nothing: readonly Buffer[] = []

const objectId = (text: string): Buffer => {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  const base128 = (value: number): readonly number[] => {
    const bytes = [value & 0x7f]
    for (let left = value >> 7; left > 0; left >>= 7) bytes.unshift((left & 0x7f) | 0x80)
    return bytes
  }
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

/** UTCTime holds for years up to 2049. */
const time = (at: Date): Buffer =>
  der(
    0x17,
    Buffer.from(
      `${at
        .toISOString()
        .replace(/[-:T]|\.\d+/g, '')
        .slice(2, 14)}Z`,
    ),
  )

const name = (common: string): Buffer =>
  sequence(der(0x31, sequence(objectId('2.5.4.3'), der(0x0c, Buffer.from(common)))))

const extension = (id: string, critical: boolean, value: Buffer): Buffer =>
  sequence(objectId(id), ...(critical ? [isTrue] : nothing), octets(value))

const ecdsaWithSha256 = sequence(objectId('1.2.840.10045.4.3.2'))

const keyIdOf = (publicKey: Buffer): Buffer => createHash('sha1').update(publicKey).digest()

interface Issuer {
  readonly name: string
  readonly key: KeyObject
  readonly publicKey: Buffer
}

const pem = (bytes: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`

const certificate = (
  issuer: Issuer,
  subject: {readonly name: string; readonly publicKey: Buffer},
  valid: {readonly from: Date; readonly until: Date},
  extensions: readonly Buffer[],
): string => {
  const serial = randomBytes(8)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ecdsaWithSha256,
    name(issuer.name),
    sequence(time(valid.from), time(valid.until)),
    name(subject.name),
    subject.publicKey,
    der(0xa3, sequence(...extensions)),
  )
  const signature = createSign('sha256').update(body).sign(issuer.key)
  return pem(sequence(body, ecdsaWithSha256, bits(signature)))
}

const newKey = () => {
  const {privateKey, publicKey} = generateKeyPairSync('ec', {namedCurve: 'prime256v1'})
  return {key: privateKey, publicKey: publicKey.export({type: 'spki', format: 'der'})}
}

export interface Issued {
  readonly cert: string
  readonly key: string
}

export interface Authority {
  /** Its own certificate, which the site trusts. */
  readonly ca: string
  /** A certificate for 127.0.0.1 and localhost that ends in so many days. */
  readonly issue: (days: number) => Issued
}

/** An authority made on the spot; nothing but node is needed. */
export const makeAuthority = (now: Date): Authority => {
  const authority: Issuer = {name: 'rollcall drill authority', ...newKey()}
  const day = (count: number): Date => new Date(now.getTime() + count * DAY)
  const identifiers = (publicKey: Buffer): readonly Buffer[] => [
    extension('2.5.29.14', false, octets(keyIdOf(publicKey))),
    extension('2.5.29.35', false, sequence(der(0x80, keyIdOf(authority.publicKey)))),
  ]
  const ca = certificate(authority, authority, {from: day(-400), until: day(4000)}, [
    extension('2.5.29.19', true, sequence(isTrue)),
    // keyCertSign, cRLSign
    extension('2.5.29.15', true, bits(Buffer.from([0x06]), 1)),
    ...identifiers(authority.publicKey),
  ])
  const alternatives = sequence(der(0x87, Buffer.from([127, 0, 0, 1])), der(0x82, Buffer.from('localhost')))
  return {
    ca,
    issue: days => {
      const {key, publicKey} = newKey()
      const valid = {from: day(Math.min(-1, days - 90)), until: day(days)}
      const cert = certificate(authority, {name: 'localhost', publicKey}, valid, [
        extension('2.5.29.19', true, sequence()),
        // digitalSignature
        extension('2.5.29.15', true, bits(Buffer.from([0x80]), 7)),
        // serverAuth
        extension('2.5.29.37', false, sequence(objectId('1.3.6.1.5.5.7.3.1'))),
        extension('2.5.29.17', false, alternatives),
        ...identifiers(publicKey),
      ])
      return {cert, key: key.export({type: 'pkcs8', format: 'pem'}).toString()}
    },
  }
}

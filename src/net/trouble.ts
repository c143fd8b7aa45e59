/** What went wrong between us and another host, told apart as far as an operator can use it. */
export type Trouble =
  | {readonly kind: 'dns-unknown' | 'dns-slow' | 'dns-failed'; readonly host: string}
  | {readonly kind: Plain}
  | {readonly kind: 'certificate'; readonly code: string}
  | {readonly kind: 'tls' | 'bad-encoding' | 'other' | 'too-many-files' | 'permission'; readonly code: string}
  | {readonly kind: 'bad-address'; readonly address: string}
  | {readonly kind: 'ca-file'; readonly path: string; readonly code: string}

type Plain = 'refused' | 'unreachable' | 'no-network' | 'closed' | 'reset' | 'no-tls' | 'no-http' | 'slow'

/** Thrown where the other side, or the way to it, is at fault. */
export class NetFailure extends Error {
  override readonly name = 'NetFailure'
  readonly trouble: Trouble

  constructor(trouble: Trouble) {
    super(trouble.kind)
    this.trouble = trouble
  }
}

const byCode: Readonly<Record<string, Plain>> = {
  ECONNREFUSED: 'refused',
  // A Unix socket's file that is not there.
  ENOENT: 'refused',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'no-network',
  ENETDOWN: 'no-network',
  EADDRNOTAVAIL: 'no-network',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'closed',
  UND_ERR_SOCKET: 'closed',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'closed',
  ETIMEDOUT: 'slow',
  UND_ERR_CONNECT_TIMEOUT: 'slow',
  UND_ERR_HEADERS_TIMEOUT: 'slow',
  UND_ERR_BODY_TIMEOUT: 'slow',
  ERR_SSL_WRONG_VERSION_NUMBER: 'no-tls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'no-tls',
  ERR_SSL_UNEXPECTED_MESSAGE: 'no-tls',
}

const withCode: Readonly<Record<string, 'too-many-files' | 'permission' | 'certificate'>> = {
  EMFILE: 'too-many-files',
  ENFILE: 'too-many-files',
  EACCES: 'permission',
  EPERM: 'permission',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
}

// The names of OpenSSL's verdicts on a chain, as Node passes them on.
const certificateCode =
  /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERROR_IN_CERT_|INVALID_(CA|PURPOSE)|PATH_LENGTH_|HOSTNAME_MISMATCH)/

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '')

/** What an error of Node's or undici's means. Of several attempts the first that says something counts. */
export const troubleOf = (error: unknown): Trouble => {
  if (error instanceof NetFailure) return error.trouble
  if (!(error instanceof Error)) return {kind: 'other', code: ''}
  const code = codeOf(error)
  // What Node calls a reset without a system call is the other side ending in order before TLS stood.
  const kind = code === 'ECONNRESET' && !('syscall' in error) ? 'closed' : byCode[code]
  // A local name, a missing IPv6 and the like hide the address that refused.
  if (error instanceof AggregateError && error.errors.length > 0) return ofAttempts(error.errors)
  if (error.cause instanceof NetFailure) return error.cause.trouble
  if (kind === 'closed' && error.cause instanceof Error) return troubleOf(error.cause)
  if (kind !== undefined) return {kind}
  const coded = withCode[code]
  if (coded !== undefined) return {kind: coded, code}
  if (certificateCode.test(code)) return {kind: 'certificate', code}
  if (error.name === 'HTTPParserError' || code === 'UND_ERR_HEADERS_OVERFLOW') return {kind: 'no-http'}
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') return {kind: 'tls', code}
  if (error.cause instanceof Error) return troubleOf(error.cause)
  return {kind: 'other', code: code || error.name}
}

const ofAttempts = (errors: readonly unknown[]): Trouble => {
  const troubles = errors.map(troubleOf)
  const first = troubles[0] ?? {kind: 'other', code: ''}
  return troubles.find(({kind}) => kind === 'refused' || kind === 'slow') ?? first
}

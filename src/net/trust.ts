import {readFile, stat} from 'node:fs/promises'
import {isAbsolute, join} from 'node:path'
import {createSecureContext, rootCertificates, type SecureContext} from 'node:tls'
import {NetFailure} from './trouble.ts'

const MOST_BYTES = 4 * 1024 * 1024

const systemFiles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/cert.pem',
] as const

const block = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[\s\S]+?-----END (?:TRUSTED )?CERTIFICATE-----/g
const certificatesIn = (pem: string): readonly string[] => pem.match(block) ?? []

/** The end of a certificate's signature, which no two share; files break their lines differently. */
const signatureOf = (certificate: string): string =>
  certificate.slice(0, certificate.lastIndexOf('-----END')).slice(-100).replace(/\s+/g, '').slice(-64)

/** What this host trusts beyond what Node brings along: a company's own authority, as curl would know it. */
const ofThisHost = async (): Promise<readonly string[]> => {
  for (const file of systemFiles) {
    const pem = await readFile(file, 'utf8').catch(() => null)
    if (pem === null) continue
    const known = new Set(rootCertificates.map(signatureOf))
    return certificatesIn(pem).filter(certificate => !known.has(signatureOf(certificate)))
  }
  return []
}

const ofFile = async (path: string): Promise<readonly string[]> => {
  const failed = (code: string): NetFailure => new NetFailure({kind: 'ca-file', path, code})
  const code = (error: unknown): string =>
    error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
  const {size} = await stat(path).catch(error => Promise.reject(failed(code(error))))
  if (size > MOST_BYTES) throw failed('too-large')
  const pem = await readFile(path, 'utf8').catch(error => Promise.reject(failed(code(error))))
  const found = certificatesIn(pem)
  if (found.length === 0) throw failed('no-certificate')
  return found
}

let hostsOwn: Promise<readonly string[]> | undefined
const contexts = new Map<string, SecureContext>()

// Adding to Node's own roots costs a tenth of giving them all anew through `ca`.
const add = (context: SecureContext, certificates: readonly string[], path: string): void => {
  try {
    for (const certificate of certificates) context.context.addCACert(certificate)
  } catch {
    throw new NetFailure({kind: 'ca-file', path, code: 'no-certificate'})
  }
}

const stampOf = async (path: string): Promise<string> => {
  const found = await stat(path).catch(() => null)
  return found === null ? '' : `${path}\0${found.mtimeMs}\0${found.size}\0${found.ino}`
}

/**
 * Whom a TLS connection trusts: Node's authorities, this host's, and those in the file `ca` where one is named. Kept while
 * the file stays as it is. Fails with NetFailure `ca-file` where the file gives no certificate.
 */
export const trustOf = async (ca: string | undefined, cwd: string): Promise<SecureContext> => {
  const path = ca === undefined || ca === '' ? '' : isAbsolute(ca) ? ca : join(cwd, ca)
  const key = path === '' ? '' : await stampOf(path)
  const known = contexts.get(key)
  if (known !== undefined && (path === '' || key !== '')) return known
  const own = path === '' ? [] : await ofFile(path)
  hostsOwn ??= ofThisHost()
  const context = createSecureContext()
  for (const certificate of await hostsOwn) {
    // One odd file of the host must not end every look.
    try {
      context.context.addCACert(certificate)
    } catch {}
  }
  add(context, own, path)
  contexts.set(key, context)
  return context
}

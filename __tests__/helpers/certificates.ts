import {execFileSync} from 'node:child_process'
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

const DAY = 86_400_000

export interface Issued {
  readonly key: string
  /** The certificate itself, PEM. */
  readonly cert: string
  readonly certFile: string
  readonly keyFile: string
}

export interface Issue {
  readonly name: string
  /** What stands as its names; default the name itself and 127.0.0.1. */
  readonly names?: string
  /** Days from now; negative lies in the past. */
  readonly from?: number
  readonly until?: number
  readonly by?: Issued | 'itself'
  readonly isAuthority?: boolean
}

export interface CertificateMaker {
  readonly issue: (what: Issue) => Issued
}

const config = `
[ca]
default_ca = our
[our]
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
policy = names
unique_subject = no
[names]
commonName = supplied
[req]
distinguished_name = subject
prompt = no
[subject]
`

const openSslTime = (days: number): string =>
  new Date(Date.now() + days * DAY)
    .toISOString()
    .replace(/[-:T]|\.\d+/g, '')
    .slice(0, 14)
    .concat('Z')

/** Certificates of any validity and any chain, made by openssl in the directory. */
export const certificateMaker = (directory: string): CertificateMaker => {
  mkdirSync(directory, {recursive: true})
  writeFileSync(join(directory, 'openssl.cnf'), config)
  writeFileSync(join(directory, 'index.txt'), '')
  writeFileSync(join(directory, 'serial'), '1000\n')
  let made = 0
  const openssl = (...args: readonly string[]): void => {
    execFileSync('openssl', args, {cwd: directory, stdio: ['ignore', 'ignore', 'pipe']})
  }
  const issue = ({name, names, from = -1, until = 90, by = 'itself', isAuthority = false}: Issue): Issued => {
    const id = `${made++}`
    const file = (kind: string): string => join(directory, `${id}.${kind}`)
    const usage = isAuthority
      ? 'basicConstraints = critical, CA:true\nkeyUsage = keyCertSign, cRLSign\n'
      : `basicConstraints = CA:false\nsubjectAltName = ${names ?? `DNS:${name}, IP:127.0.0.1`}\n`
    writeFileSync(file('ext'), `[e]\n${usage}subjectKeyIdentifier = hash\n`)
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
    openssl(
      ...['req', '-config', 'openssl.cnf', '-new', ...key, '-keyout', file('key')],
      ...['-out', file('csr'), '-subj', `/CN=${name}`],
    )
    const issuer =
      by === 'itself'
        ? ['-selfsign', '-keyfile', file('key')]
        : ['-cert', by.certFile, '-keyfile', by.keyFile]
    openssl(
      ...['ca', '-config', 'openssl.cnf', '-batch', '-notext', '-in', file('csr'), '-out', file('crt')],
      ...[...issuer, '-startdate', openSslTime(from), '-enddate', openSslTime(until)],
      ...['-extfile', file('ext'), '-extensions', 'e'],
    )
    return {
      key: readFileSync(file('key'), 'utf8'),
      cert: readFileSync(file('crt'), 'utf8'),
      certFile: file('crt'),
      keyFile: file('key'),
    }
  }
  return {issue}
}

import type {Texts} from '#src/i18n/texts.ts'
import type {Safe} from '#src/text/safe.ts'
import type {ResolvedOptions} from '../driver.ts'
import {readServerUrl, shownServer} from '../server-url.ts'
import {Trouble} from '../trouble.ts'

export interface PostgresAddress {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
  readonly ca: string
  /** As libpq knows it; empty where nothing was said. */
  readonly sslmode: string
  readonly server: Safe
}

const textIn = (options: ResolvedOptions, key: string): string => {
  const value = options[key]
  return typeof value === 'string' ? value.trim() : ''
}

const complete = (given: Omit<PostgresAddress, 'server'>): PostgresAddress => ({
  ...given,
  database: given.database === '' ? given.user : given.database,
  server: shownServer(given.host, given.port),
})

/** The server that the options name: their URL, or, where that is empty, host, port and the others. */
export const postgresAddress = (options: ResolvedOptions, texts: Texts): PostgresAddress => {
  const [url, ca] = [textIn(options, 'url'), textIn(options, 'ca')]
  if (url !== '') {
    const read = readServerUrl(url, ['postgres', 'postgresql'])
    const host = read?.host || read?.parameters.host || ''
    const user = read?.user || read?.parameters.user || ''
    if (read === null || host === '' || user === '')
      throw new Trouble('not-configured', texts.dataSights['bad-postgres-url']())
    return complete({
      host,
      port: read.port ?? (Number(read.parameters.port) || 5432),
      database: read.path,
      user,
      password: read.password || read.parameters.password || '',
      ca,
      sslmode: read.parameters.sslmode ?? '',
    })
  }
  const [host, port, user] = [textIn(options, 'host'), textIn(options, 'port'), textIn(options, 'user')]
  if (host === '' || user === '' || !/^\d{0,5}$/.test(port))
    throw new Trouble('not-configured', texts.dataSights['no-postgres-address']())
  // A password may begin or end with a space.
  const password = typeof options.password === 'string' ? options.password : ''
  const database = textIn(options, 'database')
  return complete({host, port: Number(port || 5432), database, user, password, ca, sslmode: ''})
}

/** A named authority or a mode that verifies demands a verified server; `require` only encrypts, which is warned of. */
export const tlsOf = ({ca, sslmode, host}: PostgresAddress): 'none' | 'verified' | 'unverified' => {
  if (host.startsWith('/')) return 'none'
  if (ca !== '' || sslmode.startsWith('verify')) return 'verified'
  return sslmode === 'require' ? 'unverified' : 'none'
}

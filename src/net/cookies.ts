const MOST_COOKIES = 200
const MOST_BYTES = 8_192

interface Cookie {
  readonly name: string
  readonly value: string
  readonly host: string
  /** Whether hosts below it get the cookie too. */
  readonly below: boolean
  readonly path: string
  readonly secure: boolean
  /** Milliseconds; null: as long as the flow. */
  readonly ends: number | null
}

export interface CookieJar {
  /** Takes what an answer from this address sets. */
  readonly store: (setCookies: readonly string[], from: URL) => void
  /** What a request to this address sends; empty: nothing. */
  readonly headerFor: (to: URL) => string
  readonly get: (name: string, to: URL) => string | undefined
  /** Names that were set as Secure over plain http: no browser keeps those. */
  readonly refused: ReadonlySet<string>
}

const defaultPath = (pathname: string): string => {
  const end = pathname.lastIndexOf('/')
  return end <= 0 ? '/' : pathname.slice(0, end)
}

const isWithin = (path: string, of: string): boolean =>
  path === of || (path.startsWith(of) && (of.endsWith('/') || path[of.length] === '/'))

const isBelow = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`)

const endOf = (attributes: ReadonlyMap<string, string>, now: number): number | null => {
  const age = attributes.get('max-age')
  if (age !== undefined && /^-?\d{1,15}$/.test(age)) return now + Number(age) * 1_000
  const date = Date.parse(attributes.get('expires') ?? '')
  return Number.isNaN(date) ? null : date
}

const parse = (header: string, from: URL, now: number): Cookie | null => {
  const [pair = '', ...rest] = header.split(';')
  const equals = pair.indexOf('=')
  if (equals < 1 || header.length > MOST_BYTES) return null
  const attributes = new Map(
    rest.map(part => {
      const [key = '', ...value] = part.split('=')
      return [key.trim().toLowerCase(), value.join('=').trim()] as const
    }),
  )
  const domain = (attributes.get('domain') ?? '').replace(/^\./, '').toLowerCase()
  // A host may set cookies for what it is part of, never for a whole top level, and never for another.
  if (domain !== '' && domain !== from.hostname && (!domain.includes('.') || !isBelow(from.hostname, domain)))
    return null
  const path = attributes.get('path') ?? ''
  return {
    name: pair.slice(0, equals).trim(),
    value: pair.slice(equals + 1).trim(),
    host: domain === '' ? from.hostname : domain,
    below: domain !== '',
    path: path.startsWith('/') ? path : defaultPath(from.pathname),
    secure: attributes.has('secure'),
    ends: endOf(attributes, now),
  }
}

/** The cookies of one flow, kept and sent as a browser would. */
export const createCookieJar = (now: () => number = Date.now): CookieJar => {
  const kept = new Map<string, Cookie>()
  const refused = new Set<string>()
  const isFor = (cookie: Cookie, to: URL): boolean =>
    (cookie.below ? isBelow(to.hostname, cookie.host) : to.hostname === cookie.host) &&
    isWithin(to.pathname, cookie.path) &&
    (!cookie.secure || to.protocol === 'https:') &&
    (cookie.ends === null || cookie.ends > now())
  const matching = (to: URL): readonly Cookie[] =>
    [...kept.values()]
      .filter(cookie => isFor(cookie, to))
      .sort((one, other) => other.path.length - one.path.length)
  return {
    store: (setCookies, from) => {
      for (const header of setCookies) {
        const cookie = parse(header, from, now())
        if (cookie === null) continue
        if (cookie.secure && from.protocol !== 'https:') {
          refused.add(cookie.name)
          continue
        }
        const key = `${cookie.name}\0${cookie.host}\0${cookie.path}`
        kept.delete(key)
        const isOver = cookie.ends !== null && cookie.ends <= now()
        if (!isOver && kept.size < MOST_COOKIES) kept.set(key, cookie)
      }
    },
    headerFor: to =>
      matching(to)
        .map(({name, value}) => `${name}=${value}`)
        .join('; '),
    get: (name, to) => matching(to).find(cookie => cookie.name === name)?.value,
    refused,
  }
}

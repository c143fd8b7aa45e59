import {type Safe, safe} from '#src/text/safe.ts'

/** Where a server is and who asks, out of a URL; percent-encodings are resolved. */
export interface ServerUrl {
  readonly scheme: string
  readonly host: string
  readonly port: number | null
  readonly user: string
  readonly password: string
  /** What stands behind the first slash: a database. */
  readonly path: string
  readonly parameters: Readonly<Record<string, string>>
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    // A lone % in a password: it was written as it is.
    return text
  }
}

/**
 * Reads the URL of a server; null where it is none, or where a password with "/", "?", "#" or "@" stands in it unencoded:
 * a part of it would be taken for the host, and told to the name server and to the reader.
 */
export const readServerUrl = (text: string, schemes: readonly string[]): ServerUrl | null => {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase() ?? ''
  if (!schemes.includes(scheme) || /@.*@|[/?#].*@/s.test(text.slice(scheme.length + 3))) return null
  try {
    const url = new URL(`http${text.slice(scheme.length)}`)
    return {
      scheme,
      host: decoded(url.hostname.replace(/^\[|\]$/g, '')),
      // As `http` the default port would be lost.
      port: /^[^/?#]*:80(?:[/?#]|$)/.test(text.slice(scheme.length + 3)) ? 80 : Number(url.port) || null,
      user: decoded(url.username),
      password: decoded(url.password),
      path: decoded(url.pathname.slice(1)),
      parameters: Object.fromEntries(url.searchParams),
    }
  } catch {
    return null
  }
}

/** The server as a reader knows it, without user or password. */
export const shownServer = (host: string, port: number): Safe => {
  if (host.startsWith('/')) return safe(host)
  return safe(host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`)
}

import {NetFailure} from '#src/net/trouble.ts'
import {type Safe, safe} from '#src/text/safe.ts'

/** The address of a step; `http` and `https` alone, since anything else is a slip in a variable. */
export const urlOf = (written: string, base: string | undefined): URL => {
  if (!URL.canParse(written, base))
    throw new NetFailure({kind: 'bad-address', address: withoutSecrets(written)})
  const url = new URL(written, base)
  if (url.protocol === 'http:' || url.protocol === 'https:') return url
  throw new NetFailure({kind: 'bad-address', address: withoutSecrets(written)})
}

const withoutSecrets = (text: string): string => text.replace(/\/\/[^/]*@/, '//').replace(/[?#].*$/s, '')

/** An address as it is shown: without a password, and without the query, which may hold a token. */
export const shownUrl = (url: URL): Safe => {
  const shown = `${url.origin}${url.pathname}`
  return safe(shown.length > 200 ? `${shown.slice(0, 200)}...` : shown)
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** What a name and password in the address mean; null where there are none. */
export const basicAuthorization = (url: URL): string | null => {
  if (url.username === '' && url.password === '') return null
  const pair = `${decoded(url.username)}:${decoded(url.password)}`
  return `Basic ${Buffer.from(pair).toString('base64')}`
}

import type {CookieJar} from '#src/net/cookies.ts'
import type {Deadline} from '#src/net/deadline.ts'
import {exchange, type HttpAnswer, type HttpRequest, type Method} from '#src/net/http-exchange.ts'
import type {HttpLine} from '#src/net/http-line.ts'
import {basicAuthorization, urlOf} from './address.ts'
import type {PlacedStep, Step} from './step.ts'

/** What a flow carries from request to request. */
export interface Carried {
  readonly line: HttpLine
  readonly jar: CookieJar
  readonly deadline: Deadline
  /** The address of the page before; null at first. */
  readonly before: URL | null
}

/** What came of one step's request, redirects that it wanted followed included. */
export interface Answered {
  readonly answer: HttpAnswer
  readonly url: URL
  /** Everything together. */
  readonly milliseconds: number
  /** Why redirects were not followed further, where more were wanted. */
  readonly stopped: 'too-many' | 'insecure' | 'bad-target' | null
}

/** The token that a step needs was never set. */
export class NoCsrfCookie extends Error {
  readonly cookie: string
  constructor(cookie: string) {
    super('no csrf cookie')
    this.cookie = cookie
  }
}

const csrfNames = (csrf: Step['csrf']) => {
  if (csrf === undefined || csrf === false) return null
  if (csrf !== true) return csrf
  return {cookie: 'csrftoken', field: 'csrfmiddlewaretoken', header: 'X-CSRFToken'}
}

const bodyOf = (step: Step, token: {readonly field: string; readonly value: string} | null) => {
  if (step.form !== undefined) {
    const fields = new URLSearchParams(step.form)
    if (token !== null) fields.set(token.field, token.value)
    return {type: 'application/x-www-form-urlencoded', body: fields.toString()}
  }
  if (step.json !== undefined) return {type: 'application/json', body: JSON.stringify(step.json)}
  return step.body === undefined ? null : {type: 'text/plain; charset=utf-8', body: step.body}
}

const lowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

const firstRequest = (step: Step, url: URL, carried: Carried): HttpRequest => {
  const names = csrfNames(step.csrf)
  const value = names === null ? undefined : carried.jar.get(names.cookie, url)
  if (names !== null && value === undefined) throw new NoCsrfCookie(names.cookie)
  const sent = bodyOf(step, names === null || value === undefined ? null : {field: names.field, value})
  const method: Method = step.method ?? (sent === null ? 'GET' : 'POST')
  const authorization = basicAuthorization(url)
  // Django compares the Referer of what comes over https with its own host.
  const referer = carried.before?.origin === url.origin ? carried.before : url
  return {
    url,
    method,
    headers: {
      'user-agent': 'rollcall',
      accept: '*/*',
      ...(authorization === null ? {} : {authorization}),
      ...(sent === null ? {} : {'content-type': sent.type}),
      ...(names === null || value === undefined
        ? {}
        : {
            [names.header.toLowerCase()]: value,
            referer: `${referer.origin}${referer.pathname}${referer.search}`,
          }),
      ...lowerCase(step.headers ?? {}),
    },
    body: sent?.body ?? null,
  }
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

const next = (request: HttpRequest, status: number, url: URL): HttpRequest => {
  const keepsMethod =
    status === 307 || status === 308 || request.method === 'GET' || request.method === 'HEAD'
  // What was said to one host is not said to another.
  const isSameOrigin = url.origin === request.url.origin
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(
      ([name]) =>
        (keepsMethod || name !== 'content-type') &&
        (isSameOrigin || name === 'user-agent' || name === 'accept' || name === 'content-type'),
    ),
  )
  return keepsMethod
    ? {...request, url, headers, body: isSameOrigin ? request.body : null}
    : {url, method: 'GET', headers, body: null}
}

/** Sends a step's request and follows as many redirects as it says, never from https to http. */
export const request = async ({step, base}: PlacedStep, carried: Carried): Promise<Answered> => {
  const {jar, line, deadline} = carried
  let current = firstRequest(step, urlOf(step.url ?? '', base), carried)
  let milliseconds = 0
  for (let left = step.follow ?? 0; ; left--) {
    const cookie = jar.headerFor(current.url)
    const sent = cookie === '' ? current : {...current, headers: {...current.headers, cookie}}
    const answer = await exchange(sent, line.dispatcher, deadline)
    milliseconds += answer.milliseconds
    jar.store(answer.setCookies, current.url)
    const {url} = current
    const location = answer.headers.location ?? ''
    const end = {answer, url, milliseconds}
    if (!REDIRECTS.has(answer.status) || location === '' || step.follow === undefined || step.follow === 0)
      return {...end, stopped: null}
    if (left === 0) return {...end, stopped: 'too-many'}
    const target = URL.canParse(location, url.href) ? new URL(location, url) : null
    if (target === null || (target.protocol !== 'http:' && target.protocol !== 'https:'))
      return {...end, stopped: 'bad-target'}
    if (url.protocol === 'https:' && target.protocol === 'http:') return {...end, stopped: 'insecure'}
    current = next(current, answer.status, target)
  }
}

import {judgeBody, judgeCount, judgeValue, judgeValues, shorten, type Verdict} from '#src/checks/judge.ts'
import {valueAt} from '#src/checks/judge-path.ts'
import type {CookieJar} from '#src/net/cookies.ts'
import type {Reason} from '#src/session/reading.ts'
import {formatDuration} from '#src/text/duration.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {formatBytes} from '#src/text/sizes.ts'
import type {Look} from '../driver.ts'
import {shownUrl} from './address.ts'
import type {Answered} from './request.ts'
import type {Expect, Step} from './step.ts'

/** One thing that was expected of an answer. */
export interface Judged {
  readonly reason: Reason | null
  readonly sentence: Safe
}

/** The body as JSON; undefined where it is none. */
export const jsonOf = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8').replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

const of = (what: Safe, verdict: Verdict): Judged => ({
  reason: verdict.reason,
  sentence: say`${what}: ${verdict.sentence}`,
})

const statusMatches = (status: number, wanted: string): boolean =>
  wanted.endsWith('xx') ? Math.floor(status / 100) === Number(wanted[0]) : status === Number(wanted)

// A form that answers itself again, or Django's own page, says more than the number.
const hintOf = (look: Look, step: Step, {answer}: Answered): Safe => {
  const words = look.texts.netSights
  const isSent = step.form !== undefined
  if (isSent && answer.status === 200 && /\btype=["']?password/i.test(answer.body.toString('utf8')))
    return say`; ${words['form-again']()}`
  if (answer.status === 403 && answer.body.includes('CSRF')) return say`; ${words['csrf-refused']()}`
  const location = answer.headers.location
  return location === undefined
    ? say``
    : say`; ${words['leads-to']({url: shorten(location.replace(/[?#].*$/s, ''))})}`
}

const judgeStatus = (look: Look, step: Step, answered: Answered): Judged => {
  const words = look.texts.netSights
  const {status} = answered.answer
  const wanted = step.expect?.status ?? ['2xx']
  const seen = words['http-status']({status})
  const shown = {seen, wanted: joinSafe(wanted.map(safe), ', ')}
  if (wanted.some(each => statusMatches(status, each)))
    return {reason: null, sentence: words['as-expected'](shown)}
  const sentence = say`${words['not-as-expected'](shown)}${hintOf(look, step, answered)}`
  if (status !== 401 && status !== 407) return {reason: 'mismatch', sentence}
  return {reason: 'auth', sentence: say`${words['http-asks-login']()}: ${sentence}`}
}

const judgeCookies = (look: Look, names: readonly string[], url: URL, jar: CookieJar): readonly Judged[] =>
  names.map(name => {
    const words = look.texts.netSights
    const facts = {name: shorten(name)}
    if (jar.get(name, url) !== undefined) return {reason: null, sentence: words['cookie-held'](facts)}
    const sentence = jar.refused.has(name) ? words['cookie-insecure'](facts) : words['cookie-missing'](facts)
    return {reason: 'mismatch', sentence}
  })

const judgeJson = (look: Look, expected: NonNullable<Expect['json']>, body: Buffer): readonly Judged[] => {
  const json = jsonOf(body)
  if (json === undefined)
    return [{reason: 'mismatch', sentence: look.texts.netSights['no-json']({seen: beginning(look, body)})}]
  return judgeValues(expected, path => valueAt(json, path), look.texts).map(each => of(each.name, each))
}

/** How a body begins, for a row; what is no text is told by its size alone. */
export const beginning = (look: Look, body: Buffer): Safe => {
  if (body.length === 0) return look.texts.netSights['seen-empty']()
  const start = body.subarray(0, 600).toString('utf8')
  return /[\0\uFFFD]/.test(start.slice(0, 200)) ? formatBytes(body.length) : shorten(start.trim(), 160)
}

// Bytes as characters one to one, so that what is no UTF-8 can be told by its beginning and its end.
const bytesOf = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')

const judgeEnds = (look: Look, {begins, ends}: Expect, body: Buffer): readonly Judged[] => {
  const words = look.texts.netSights
  const bytes = body.toString('latin1')
  const judged = (holds: boolean, seen: Safe, wanted: Safe): Judged => ({
    reason: holds ? null : 'mismatch',
    sentence: holds ? words['as-expected']({seen, wanted}) : words['not-as-expected']({seen, wanted}),
  })
  const found: Judged[] = []
  if (begins !== undefined) {
    const start = shorten(body.subarray(0, 40).toString('utf8'), 40)
    found.push(
      judged(bytes.startsWith(bytesOf(begins)), words['body-begins']({text: start}), shorten(begins)),
    )
  }
  if (ends !== undefined) {
    const trimmed = bytes.trimEnd()
    const end = shorten(Buffer.from(trimmed.slice(-40), 'latin1').toString('utf8'), 40)
    found.push(judged(trimmed.endsWith(bytesOf(ends)), words['body-ends']({text: end}), shorten(ends)))
  }
  return found
}

/** Everything that was expected of an answer, the status first. */
export const judgeAnswer = (
  look: Look,
  step: Step,
  answered: Answered,
  jar: CookieJar,
): readonly Judged[] => {
  const {texts} = look
  const words = texts.netSights
  const {answer, url, stopped, milliseconds} = answered
  if (stopped !== null) {
    const facts = {url: shownUrl(url), count: step.follow ?? 0}
    return [{reason: 'mismatch', sentence: words[`redirects-${stopped}`](facts)}]
  }
  const expect: Expect = step.expect ?? {}
  const {body, isCut} = answer
  const judged: Judged[] = [judgeStatus(look, step, answered)]
  const type = (answer.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (expect.type !== undefined) {
    judged.push(of(words['http-type'](), judgeValue(expect.type.toLowerCase(), type || undefined, texts)))
  }
  const needsAll = [expect.body, expect.json, expect.size, expect.ends].some(each => each !== undefined)
  if (isCut && needsAll) {
    judged.push({reason: 'mismatch', sentence: words['body-too-large']({size: formatBytes(body.length)})})
  } else {
    if (expect.json !== undefined) judged.push(...judgeJson(look, expect.json, body))
    if (expect.body !== undefined)
      judged.push(of(words['http-body'](), judgeBody(expect.body, body.toString('utf8'), texts)))
    if (expect.size !== undefined)
      judged.push(of(words['http-size'](), judgeCount(expect.size, body.length, texts)))
    judged.push(...judgeEnds(look, expect, body))
  }
  if (expect.header !== undefined) {
    const headers = judgeValues(expect.header, name => answer.headers[name.toLowerCase()], texts)
    judged.push(...headers.map(each => of(each.name, each)))
  }
  if (expect.cookies !== undefined) judged.push(...judgeCookies(look, expect.cookies, url, jar))
  if (expect.url !== undefined)
    judged.push(
      of(words['http-url'](), judgeBody(expect.url, `${url.origin}${url.pathname}${url.search}`, texts)),
    )
  if (expect.under !== undefined) {
    const [seen, limit] = [milliseconds, expect.under].map(each => formatDuration(each, texts.language))
    const facts = {seen: seen ?? safe('?'), wanted: words['time-under']({limit: limit ?? safe('?')})}
    const holds = milliseconds < expect.under
    judged.push({
      reason: holds ? null : 'mismatch',
      sentence: holds ? words['as-expected'](facts) : words['not-as-expected'](facts),
    })
  }
  return judged
}

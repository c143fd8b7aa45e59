import {shorten} from '#src/checks/judge.ts'
import {exchange, type HttpAnswer} from '#src/net/http-exchange.ts'
import type {HttpLine} from '#src/net/http-line.ts'
import type {Safe} from '#src/text/safe.ts'
import {type Finding, type Look, notPassed} from '../driver.ts'
import {basicAuthorization, shownUrl} from '../http/address.ts'
import {beginning, jsonOf} from '../http/judge-answer.ts'

const MOST_SERIES = 2_000

/** One series of an answer; its value as Prometheus writes it. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>
  readonly value: string
}

export type Asked =
  | {readonly ok: true; readonly samples: readonly Sample[]; readonly warnings: readonly Safe[]}
  | {readonly ok: false; readonly finding: Finding}

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null

const sampleOf = (entry: unknown): Sample | null => {
  if (!isObject(entry) || !Array.isArray(entry.value) || !isObject(entry.metric)) return null
  const labels = Object.entries(entry.metric).map(([name, value]) => [name, String(value)])
  return {labels: Object.fromEntries(labels), value: String(entry.value[1])}
}

const samplesIn = (data: Json): readonly Sample[] | null => {
  const {resultType, result} = data
  if (!Array.isArray(result)) return null
  if (resultType === 'scalar') return [{labels: {}, value: String(result[1])}]
  if (resultType !== 'vector') return null
  const samples = result.map(sampleOf)
  return samples.every(sample => sample !== null) ? samples : null
}

const failed = (reason: Parameters<typeof notPassed>[0], summary: Safe): Asked => ({
  ok: false,
  finding: notPassed(reason, summary),
})

const read = (look: Look, url: URL, query: string, answer: HttpAnswer): Asked => {
  const words = look.texts.netSights
  const address = shownUrl(url)
  const {status, body, isCut} = answer
  if (status === 401 || status === 403 || status === 407)
    return failed('auth', words['prometheus-auth']({address, status}))
  const json = isCut ? undefined : jsonOf(body)
  if (isObject(json) && json.status === 'error') {
    // Of a query that it does not understand the fault is in the probes file, not in the system.
    const isOurs = json.errorType === 'bad_data'
    const facts = {query: shorten(query), error: shorten(String(json.error), 200)}
    return failed(isOurs ? 'not-configured' : 'error', words['prometheus-refuses'](facts))
  }
  if (status < 200 || status > 299)
    return failed('mismatch', words['prometheus-status']({address, status, body: beginning(look, body)}))
  if (isCut) return failed('error', words['prometheus-too-many']({query: shorten(query)}))
  if (!isObject(json) || json.status !== 'success' || !isObject(json.data))
    return failed('mismatch', words['prometheus-none']({address, body: beginning(look, body)}))
  const samples = samplesIn(json.data)
  if (samples === null) return failed('not-configured', words['prometheus-form']({query: shorten(query)}))
  if (samples.length > MOST_SERIES)
    return failed('error', words['prometheus-too-many']({query: shorten(query)}))
  const warnings = Array.isArray(json.warnings) ? json.warnings.map(each => shorten(String(each), 200)) : []
  return {ok: true, samples, warnings}
}

/** What Prometheus says to an expression now, or the finding that it said nothing of use. */
export const ask = async (look: Look, line: HttpLine, server: URL, query: string): Promise<Asked> => {
  const url = new URL(server)
  url.pathname = `${server.pathname.replace(/\/+$/, '')}/api/v1/query`
  url.search = new URLSearchParams({query}).toString()
  const authorization = basicAuthorization(server)
  const headers = {accept: 'application/json', ...(authorization === null ? {} : {authorization})}
  const request = {url, method: 'GET', headers, body: null} as const
  return read(look, url, query, await exchange(request, line.dispatcher, look.deadline))
}

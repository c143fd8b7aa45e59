import {Agent} from 'undici'
import {type CountExpectation, judgeCount} from '#src/checks/judge.ts'
import {within} from '#src/net/deadline.ts'
import {trustOf} from '#src/net/trust.ts'
import {safe} from '#src/text/safe.ts'
import {formatBytes} from '#src/text/sizes.ts'
import type {Look} from '../driver.ts'
import {connectionTrouble} from '../failure.ts'
import {lookUpHost} from '../trouble.ts'
import type {FileSight} from './sight.ts'

export interface WebPlace {
  readonly head: (path: string, size: CountExpectation) => Promise<FileSight>
  readonly close: () => Promise<void>
}

/** The address that paths belong to, asked with HEAD. Throws Trouble for a host or certificates that cannot be had. */
export const openWeb = async (url: URL, ca: string, look: Look): Promise<WebPlace> => {
  const {deadline, texts} = look
  const {hostSights: words} = texts
  const base = new URL(url.href.endsWith('/') ? url.href : `${url.href}/`)
  await lookUpHost(base.hostname, deadline)
  const secureContext = await trustOf(ca, look.cwd)
  const agent = new Agent({
    connections: 8,
    connect: {secureContext, timeout: deadline.limit},
    maxResponseSize: 64 * 1024,
  })
  const server = safe(base.host)
  const head: WebPlace['head'] = async (path, size) => {
    const shown = safe(path)
    const target = new URL(path.replace(/^\/+/, '').split('/').map(encodeURIComponent).join('/'), base)
    // A `..` in the database's path must not ask for some other part of the site.
    if (!target.href.startsWith(base.href))
      return {reason: 'mismatch', said: words['outside-root']({path: shown})}
    try {
      const {statusCode, headers, body} = await within(
        deadline,
        agent.request({
          origin: target.origin,
          path: `${target.pathname}${target.search}`,
          method: 'HEAD',
          signal: deadline.signal,
        }),
      )
      body.on('error', () => undefined).resume()
      if (statusCode === 401 || statusCode === 403)
        return {reason: 'permission', said: words['http-status']({path: shown, status: statusCode})}
      if (statusCode !== 200)
        return {reason: 'mismatch', said: words['http-status']({path: shown, status: statusCode})}
      const told = headers['content-length']
      const bytes = typeof told === 'string' && /^\d{1,15}$/.test(told) ? Number(told) : null
      if (bytes === null) return {reason: 'no-data', said: words['http-no-size']({path: shown})}
      const judged = judgeCount(size, bytes, texts)
      if (judged.holds)
        return {reason: null, said: words['file-line']({path: shown, size: formatBytes(bytes)})}
      const said = words['size-wrong']({path: shown, sentence: judged.sentence})
      return {reason: judged.reason ?? 'mismatch', said}
    } catch (error) {
      throw connectionTrouble(error, {address: server, stage: 'answer'}, look) ?? error
    }
  }
  return {head, close: () => agent.destroy()}
}

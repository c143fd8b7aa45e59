import {Readable} from 'node:stream'
import {createBrotliDecompress, createGunzip, createInflate} from 'node:zlib'
import type {Dispatcher} from 'undici'
import type {Deadline} from './deadline.ts'
import {NetFailure} from './trouble.ts'

const MOST_BYTES = 8 * 1024 * 1024

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'

export interface HttpRequest {
  readonly url: URL
  readonly method: Method
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

export interface HttpAnswer {
  readonly status: number
  /** By lower-case name; of several the values joined. */
  readonly headers: Readonly<Record<string, string>>
  readonly setCookies: readonly string[]
  /** Decompressed. */
  readonly body: Buffer
  /** The body went on beyond what is read of any. */
  readonly isCut: boolean
  /** Until the last byte. */
  readonly milliseconds: number
}

const decoders: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

interface Read {
  readonly body: Buffer
  readonly isCut: boolean
}

// What is small on the way may be endless once unpacked, so the cap counts what comes out.
const readBody = async (body: Readable, encoding: string, most: number): Promise<Read> => {
  const decoder = decoders[encoding.trim().toLowerCase()]?.()
  let broken: unknown = null
  if (decoder !== undefined) {
    body.on('error', error => {
      broken ??= error
      if (decoder instanceof Readable) decoder.destroy(error)
    })
  }
  const source = decoder === undefined ? body : body.pipe(decoder)
  const chunks: Buffer[] = []
  let size = 0
  let isCut = false
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      chunks.push(chunk.subarray(0, most - size))
      size += chunk.length
      isCut = size > most
      if (isCut) break
    }
  } catch (error) {
    if (broken !== null) throw broken
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw code.startsWith('Z_') || code.startsWith('ERR_')
      ? new NetFailure({kind: 'bad-encoding', code})
      : error
  } finally {
    if (decoder instanceof Readable) decoder.destroy()
    if (isCut) body.on('error', () => undefined).destroy()
  }
  return {body: Buffer.concat(chunks), isCut}
}

const flat = (headers: Readonly<Record<string, string | string[] | undefined>>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )

/** One request and its whole answer; no redirect is followed. Of a body at most `most` bytes are kept. */
export const exchange = async (
  {url, method, headers, body}: HttpRequest,
  dispatcher: Dispatcher,
  deadline: Deadline,
  most = MOST_BYTES,
): Promise<HttpAnswer> => {
  const began = performance.now()
  if (deadline.isOver()) throw deadline.signal.reason
  const answer = await dispatcher.request({
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method,
    headers: {'accept-encoding': 'gzip, deflate, br', ...headers},
    body,
    signal: deadline.signal,
  })
  const read = await readBody(answer.body, flat(answer.headers)['content-encoding'] ?? '', most)
  return {
    status: answer.statusCode,
    headers: flat(answer.headers),
    setCookies: [answer.headers['set-cookie'] ?? []].flat(),
    ...read,
    milliseconds: performance.now() - began,
  }
}

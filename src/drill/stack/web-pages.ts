import type {IncomingMessage, ServerResponse} from 'node:http'

/** A request as the pages see it. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly cookies: ReadonlyMap<string, string>
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

const most = 1024 * 1024

export const readRequest = async (request: IncomingMessage): Promise<Asked> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= most) chunks.push(chunk)
  }
  const cookies = (request.headers.cookie ?? '').split('; ').map(pair => {
    const at = pair.indexOf('=')
    return [pair.slice(0, at), pair.slice(at + 1)] as const
  })
  return {
    method: request.method ?? 'GET',
    path: new URL(request.url ?? '/', 'http://drill').pathname,
    cookies: new Map(cookies),
    headers: request.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

export interface Page {
  readonly status: number
  readonly type?: string
  readonly body?: string | Buffer
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
}

export const html = (title: string, body: string, more: Partial<Page> = {}): Page => ({
  status: 200,
  type: 'text/html; charset=utf-8',
  body: `<!doctype html><title>${title}</title>${body}\n`,
  ...more,
})

export const json = (value: unknown, status = 200): Page => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
})

export const redirect = (location: string, cookies: readonly string[] = []): Page => ({
  status: 302,
  headers: {location, ...(cookies.length === 0 ? {} : {'set-cookie': cookies})},
})

export const send = (response: ServerResponse, {status, type, body = '', headers = {}}: Page): void => {
  const bytes = Buffer.from(body as string)
  response.writeHead(status, {
    ...(type === undefined ? {} : {'content-type': type}),
    'content-length': bytes.length,
    ...(headers as Record<string, string | string[]>),
  })
  response.end(bytes)
}

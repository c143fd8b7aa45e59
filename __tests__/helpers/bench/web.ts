import {once} from 'node:events'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'

export interface BenchWeb {
  /** `/N` answers after N milliseconds; `/N-M` after one time or another between them. */
  readonly url: string
  /** How many answers it has given. */
  readonly answered: () => number
  readonly stop: () => Promise<void>
}

/** A web server for probes: it answers as late as it is asked to. */
export const startWeb = async (): Promise<BenchWeb> => {
  let answered = 0
  const server = createServer((request, response) => {
    const [least = 0, most = least] = (request.url ?? '').slice(1).split('-').map(Number)
    setTimeout(
      () => {
        answered++
        response.setHeader('content-type', 'application/json')
        response.end('{"status": "ok"}')
      },
      least + (((answered * 7919) % 101) / 101) * (most - least),
    )
  })
  server.listen({port: 0, host: '127.0.0.1', backlog: 2048})
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answered: () => answered,
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

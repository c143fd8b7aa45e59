import {randomInt} from 'node:crypto'
import {once} from 'node:events'
import {createServer} from 'node:net'
import {type Ports, portNames} from './record.ts'

// Below the range from which systems take ports for outgoing connections: nobody gets one between now and its server's start.
const FIRST = 20_000
const LAST = 32_000
const MOST_TRIES = 200

const isFree = async (port: number): Promise<boolean> => {
  const server = createServer()
  const listening = once(server, 'listening')
  server.listen(port, '127.0.0.1')
  try {
    await listening
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}

/** A port of 127.0.0.1 for each server, on which nobody listens. */
export const choosePorts = async (): Promise<Ports> => {
  const ports: Record<string, number> = {}
  for (const name of portNames) {
    let port = 0
    for (let tries = 0; port === 0 && tries < MOST_TRIES; tries++) {
      const candidate = randomInt(FIRST, LAST)
      if (!Object.values(ports).includes(candidate) && (await isFree(candidate))) port = candidate
    }
    if (port === 0) throw new Error('no free port')
    ports[name] = port
  }
  return ports as Ports
}

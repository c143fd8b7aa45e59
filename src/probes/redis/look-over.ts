import {safe} from '#src/text/safe.ts'
import type {Finding, Look} from '../driver.ts'
import {failureOf} from '../failure.ts'
import {openRedis, type RedisAddress, type RedisLine, redisAddress} from './connection.ts'

/**
 * Opens the server that the options name for one look, and closes it behind it. What goes wrong is a finding that tells
 * how far we came; its password stands in none.
 */
export const lookOverRedis = async (
  look: Look,
  {url, ca}: {readonly url: unknown; readonly ca: unknown},
  lookAt: (line: RedisLine, address: RedisAddress) => Promise<Finding>,
): Promise<Finding> => {
  let server = safe('redis')
  let secrets: readonly string[] = []
  let connected = false
  let line: RedisLine | null = null
  try {
    const address = redisAddress(url, ca, look)
    server = address.server
    secrets = [address.url.password]
    line = await openRedis(address, look.deadline, look.texts, () => {
      connected = true
    })
    return await lookAt(line, address)
  } catch (error) {
    return failureOf(look, error, {address: server, stage: connected ? 'answer' : 'connect', secrets})
  } finally {
    line?.close()
  }
}

import {createServer, type Socket} from 'node:net'
import {type Answer, createCommandReader, encode, Failure, ok, Plain} from './resp.ts'

type Value = string | string[] | Set<string>

interface Client {
  database: number
  readonly patterns: Set<string>
  readonly channels: Set<string>
  readonly say: (answer: Answer) => void
}

interface Waiter {
  readonly client: Client
  readonly key: string
  readonly timer: NodeJS.Timeout | null
}

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1')

const globOf = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|\\/[\]]/g, '\\$&')
      .replaceAll('*', '[\\s\\S]*')
      .replaceAll('?', '[\\s\\S]')}$`,
  )

const wrongType = new Failure('WRONGTYPE Operation against a key holding the wrong kind of value')

/**
 * As much of Redis as a drill needs, where no redis-server is on the PATH: databases, texts, lists, sets, publishing,
 * waiting for a list. Everything is in memory, nothing expires.
 */
export const createRedisDouble = () => {
  const databases = new Map<number, Map<string, Value>>()
  const clients = new Set<Client>()
  const waiters = new Set<Waiter>()
  const started = Date.now()
  const spaceOf = (client: Client): Map<string, Value> => {
    const space = databases.get(client.database) ?? new Map<string, Value>()
    databases.set(client.database, space)
    return space
  }

  const serve = (database: number, key: string): void => {
    for (const waiter of waiters) {
      if (waiter.client.database !== database || waiter.key !== key) continue
      const list = databases.get(database)?.get(key)
      if (!Array.isArray(list) || list.length === 0) return
      settle(waiter, [bytes(key), bytes(list.pop() ?? '')])
      if (list.length === 0) databases.get(database)?.delete(key)
    }
  }
  const settle = (waiter: Waiter, answer: Answer): void => {
    waiters.delete(waiter)
    if (waiter.timer !== null) clearTimeout(waiter.timer)
    waiter.client.say(answer)
  }

  const push = (client: Client, [key = '', ...values]: readonly string[], atEnd: boolean): Answer => {
    const space = spaceOf(client)
    const list = space.get(key) ?? []
    if (!Array.isArray(list)) return wrongType
    for (const value of values) atEnd ? list.push(value) : list.unshift(value)
    space.set(key, list)
    const {length} = list
    serve(client.database, key)
    return length
  }

  const publish = (channel: string, message: string): number => {
    let heard = 0
    for (const client of clients) {
      if (client.channels.has(channel)) {
        heard++
        client.say(['message', bytes(channel), bytes(message)])
      }
      for (const pattern of client.patterns) {
        if (!globOf(pattern).test(channel)) continue
        heard++
        client.say(['pmessage', bytes(pattern), bytes(channel), bytes(message)])
      }
    }
    return heard
  }

  const subscribe = (
    client: Client,
    kind: string,
    names: Set<string>,
    wanted: readonly string[],
  ): undefined => {
    for (const name of wanted) {
      kind.includes('un') ? names.delete(name) : names.add(name)
      client.say([kind, bytes(name), client.channels.size + client.patterns.size])
    }
    return undefined
  }

  const info = (): string =>
    [
      '# Server',
      'redis_version:7.0.0',
      'redis_mode:standalone',
      `uptime_in_seconds:${Math.floor((Date.now() - started) / 1000)}`,
      '# Clients',
      `connected_clients:${clients.size}`,
      '# Memory',
      'used_memory:1048576',
      'used_memory_human:1.00M',
      'maxmemory:0',
      '# Persistence',
      'loading:0',
      'rdb_last_bgsave_status:ok',
      `rdb_last_save_time:${Math.floor(started / 1000)}`,
      'aof_enabled:0',
      '# Replication',
      'role:master',
      'connected_slaves:0',
      '',
    ].join('\r\n')

  /** The answer; undefined where it was given already, or will be. */
  const obey = (client: Client, words: readonly string[]): Answer | undefined => {
    const [verb = '', ...args] = words
    const [key = ''] = args
    const space = spaceOf(client)
    const value = space.get(key)
    switch (verb.toUpperCase()) {
      case 'PING':
        return new Plain('PONG')
      case 'SELECT':
        if (!/^\d{1,2}$/.test(key) || Number(key) > 15) return new Failure('ERR DB index is out of range')
        client.database = Number(key)
        return ok
      case 'AUTH':
        return new Failure('ERR AUTH <password> called without any password configured for the default user.')
      case 'INFO':
        return info()
      case 'CLIENT':
      case 'CONFIG':
        return ok
      case 'SET':
        if (args.includes('NX') && value !== undefined) return null
        space.set(key, args[1] ?? '')
        return ok
      case 'GET':
        return value === undefined ? null : typeof value === 'string' ? bytes(value) : wrongType
      case 'DEL':
      case 'UNLINK':
        return args.filter(each => space.delete(each)).length
      case 'EXISTS':
        return args.filter(each => space.has(each)).length
      case 'DBSIZE':
        return space.size
      case 'FLUSHDB':
        space.clear()
        return ok
      case 'LPUSH':
        return push(client, args, false)
      case 'RPUSH':
        return push(client, args, true)
      case 'LPUSHX':
        return value === undefined ? 0 : push(client, args, false)
      case 'LLEN':
        return value === undefined ? 0 : Array.isArray(value) ? value.length : wrongType
      case 'LPOP':
      case 'RPOP': {
        if (!Array.isArray(value)) return value === undefined ? null : wrongType
        const taken = verb.toUpperCase() === 'LPOP' ? value.shift() : value.pop()
        if (value.length === 0) space.delete(key)
        return taken === undefined ? null : bytes(taken)
      }
      case 'BRPOP': {
        const seconds = Number(args.at(-1))
        const waiter: Waiter = {
          client,
          key,
          timer: seconds > 0 ? setTimeout(() => settle(waiter, null), seconds * 1000) : null,
        }
        waiters.add(waiter)
        serve(client.database, key)
        return undefined
      }
      case 'SADD': {
        const set = value ?? new Set<string>()
        if (!(set instanceof Set)) return wrongType
        const added = args.slice(1).filter(each => !set.has(each))
        for (const each of added) set.add(each)
        space.set(key, set)
        return added.length
      }
      case 'SREM': {
        if (!(value instanceof Set)) return 0
        const taken = args.slice(1).filter(each => value.delete(each)).length
        if (value.size === 0) space.delete(key)
        return taken
      }
      case 'SMEMBERS':
        return value instanceof Set ? [...value].map(bytes) : []
      case 'SCAN': {
        const at = args.findIndex(word => word.toUpperCase() === 'MATCH')
        const matches = globOf(at === -1 ? '*' : (args[at + 1] ?? '*'))
        return ['0', [...space.keys()].filter(each => matches.test(each)).map(bytes)]
      }
      case 'MEMORY':
        return space.has(args[1] ?? '') ? 64 + JSON.stringify(space.get(args[1] ?? '')).length : null
      case 'DUMP':
        return value === undefined
          ? null
          : bytes(value instanceof Set ? [...value].sort().join('\0') : String(value))
      case 'PUBLISH':
        return publish(key, args[1] ?? '')
      case 'SUBSCRIBE':
        return subscribe(client, 'subscribe', client.channels, args)
      case 'PSUBSCRIBE':
        return subscribe(client, 'psubscribe', client.patterns, args)
      case 'UNSUBSCRIBE':
        return subscribe(client, 'unsubscribe', client.channels, args)
      case 'PUNSUBSCRIBE':
        return subscribe(client, 'punsubscribe', client.patterns, args)
      default:
        return new Failure(`ERR unknown command '${verb}'`)
    }
  }

  const attend = (socket: Socket): void => {
    const client: Client = {
      database: 0,
      patterns: new Set(),
      channels: new Set(),
      say: answer => void socket.write(encode(answer)),
    }
    clients.add(client)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clients.delete(client)
      for (const waiter of [...waiters]) if (waiter.client === client) waiters.delete(waiter)
    })
    const read = createCommandReader(words => {
      if (words[0]?.toUpperCase() === 'QUIT') return void socket.end(encode(ok))
      const answer = obey(client, words)
      if (answer !== undefined) client.say(answer)
    })
    socket.on('data', read)
  }
  return createServer(attend)
}

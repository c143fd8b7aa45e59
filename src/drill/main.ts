import {once} from 'node:events'
import {readRecord} from './record.ts'
import {tellReady} from './stack/service.ts'

type Tool = (root: string, args: readonly string[]) => Promise<number>

const tools: Readonly<Record<string, () => Promise<Tool>>> = {
  docker: async () => (await import('./tools/others.ts')).docker,
  'docker-compose': async () => (await import('./tools/others.ts')).dockerCompose,
  'redis-cli': async () => (await import('./tools/others.ts')).redisCli,
  pg_dump: async () => (await import('./tools/sql.ts')).pgDump,
  psql: async () => (await import('./tools/sql.ts')).psql,
  curl: async () => (await import('./tools/curl.ts')).curl,
}

/** The drill's processes: `drill.js ROLE DIRECTORY …`. Each does one thing and loads only what that takes. */
const run = async ([role = '', root = '', ...args]: readonly string[]): Promise<void> => {
  const tool = tools[role]
  if (tool !== undefined) {
    process.exitCode = await (await tool())(root, args)
    return
  }
  const record = readRecord(root)
  if (record === null) throw new Error(`no drill in ${root}`)
  switch (role) {
    case 'stack': {
      const {runStack} = await import('./stack/supervisor.ts')
      return runStack(root, record, process.argv[1] ?? '')
    }
    case 'web':
      await (await import('./stack/web.ts')).runWeb(root, record)
      return tellReady()
    case 'nginx':
      await (await import('./stack/nginx.ts')).runNginx(root, record)
      return tellReady()
    case 'worker': {
      const {siteSettings} = await import('./site/settings.ts')
      const {runWorker} = await import('./stack/worker.ts')
      await runWorker(siteSettings(root, record).CELERY_BROKER_URL ?? '', args[0] ?? 'celery@drill')
      return tellReady()
    }
    case 'redis': {
      const server = (await import('./stack/redis-double.ts')).createRedisDouble()
      server.listen(record.ports.redis, '127.0.0.1')
      await once(server, 'listening')
      return tellReady()
    }
    default:
      throw new Error(`no role ${role}`)
  }
}

void run(process.argv.slice(2))

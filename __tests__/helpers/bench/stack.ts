import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {startWorker} from '../celery-worker.ts'
import {certificateMaker} from '../certificates.ts'
import {startNginx} from '../private-nginx.ts'
import {startPostgres} from '../private-postgres.ts'
import {startRedis} from '../private-redis.ts'
import {putFarAway} from './far.ts'

/** A healthy site of the bench's own, and what says where it is. */
export interface BenchStack {
  readonly env: Readonly<Record<string, string>>
  readonly stop: () => Promise<void>
}

const health = `location /health/ {
  default_type application/json;
  return 200 '{"status": "ok", "database": "ok", "cache": "ok"}';
}`

/** PostgreSQL, Redis, a Celery worker, and nginx with and without TLS, all real and all private. */
export const startStack = async (directory: string): Promise<BenchStack> => {
  const stops: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (const each of stops.reverse()) await each()
  }
  try {
    const make = certificateMaker(join(directory, 'certificates'))
    const root = make.issue({name: 'Bench Root', isAuthority: true})
    const own = make.issue({name: 'localhost', by: root})
    const redis = await startRedis()
    stops.push(redis.stop)
    const postgres = await startPostgres()
    stops.push(postgres.stop)
    const broker = `redis://127.0.0.1:${redis.port}/1`
    const worker = await startWorker(broker, 'bench')
    stops.push(worker.stop)
    const place = join(directory, 'nginx')
    mkdirSync(place)
    const nginx = await startNginx(place, {plain: {rules: health}, tls: {certificates: [own], rules: health}})
    stops.push(nginx.stop)
    return {
      env: {
        DB_HOST: '127.0.0.1',
        DB_PORT: String(postgres.port),
        DB_NAME: 'postgres',
        DB_USER: postgres.user,
        DB_PASSWORD: postgres.password,
        REDIS_PORT: String(redis.port),
        REDIS_URL: redis.url,
        CELERY_BROKER_URL: broker,
        HEALTH_URL: `http://127.0.0.1:${nginx.ports.plain}/health/`,
        TLS_PORT: String(nginx.ports.tls),
        CA_FILE: root.certFile,
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The same servers, each behind a network's delay. The worker is beside its broker, as at any site. */
export const putStackFarAway = async ({env}: BenchStack): Promise<BenchStack> => {
  const far = {...env}
  const stops: (() => Promise<void>)[] = []
  const move = async (port: string, names: readonly string[]): Promise<void> => {
    const moved = await putFarAway(Number(port))
    stops.push(moved.stop)
    for (const name of names) far[name] = (env[name] ?? '').replace(port, String(moved.port))
  }
  await move(env.DB_PORT ?? '', ['DB_PORT'])
  await move(env.REDIS_PORT ?? '', ['REDIS_PORT', 'REDIS_URL', 'CELERY_BROKER_URL'])
  await move(new URL(env.HEALTH_URL ?? '').port, ['HEALTH_URL'])
  await move(env.TLS_PORT ?? '', ['TLS_PORT'])
  return {
    env: far,
    stop: async () => {
      for (const stop of stops) await stop()
    },
  }
}

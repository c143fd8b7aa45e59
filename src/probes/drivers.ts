import type {ProbeType} from '#src/checks/types.ts'
import type {Driver} from './driver.ts'

/** Each type's driver, loaded when the first probe of that type looks: libraries cost more than most looks. */
export const drivers: Readonly<Partial<Record<ProbeType, () => Promise<Driver>>>> = {
  tcp: async () => (await import('./tcp.ts')).tcp,
  command: async () => (await import('./command.ts')).command,
  tls: async () => (await import('./tls.ts')).tls,
  redis: async () => (await import('./redis.ts')).redis,
  compose: async () => (await import('./compose.ts')).compose,
  files: async () => (await import('./files.ts')).files,
  log: async () => (await import('./log.ts')).log,
  postgres: async () => (await import('./postgres.ts')).postgres,
  celery: async () => (await import('./celery.ts')).celery,
  http: async () => (await import('./http.ts')).http,
  prometheus: async () => (await import('./prometheus.ts')).prometheus,
  smtp: async () => (await import('./smtp.ts')).smtp,
}

import {join} from 'node:path'
import {layoutOf} from '../layout.ts'
import type {DrillRecord} from '../record.ts'

export const databaseName = 'finasis'
export const adminName = 'admin'
export const mailUser = 'finasis@drill.invalid'
export const workerCount = 2

export const databaseUrl = ({ports, passwords}: DrillRecord): string =>
  `postgres://${databaseName}:${passwords.database}@127.0.0.1:${ports.database}/${databaseName}`

/** What the default probes file reads, set to this drill's own servers: the site's `.env`. */
export const siteSettings = (root: string, record: DrillRecord): Readonly<Record<string, string>> => {
  const {ports, passwords} = record
  const {certificates, djangoLog, nginxLog} = layoutOf(root)
  const secure = `https://127.0.0.1:${ports.tls}`
  return {
    DATABASE_URL: databaseUrl(record),
    // The cache has a database of its own, so that it can be emptied without the queue.
    REDIS_URL: `redis://127.0.0.1:${ports.redis}/1`,
    CELERY_BROKER_URL: `redis://127.0.0.1:${ports.redis}/0`,
    CELERY_WORKERS_EXPECTED: String(workerCount),
    APP_URL: `${secure}/`,
    HEALTH_URL: `${secure}/health/`,
    LOGIN_URL: `${secure}/login/`,
    ADMIN_USER: adminName,
    ADMIN_PASSWORD: passwords.admin,
    EINVOICE_URL: `${secure}/api/einvoices/`,
    EINVOICE_CUSTOMER: '1',
    MEDIA_URL: `${secure}/media/`,
    CA_FILE: join(certificates, 'ca.pem'),
    PROMETHEUS_URL: `http://127.0.0.1:${ports.prometheus}`,
    GRAFANA_URL: `http://127.0.0.1:${ports.grafana}`,
    EMAIL_HOST: '127.0.0.1',
    EMAIL_PORT: String(ports.mail),
    EMAIL_HOST_USER: mailUser,
    EMAIL_HOST_PASSWORD: passwords.mail,
    EMAIL_USE_TLS: 'true',
    ROLLCALL_MAIL_TO: 'drill@drill.invalid',
    DJANGO_LOG: djangoLog,
    NGINX_ERROR_LOG: nginxLog,
    COMPOSE_FILE: 'docker-compose.prod.yml',
    SLACK_WEBHOOK_URL: `http://127.0.0.1:${ports.webhook}/services/drill`,
  }
}

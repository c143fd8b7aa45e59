import * as z from 'zod/mini'
import {celery, celerySchema} from './celery.ts'
import {type Check, effectsOnce} from './check.ts'
import {command, commandSchema} from './command.ts'
import {compose, composeSchema} from './compose.ts'
import {files, filesSchema} from './files.ts'
import {http, httpSchema} from './http.ts'
import {log, logSchema} from './log.ts'
import {postgres, postgresSchema} from './postgres.ts'
import {prometheus, prometheusSchema} from './prometheus.ts'
import {redis, redisSchema} from './redis.ts'
import {session, sessionSchema} from './session.ts'
import {smtp, smtpSchema} from './smtp.ts'
import {tcp, tcpSchema} from './tcp.ts'
import {tls, tlsSchema} from './tls.ts'

/** An entry under `probes`: the type decides which keys it takes. */
export const probeSchema = z
  .discriminatedUnion('type', [
    httpSchema,
    postgresSchema,
    redisSchema,
    celerySchema,
    tlsSchema,
    smtpSchema,
    composeSchema,
    prometheusSchema,
    logSchema,
    filesSchema,
    commandSchema,
    tcpSchema,
    sessionSchema,
  ])
  .check(effectsOnce)

export type ProbeFields = z.output<typeof probeSchema>
export type ProbeType = ProbeFields['type']

/** What each type does by default, and whose settings it borrows. */
export const checks: Readonly<Record<ProbeType, Check>> = {
  http,
  postgres,
  redis,
  celery,
  tls,
  smtp,
  compose,
  prometheus,
  log,
  files,
  command,
  tcp,
  session,
}

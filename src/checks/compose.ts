import * as z from 'zod/mini'
import {type Check, probeFields} from './check.ts'
import {notTogether} from './rules.ts'
import {about, oneOrMore, template, text} from './scalars.ts'

export const composeSchema = probeFields('compose', {
  file: z.optional(
    about(oneOrMore(template), 'The compose files. Default: what docker compose finds by itself.'),
  ),
  project: z.optional(about(template, 'The project’s name. Empty: as docker compose names it.')),
  services: z.optional(
    about(oneOrMore(text), 'Only these services. Default: every one that the files declare.'),
  ),
  except: z.optional(about(oneOrMore(text), 'Services that are allowed to have ended, such as a migration.')),
}).check(
  z.describe(
    'Services of docker compose (v1 or v2): up, not restarting, healthy where they have a health check.',
  ),
  notTogether('services', 'except'),
)

export const compose: Check = {defaults: () => ({timeout: 20_000, every: 15_000})}

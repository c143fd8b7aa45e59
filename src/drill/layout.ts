import {join} from 'node:path'

/** Where everything of one drill is: all of it below one directory. */
export interface Layout {
  readonly root: string
  /** What identifies a drill and its processes; see DrillRecord. */
  readonly record: string
  /** The system's directory: what an operator would find on the production host. */
  readonly site: string
  /** Programs that stand first on the PATH of the drill's commands. */
  readonly bin: string
  readonly data: string
  readonly postgres: string
  readonly redis: string
  readonly certificates: string
  readonly mail: string
  readonly logs: string
  readonly djangoLog: string
  readonly nginxLog: string
  readonly control: string
  /** Where the session is kept, unless another home was named. */
  readonly home: string
  readonly webhook: string
}

export const layoutOf = (root: string): Layout => {
  const site = join(root, 'site')
  const data = join(root, 'data')
  const logs = join(root, 'log')
  return {
    root,
    record: join(root, 'drill.json'),
    site,
    bin: join(root, 'bin'),
    data,
    postgres: join(data, 'postgres'),
    redis: join(data, 'redis'),
    certificates: join(root, 'certificates'),
    mail: join(root, 'mail'),
    logs,
    djangoLog: join(logs, 'finasis', 'django.log'),
    nginxLog: join(logs, 'nginx', 'error.log'),
    control: join(root, 'run', 'control'),
    home: join(root, 'home'),
    webhook: join(root, 'mail', 'webhook.jsonl'),
  }
}

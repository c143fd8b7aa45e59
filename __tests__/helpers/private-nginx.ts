import {type ChildProcess, spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Issued} from './certificates.ts'
import {unusedPort} from './tarpit.ts'

/** Whether a real nginx can be started here. */
export const hasNginx = (): boolean => spawnSync('nginx', ['-v'], {stdio: 'ignore'}).status === 0

export interface NginxSite {
  /** With certificates, its own first, the site is served over TLS. */
  readonly certificates?: readonly Issued[]
  /** What stands in its `server` block. */
  readonly rules?: string
}

export interface PrivateNginx<Name extends string> {
  readonly ports: Readonly<Record<Name, number>>
  /** The directory that its files are served from. */
  readonly files: string
  /** To the master and its worker alike. */
  readonly signal: (name: NodeJS.Signals) => void
  readonly stop: () => Promise<void>
}

const serverBlock = (directory: string, port: number, name: string, site: NginxSite): string => {
  const {certificates = [], rules = 'location / { return 200 "well\\n"; }'} = site
  const [own] = certificates
  if (own === undefined) return `server { listen 127.0.0.1:${port}; ${rules} }`
  const chain = join(directory, `${name}.pem`)
  writeFileSync(chain, certificates.map(each => each.cert).join('\n'))
  return `server {
    listen 127.0.0.1:${port} ssl;
    ssl_certificate ${chain};
    ssl_certificate_key ${own.keyFile};
    ${rules}
  }`
}

const configOf = (directory: string, blocks: readonly string[]): string => `
daemon off;
worker_processes 1;
${process.getuid?.() === 0 ? 'user root;' : ''}
pid ${directory}/pid;
error_log stderr notice;
events { worker_connections 256; }
http {
  access_log off;
  root ${directory}/files;
  default_type text/plain;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(each => `${each}_temp_path ${directory}/${each};`).join(' ')}
  ${blocks.join('\n')}
}
`

const end = async (child: ChildProcess, exited: Promise<unknown>): Promise<void> => {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Killed already.
  }
  await exited
}

/** An nginx of the test's own: each of the sites on a free port, in a directory of its own. */
export const startNginx = async <Name extends string>(
  directory: string,
  sites: Readonly<Record<Name, NginxSite>>,
): Promise<PrivateNginx<Name>> => {
  const files = join(directory, 'files')
  mkdirSync(files, {recursive: true})
  const ports = {} as Record<Name, number>
  const blocks: string[] = []
  for (const [name, site] of Object.entries(sites) as [Name, NginxSite][]) {
    ports[name] = await unusedPort()
    blocks.push(serverBlock(directory, ports[name], name, site))
  }
  const config = join(directory, 'nginx.conf')
  writeFileSync(config, configOf(directory, blocks))
  // A group of its own, so that a signal reaches the worker too.
  const child = spawn('nginx', ['-p', directory, '-c', config, '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  const exited = once(child, 'exit')
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`nginx did not start: ${said}`)))
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('start worker process ')) resolve()
    })
  })
  return {
    ports,
    files,
    signal: name => {
      if (child.pid !== undefined) process.kill(-child.pid, name)
    },
    stop: () => end(child, exited),
  }
}

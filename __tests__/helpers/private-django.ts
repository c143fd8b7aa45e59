import {type ChildProcess, spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import type {Issued} from './certificates.ts'

/** The Python that has Django, or null. */
const pythonWithDjango = (): string | null =>
  ['/usr/bin/python3', 'python3'].find(
    python => spawnSync(python, ['-c', 'import django'], {stdio: 'ignore'}).status === 0,
  ) ?? null

export interface PrivateDjango {
  readonly url: string
  readonly child: ChildProcess
  readonly stop: () => Promise<void>
}

/** The user that may log in. */
export const djangoUser = {name: 'admin', password: 'p&ss wörd=1'} as const

/** Django over HTTPS with its own login; null where this host has none. */
export const startDjango = async (directory: string, certificate: Issued): Promise<PrivateDjango | null> => {
  const python = pythonWithDjango()
  if (python === null) return null
  const script = join(import.meta.dirname, 'private-django.py')
  const child = spawn(python, [script, directory, certificate.certFile, certificate.keyFile], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const lines = createInterface({input: child.stdout})
  const [port] = (await Promise.race([
    once(lines, 'line'),
    exited.then(() => Promise.reject(new Error('Django did not start'))),
  ])) as [string]
  return {
    url: `https://127.0.0.1:${port}`,
    child,
    stop: async () => {
      child.kill('SIGCONT')
      child.kill('SIGKILL')
      await exited
    },
  }
}

import {type ChildProcess, spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {unusedPort} from './tarpit.ts'

export interface PrivatePrometheus {
  readonly url: string
  readonly child: ChildProcess
  readonly stop: () => Promise<void>
}

/** A real Prometheus that scrapes these ports often; null where this host has none. */
export const startPrometheus = async (
  directory: string,
  targets: Readonly<Record<string, number>>,
): Promise<PrivatePrometheus | null> => {
  if (spawnSync('prometheus', ['--version'], {stdio: 'ignore'}).status !== 0) return null
  mkdirSync(directory, {recursive: true})
  const jobs = Object.entries(targets).map(
    ([job, port]) => `  - job_name: ${job}\n    static_configs: [{targets: ['127.0.0.1:${port}']}]\n`,
  )
  const config = join(directory, 'prometheus.yml')
  writeFileSync(
    config,
    `global: {scrape_interval: 200ms, scrape_timeout: 200ms}\nscrape_configs:\n${jobs.join('')}`,
  )
  const port = await unusedPort()
  const child = spawn(
    'prometheus',
    [
      ...[`--config.file=${config}`, `--storage.tsdb.path=${join(directory, 'data')}`],
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    {stdio: ['ignore', 'ignore', 'pipe']},
  )
  const exited = once(child, 'exit')
  const ready = new Promise<void>(resolve => {
    createInterface({input: child.stderr}).on('line', line => {
      if (line.includes('Server is ready to receive web requests')) resolve()
    })
  })
  await Promise.race([ready, exited.then(() => Promise.reject(new Error('Prometheus did not start')))])
  return {
    url: `http://127.0.0.1:${port}`,
    child,
    stop: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}

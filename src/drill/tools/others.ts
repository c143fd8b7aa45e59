import {layoutOf} from '../layout.ts'
import type {Said} from '../stack/compose.ts'
import {askControl} from '../stack/control.ts'
import {openRedisLine} from '../stack/redis-line.ts'

/** `docker-compose …`: asks the drill, whose processes stand in for containers. */
export const dockerCompose = async (root: string, args: readonly string[]): Promise<number> => {
  try {
    const {stdout, stderr, code} = (await askControl(layoutOf(root).control, '/compose', args)) as Said
    process.stdout.write(stdout)
    process.stderr.write(stderr)
    return code
  } catch {
    process.stderr.write('Cannot connect to the Docker daemon: the drill is over\n')
    return 1
  }
}

/** `docker compose …`; nothing else of docker is there, so that no command of a drill can reach a real one. */
export const docker = async (root: string, [first = '', ...args]: readonly string[]): Promise<number> => {
  if (first === 'compose') return dockerCompose(root, args)
  process.stderr.write(`docker: a drill has only "docker compose", not "docker ${first}"\n`)
  return 1
}

/** `redis-cli -u URL COMMAND…` */
export const redisCli = async (_root: string, args: readonly string[]): Promise<number> => {
  const at = args.indexOf('-u')
  const url = at === -1 ? '' : (args[at + 1] ?? '')
  const [command = 'PING', ...rest] = args.filter(
    (_, index) => at === -1 || (index !== at && index !== at + 1),
  )
  const line = openRedisLine(url)
  try {
    process.stdout.write(`${String(await line.ask(command, ...rest))}\n`)
    return 0
  } catch (error) {
    process.stderr.write(`Could not ask Redis: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  } finally {
    line.close()
  }
}

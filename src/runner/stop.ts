import {processFacts} from '#src/durable/host.ts'
import {findLockAddress} from '#src/durable/lock-address.ts'
import {connectToHolder} from '#src/durable/lock-socket.ts'
import {signalGroup} from './process-group.ts'
import {processesOf} from './processes.ts'
import {readStarted} from './started-record.ts'

/** How long a runner may take to pass a signal on, in milliseconds. */
const answerLimit = 2000

const askRunner = async (dir: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<boolean> => {
  const address = findLockAddress(dir)
  if (address === null) return false
  const connected = await connectToHolder(address)
  if (connected.kind !== 'open') return false
  const reply = await connected.line.ask(signal === 'SIGTERM' ? 'terminate' : 'kill', answerLimit)
  connected.line.close()
  return reply === 'accepted'
}

/** Without a runner: only where its start time, or that of those it left behind, proves that the group is the command's. */
const signalOrphan = (dir: string, signal: 'SIGTERM' | 'SIGKILL'): boolean => {
  const started = readStarted(dir)
  if (started === null) return false
  const isMember = (pid: number): boolean => processFacts(pid)?.group === started.pid
  return processesOf(dir, started).some(isMember) && signalGroup(started.pid, signal)
}

/**
 * Sends the signal to the command's process group, through its runner where that answers. `gone`: no process of the group
 * was found alive.
 */
export const stopCommand = async (dir: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<'sent' | 'gone'> =>
  (await askRunner(dir, signal)) || signalOrphan(dir, signal) ? 'sent' : 'gone'

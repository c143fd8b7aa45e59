import {closeSync, constants, fstatSync, openSync, readSync} from 'node:fs'
import {type ConnectOpts, Socket, type SocketConstructorOpts} from 'node:net'

const {O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_RDWR} = constants

const openFifo = (path: string, flags: number): number => {
  const fd = openSync(path, flags | O_NOFOLLOW)
  if (fstatSync(fd).isFIFO()) return fd
  closeSync(fd)
  throw new Error(`not a FIFO: ${path}`)
}

/** The reading end. It never blocks, neither to open nor to read. */
export const openReader = (path: string): number => openFifo(path, O_RDONLY | O_NONBLOCK)

/**
 * The end for the command, blocking. Open for reading too, although the command only writes: so there is always a reader
 * and, when the runner dies, the command waits for the next one instead of being killed by SIGPIPE.
 */
export const openWriter = (path: string): number => openFifo(path, O_RDWR)

export interface Pump {
  /** Resolves when nobody holds a writing end any more. */
  readonly ended: Promise<void>
  /**
   * Takes what the FIFO holds at this moment, without waiting, so that all that was written before is through. Bounded:
   * whoever writes without a pause cannot hold the caller up. True: somebody still holds a writing end.
   */
  takeRest(): boolean
  close(): void
}

/** No FIFO of the size that Linux grants without privileges holds more. */
const restLimit = 2 ** 20

/**
 * Hands everything that comes out of the FIFO to `onBytes`, in order, on this thread; closes the descriptor at the end.
 * The bytes are the callee's only until it returns: one buffer serves for all, so that a flood leaves no garbage behind.
 */
export const createPump = (fd: number, onBytes: (bytes: Buffer) => void): Pump => {
  const buffer = Buffer.allocUnsafe(64 * 1024)
  const options: SocketConstructorOpts & Pick<ConnectOpts, 'onread'> = {
    fd,
    readable: true,
    writable: false,
    onread: {
      buffer,
      callback: read => {
        onBytes(buffer.subarray(0, read))
        return true
      },
    },
  }
  const socket = new Socket(options)
  socket.on('error', () => socket.destroy())
  // Ends it even though nobody reads the stream itself, which carries nothing.
  socket.resume()
  return {
    ended: new Promise(resolve => {
      socket.on('close', () => resolve())
    }),
    takeRest: () => {
      let taken = 0
      while (!socket.destroyed && taken < restLimit) {
        let read: number
        try {
          read = readSync(fd, buffer, 0, buffer.length, null)
        } catch {
          // EAGAIN: empty for now.
          return true
        }
        if (read === 0) return false
        taken += read
        onBytes(buffer.subarray(0, read))
      }
      return !socket.destroyed
    },
    close: () => socket.destroy(),
  }
}

/**
 * Says whether writing to a terminal waits until it takes the bytes, which is how node sets one up: when a connection
 * is stuck, that would stop the whole process. Node has no public way; where this one is missing, all stays as it is.
 */
export const setBlocking = (stream: NodeJS.WriteStream, blocking: boolean): void => {
  const {_handle: handle} = stream as {_handle?: {setBlocking?: (blocking: boolean) => number} | null}
  try {
    handle?.setBlocking?.(blocking)
  } catch {
    // Writing says so itself, when the terminal is gone.
  }
}

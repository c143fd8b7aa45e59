/** Signals that would end the process and can be caught. Those of a fault in the program itself are left to node. */
const leaving = [
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  'SIGQUIT',
  'SIGALRM',
  'SIGVTALRM',
  'SIGXCPU',
  'SIGXFSZ',
  'SIGUSR2',
  'SIGABRT',
  'SIGIO',
  'SIGPWR',
  'SIGSTKFLT',
  'SIGSYS',
  'SIGTRAP',
] as const satisfies readonly NodeJS.Signals[]

// What the keyboard sends is for whoever has the terminal just now, such as an editor.
const fromKeyboard: ReadonlySet<NodeJS.Signals> = new Set(['SIGINT', 'SIGQUIT'])

/** Every signal that can be caught suspends: nothing is lost, no command is ended with us, the terminal is given back. */
export const onLeavingSignals = (
  leave: AbortController,
  isLent: () => boolean = () => false,
): (() => void) => {
  const handler = (signal: NodeJS.Signals): void => {
    if (!(isLent() && fromKeyboard.has(signal))) leave.abort('signal')
  }
  const caught = leaving.filter(signal => catches(signal, handler))
  return () => {
    for (const signal of caught) process.off(signal, handler)
  }
}

/** Not every system has each of them. */
const catches = (signal: NodeJS.Signals, handler: (signal: NodeJS.Signals) => void): boolean => {
  try {
    process.on(signal, handler)
    return true
  } catch {
    return false
  }
}

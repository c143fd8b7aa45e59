const leaving = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const

/** Every ordinary signal suspends: nothing is lost, and no command is ended with us. */
export const onLeavingSignals = (leave: AbortController): (() => void) => {
  const handler = (): void => leave.abort('signal')
  for (const signal of leaving) process.on(signal, handler)
  return () => {
    for (const signal of leaving) process.off(signal, handler)
  }
}

import {render} from 'ink'
import {App, type Source} from '#components/App.tsx'
import type {Theme} from '#src/terminal/theme.ts'

export interface MountOptions {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly source: Source
  readonly theme: Theme
}

// The operator's own keys come at most this often; what comes by itself is gathered before it gets here.
const framesPerSecond = 120

/** Draws the screen with Ink until the answered function is called. Ink reads no keys and catches no output of others. */
export const mountApp = ({stdin, stdout, source, theme}: MountOptions): (() => void) => {
  const instance = render(<App source={source} theme={theme} />, {
    stdin,
    stdout,
    exitOnCtrlC: false,
    patchConsole: false,
    incrementalRendering: true,
    maxFps: framesPerSecond,
  })
  return () => instance.unmount()
}

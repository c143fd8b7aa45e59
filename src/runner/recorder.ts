import {makeDirectoryIn} from '#src/durable/shared-modes.ts'
import type {Secret} from '#src/text/secret-patterns.ts'
import {createOutputSink, type OutputFacts, type OutputLimits, outputLimits} from './output-sink.ts'
import {createStreamRedactor} from './redact-stream.ts'

/** Masks the secrets in a stream and keeps its beginning and end. */
export interface Recorder {
  write(bytes: Buffer): void
  /** Also writes what the redactor still held back, and brings all that was kept to disk. */
  close(): OutputFacts
}

/** A recorder into this directory, behind what stands there already. */
export const createRecorder = (
  dir: string,
  secrets: readonly Secret[],
  limits: OutputLimits = outputLimits,
): Recorder => {
  const redactor = createStreamRedactor(secrets)
  const sink = createOutputSink(dir, {limits})
  return {
    write: bytes => sink.write(redactor.push(bytes)),
    close: () => {
      sink.write(redactor.flush())
      return sink.close()
    },
  }
}

/** A service that the command left behind may write for months: enough is kept to see what it is. */
const lateLimits: OutputLimits = {head: 2 ** 20, tail: 2 ** 19}

/** A recorder, made on first use, for what is written after the command has ended: its digest is closed by then. */
export const createLateRecorder = (
  dir: string,
  secrets: readonly Secret[],
): {get(): Recorder; close(): void} => {
  let recorder: Recorder | null = null
  return {
    get: () => {
      if (recorder !== null) return recorder
      try {
        makeDirectoryIn(dir)
      } catch {
        // The sink drops what it cannot write.
      }
      recorder = createRecorder(dir, secrets, lateLimits)
      return recorder
    },
    close: () => {
      recorder?.close()
    },
  }
}

import type {Safe} from '#src/text/safe.ts'

/** Exit codes are a contract: scripts act on them. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  personNeeded: 3,
  inconclusive: 4,
  fault: 70,
  held: 75,
  suspended: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** A mistake or a circumstance, not a fault of ours: it is told in plain lines, what and what next, without a stack trace. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError'
  readonly lines: readonly Safe[]
  readonly exitCode: ExitCode

  constructor(lines: readonly Safe[], exitCode: ExitCode = exitCodes.usage) {
    super(lines.join('\n'))
    this.lines = lines
    this.exitCode = exitCode
  }
}

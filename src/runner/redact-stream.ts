import {buildAutomaton} from '#src/text/secret-automaton.ts'
import {inBytes, maskOf, type Secret, secretPatterns} from '#src/text/secret-patterns.ts'
import {createScanner} from '#src/text/secret-scanner.ts'

/** Redacts output as it passes, byte for byte what came in but for the masks. */
export interface StreamRedactor {
  /**
   * What is certain by now. The last bytes stay behind while they may be the beginning of a secret. It may be the chunk
   * itself: write it before the chunk's memory is used again.
   */
  readonly push: (chunk: Buffer) => Buffer
  /** The rest, at the end of the output; what is pushed after it is another stream. */
  readonly flush: () => Buffer
}

/**
 * A redactor of one stream. How the stream is cut into chunks makes no difference, and it keeps no more than a few times
 * the longest secret, whatever passes.
 */
export const createStreamRedactor = (secrets: readonly Secret[]): StreamRedactor => {
  const patterns = secretPatterns(secrets)
  const automaton = buildAutomaton(inBytes(patterns))
  const masks = new Map(secrets.map(({name}) => [name, Buffer.from(maskOf(name, patterns))]))
  let scanner = createScanner(automaton)
  let held: Buffer = Buffer.alloc(0)
  /** Where the held bytes stand in the stream. */
  let base = 0

  const release = (bytes: Buffer, decided: number): Buffer => {
    const parts: Buffer[] = []
    let at = base
    const upTo = (offset: number): void => {
      if (offset <= at) return
      parts.push(bytes.subarray(at - base, offset - base))
      at = offset
    }
    for (const {start, end, name} of scanner.take(decided)) {
      upTo(start)
      parts.push(masks.get(name) ?? Buffer.alloc(0))
      at = end
    }
    const pending = scanner.pending()
    upTo(Math.min(decided, pending?.start ?? decided))
    // A stretch that still grows is never shown, so its bytes need not be kept.
    if (pending !== undefined && pending.start <= decided) at = Math.max(at, pending.end)
    held = Buffer.from(bytes.subarray(at - base))
    base = at
    return parts.length === 1 ? (parts[0] ?? bytes) : Buffer.concat(parts)
  }

  return {
    push: chunk => {
      const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk])
      scanner.read(bytes, held.length)
      return release(bytes, scanner.decided())
    },
    flush: () => {
      const rest = release(held, base + held.length)
      scanner = createScanner(automaton)
      base = 0
      return rest
    },
  }
}

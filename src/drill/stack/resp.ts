/** The wire of Redis (RESP2): commands in, answers out. */
export type Answer = string | number | null | Buffer | Failure | Plain | readonly Answer[]

export class Failure {
  readonly message: string
  constructor(message: string) {
    this.message = message
  }
}

/** A short answer such as OK. */
export class Plain {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export const ok = new Plain('OK')

export const encode = (answer: Answer): Buffer => {
  if (answer === null) return Buffer.from('$-1\r\n')
  if (typeof answer === 'number') return Buffer.from(`:${answer}\r\n`)
  if (answer instanceof Failure) return Buffer.from(`-${answer.message}\r\n`)
  if (answer instanceof Plain) return Buffer.from(`+${answer.text}\r\n`)
  if (typeof answer === 'string' || Buffer.isBuffer(answer)) {
    const bytes = Buffer.from(answer as string)
    return Buffer.concat([Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from('\r\n')])
  }
  const list = answer as readonly Answer[]
  return Buffer.concat([Buffer.from(`*${list.length}\r\n`), ...list.map(encode)])
}

/** Cuts what arrives into commands; texts are kept byte for byte as latin1. */
export const createCommandReader = (onCommand: (words: readonly string[]) => void) => {
  let buffer = Buffer.alloc(0)
  const line = (at: number): {readonly text: string; readonly next: number} | null => {
    const end = buffer.indexOf('\r\n', at)
    return end === -1 ? null : {text: buffer.toString('latin1', at, end), next: end + 2}
  }
  const read = (): {readonly words: readonly string[]; readonly next: number} | null => {
    const head = line(0)
    if (head === null) return null
    if (!head.text.startsWith('*'))
      return {words: head.text.split(' ').filter(word => word !== ''), next: head.next}
    const words: string[] = []
    let at = head.next
    for (let count = Number(head.text.slice(1)); count > 0; count--) {
      const size = line(at)
      if (size === null) return null
      const end = size.next + Number(size.text.slice(1))
      if (buffer.length < end + 2) return null
      words.push(buffer.toString('latin1', size.next, end))
      at = end + 2
    }
    return {words, next: at}
  }
  return (chunk: Buffer): void => {
    buffer = Buffer.concat([buffer, chunk])
    for (let found = read(); found !== null; found = read()) {
      buffer = buffer.subarray(found.next)
      if (found.words.length > 0) onCommand(found.words)
    }
  }
}

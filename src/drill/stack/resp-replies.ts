/** An answer of Redis as the drill's own programs read it; texts are UTF-8. */
export type Reply = string | number | null | Refused | readonly Reply[]

/** The server's `-ERR …`. */
export class Refused {
  readonly message: string
  constructor(message: string) {
    this.message = message
  }
}

interface Read {
  readonly reply: Reply
  readonly next: number
}

/** The answer that begins there; null while not all of it has come. */
const read = (buffer: Buffer, at: number): Read | null => {
  const end = buffer.indexOf('\r\n', at)
  if (end === -1) return null
  const text = buffer.toString('utf8', at + 1, end)
  const next = end + 2
  switch (String.fromCharCode(buffer[at] ?? 0)) {
    case ':':
      return {reply: Number(text), next}
    case '-':
      return {reply: new Refused(text), next}
    case '$': {
      const size = Number(text)
      if (size < 0) return {reply: null, next}
      return buffer.length < next + size + 2
        ? null
        : {reply: buffer.toString('utf8', next, next + size), next: next + size + 2}
    }
    case '*': {
      const parts: Reply[] = []
      let from = next
      for (let left = Number(text); left > 0; left--) {
        const part = read(buffer, from)
        if (part === null) return null
        parts.push(part.reply)
        from = part.next
      }
      return {reply: Number(text) < 0 ? null : parts, next: from}
    }
    default:
      return {reply: text, next}
  }
}

/** Cuts what arrives into answers. */
export const createReplyReader = (onReply: (reply: Reply) => void) => {
  let buffer = Buffer.alloc(0)
  return (chunk: Buffer): void => {
    buffer = Buffer.concat([buffer, chunk])
    for (let found = read(buffer, 0); found !== null; found = read(buffer, 0)) {
      buffer = buffer.subarray(found.next)
      onReply(found.reply)
    }
  }
}

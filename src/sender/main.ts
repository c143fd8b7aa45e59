import {text as readAll} from 'node:stream/consumers'
import {createDeadline} from '#src/net/deadline.ts'
import {
  type Destination,
  type Letter,
  type SenderExit,
  senderExits,
  sendVariable,
} from '#src/runner/sender-exit.ts'
import {safe} from '#src/text/safe.ts'
import {sendMail} from './mail.ts'
import {sendWebhook} from './webhook.ts'

/** What became of the message, and what the other side said. */
export interface Sent {
  readonly exit: SenderExit
  readonly reply: string
}

const limit = 30_000

const isLetter = (value: unknown): value is Letter =>
  typeof value === 'object' &&
  value !== null &&
  ['id', 'subject', 'text'].every(name => typeof (value as Record<string, unknown>)[name] === 'string')

/** A letter that came in part only is none: its runner died, and nothing of it may go out. */
const parse = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

/** Sends one message, once: whatever fails is told, never tried again. */
const main = async (): Promise<void> => {
  const letter = parse(await readAll(process.stdin))
  const destination = parse(process.env[sendVariable] ?? '') as Destination | null
  if (!isLetter(letter) || destination === null) {
    process.exitCode = senderExits.notConfigured
    return
  }
  const deadline = createDeadline(limit)
  const send = destination.way === 'mail' ? sendMail : sendWebhook
  const {exit, reply} = await send(destination as never, letter, deadline)
  deadline.end()
  process.stdout.write(`${safe(reply)}\n`)
  process.exitCode = exit
}

void main()

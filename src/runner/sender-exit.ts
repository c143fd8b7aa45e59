/**
 * How a sender ends, as its exit code. Only these say anything; whatever else it ends with, nobody knows what became of
 * the message. They are far from what shells and signals use.
 */
export const senderExits = {
  /** The other side has taken it. */
  sent: 0,
  /** Nothing was handed over: it was said to the other side, which would not have it. */
  refused: 71,
  /** Nothing was handed over: the other side could not be reached. */
  unreachable: 72,
  /** Nothing was handed over: what it was given made no sense. */
  notConfigured: 73,
  /** It was handed over, and no answer, or none that says whether it was taken, came back. */
  noAnswer: 74,
} as const

export type SenderExit = (typeof senderExits)[keyof typeof senderExits]

/** The variable in which a sender gets where to send to: it may hold a password, so it stands in no file. */
export const sendVariable = 'ROLLCALL_SEND'

/** Where a message goes, as the sender is told. */
export type Destination =
  | {readonly way: 'webhook'; readonly url: string; readonly ca: string}
  | {
      readonly way: 'mail'
      readonly host: string
      readonly port: string
      readonly starttls: string
      readonly user: string
      readonly password: string
      readonly name: string
      readonly ca: string
      readonly from: string
      readonly to: readonly string[]
    }

/** What the sender reads from its standard input. */
export interface Letter {
  /** The message's own name, the same however often it is looked at. */
  readonly id: string
  readonly subject: string
  readonly text: string
}

import {createDeadline, type Deadline, within} from '#src/net/deadline.ts'
import {exchange} from '#src/net/http-exchange.ts'
import {openHttpLine} from '#src/net/http-line.ts'
import {NetFailure, troubleOf} from '#src/net/trouble.ts'
import {trustOf} from '#src/net/trust.ts'
import {type Destination, type Letter, senderExits} from '#src/runner/sender-exit.ts'
import type {Sent} from './main.ts'

const mostAnswer = 4096

/** As Slack wants it: these three would otherwise be read as a mention or a link, and a text could call a whole channel. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const bodyOf = ({subject, text}: Letter): string =>
  JSON.stringify({text: escaped(subject === '' ? text : `${subject}\n\n${text}`)})

/**
 * Posts `{"text": …}` to a webhook, once. A refusal (3xx, 4xx) is one; after the request was on the line, silence and
 * a fault of the server's (5xx) leave open whether it was taken.
 */
export const sendWebhook = async (
  {url, ca}: Extract<Destination, {way: 'webhook'}>,
  letter: Letter,
  deadline: Deadline,
): Promise<Sent> => {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (parsed === null || !/^https?:$/.test(parsed.protocol))
    return {exit: senderExits.notConfigured, reply: ''}
  const trust = await within(deadline, trustOf(ca, '/')).catch((error: unknown) => error)
  if (trust instanceof Error) return {exit: senderExits.notConfigured, reply: reasonOf(trust)}
  const line = openHttpLine(deadline, async () => trust as Awaited<ReturnType<typeof trustOf>>)
  const request = {
    url: parsed,
    method: 'POST',
    headers: {'content-type': 'application/json; charset=utf-8', 'user-agent': 'rollcall'},
    body: bodyOf(letter),
  } as const
  try {
    const {status, body} = await exchange(request, line.dispatcher, deadline, mostAnswer)
    const reply = `${status} ${body.toString('utf8').trim().slice(0, 200)}`.trim()
    if (status >= 200 && status < 300) return {exit: senderExits.sent, reply}
    return {exit: status < 500 ? senderExits.refused : senderExits.noAnswer, reply}
  } catch (error) {
    // The request goes out only when the connection stands; before that nobody has got anything.
    const handedOver = line.stage() === 'answer'
    return {exit: handedOver ? senderExits.noAnswer : senderExits.unreachable, reply: reasonOf(error)}
  } finally {
    const patience = createDeadline(500)
    await within(patience, line.close()).catch(() => undefined)
    patience.end()
  }
}

/** In a word or two, and nothing of the address, which is a secret. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof Error && error.name === 'TimeIsOver') return 'timeout'
  const trouble = error instanceof NetFailure ? error.trouble : troubleOf(error)
  const code = 'code' in trouble && trouble.code !== '' ? ` ${trouble.code}` : ''
  return `${trouble.kind}${code}`
}

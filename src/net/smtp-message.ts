import {randomUUID} from 'node:crypto'

const ascii = /^[\x20-\x7e]*$/

/** A header's text; what is not ASCII as RFC 2047 writes it, in words of at most 75 characters. */
export const headerText = (text: string): string => {
  const oneLine = text.replace(/[\0-\x1f\x7f]+/g, ' ').trim()
  if (ascii.test(oneLine)) return oneLine
  const words: string[] = []
  let word = ''
  for (const character of oneLine) {
    if (Buffer.byteLength(word + character) > 45) {
      words.push(word)
      word = ''
    }
    word += character
  }
  words.push(word)
  return words.map(each => `=?utf-8?B?${Buffer.from(each).toString('base64')}?=`).join('\r\n ')
}

/** An address that can stand in a command: no control character, no bracket, nothing but ASCII. */
export const isMailbox = (text: string): boolean => /^[!-;=?A-~]+@[!-;=?A-~]+$/.test(text)

/** A new name for a message. */
export const messageId = (host: string): string => `${randomUUID()}@${host}`

/** A message as it goes over the line. */
export const messageText = (message: {
  readonly from: string
  readonly to: readonly string[]
  readonly subject: string
  readonly body: string
  readonly at: Date
  /** Names this very message, the same in every attempt to hand it over. */
  readonly id: string
}): string => {
  const {from, to, subject, body, at, id} = message
  const lines =
    Buffer.from(body)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  return [
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    `From: <${from}>`,
    `To: ${to.map(mailbox => `<${mailbox}>`).join(',\r\n ')}`,
    `Subject: ${headerText(subject)}`,
    `Message-ID: <${id}>`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...lines,
  ].join('\r\n')
}

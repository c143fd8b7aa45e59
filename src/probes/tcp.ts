import type {Socket} from 'node:net'
import type * as z from 'zod/mini'
import {type BodyExpectation, judgeBody, shorten} from '#src/checks/judge.ts'
import type {tcpSchema} from '#src/checks/tcp.ts'
import {connectTo, portOf} from '#src/net/connect.ts'
import type {Deadline} from '#src/net/deadline.ts'
import {formatDuration} from '#src/text/duration.ts'
import type {Safe} from '#src/text/safe.ts'
import {type Driver, type Finding, type Look, notPassed, pass} from './driver.ts'
import {addressOf, failureOf, type Stage} from './failure.ts'
import {inTime} from './in-time.ts'

type Options = z.output<typeof tcpSchema>

const MOST_BANNER = 4_096

/** What the other side says first: until it holds what is wanted, is too long, closes, or the time is over. */
const bannerOf = (socket: Socket, deadline: Deadline, isEnough: (text: string) => boolean): Promise<string> =>
  new Promise((resolve, reject) => {
    let heard = Buffer.alloc(0)
    const done = (): void => {
      deadline.signal.removeEventListener('abort', done)
      resolve(heard.toString('utf8'))
    }
    socket.on('data', (chunk: Buffer) => {
      heard = Buffer.concat([heard, chunk]).subarray(0, MOST_BANNER)
      try {
        if (heard.length >= MOST_BANNER || isEnough(heard.toString('utf8'))) done()
      } catch (error) {
        socket.destroy()
        reject(error)
      }
    })
    socket.once('close', done)
    socket.once('end', done)
    deadline.signal.addEventListener('abort', done, {once: true})
    if (deadline.isOver()) done()
  })

const judgeBanner = async (
  look: Look,
  socket: Socket,
  banner: BodyExpectation,
  at: {readonly address: Safe; readonly connected: Safe},
): Promise<Finding> => {
  const words = look.texts.netSights
  const judge = (text: string) => inTime(look, () => judgeBody(banner, text, look.texts))
  const heard = await bannerOf(socket, look.deadline, text => judge(text).holds)
  const judged = judge(heard)
  const evidence = [at.connected, words['banner-says']({banner: shorten(heard, 500)}), judged.sentence]
  if (judged.holds) return pass(at.connected, {evidence, values: {banner: shorten(heard)}})
  const {address} = at
  if (heard !== '')
    return notPassed('mismatch', words['banner-wrong']({address, judged: judged.sentence}), {evidence})
  const reason = look.deadline.isOver() ? 'timeout' : 'mismatch'
  return notPassed(reason, words['banner-silent']({address, wanted: judged.wanted}), {evidence})
}

/** A port that takes connections and, where wanted, says the right thing first. */
export const tcp: Driver = async look => {
  const options = look.options as Options
  const {language, netSights: words} = look.texts
  const address = addressOf(options.host, options.port)
  const stage: Stage = 'connect'
  const began = performance.now()
  let socket: Socket | null = null
  try {
    socket = await connectTo(options.host, portOf(options.port), look.deadline)
    const took = performance.now() - began
    const values = {ms: Math.round(took)}
    const time = formatDuration(took, language)
    const connected = words.connected({address, time})
    if (options.under !== undefined && took >= options.under) {
      const limit = formatDuration(options.under, language)
      return notPassed('mismatch', words['connected-late']({address, time, limit}), {values})
    }
    if (options.banner === undefined) return pass(connected, {values, evidence: [connected]})
    return await judgeBanner(look, socket, options.banner, {address, connected})
  } catch (error) {
    return failureOf(look, error, {address, stage})
  } finally {
    socket?.destroy()
  }
}

import {randomUUID} from 'node:crypto'
import {accountName} from '#src/app/account.ts'
import {messageDirectory, recoverIn} from '#src/app/attempt-files.ts'
import type {OpenSession} from '#src/app/held-session.ts'
import type {Answer} from '#src/app/store.ts'
import {errorCode} from '#src/durable/disk.ts'
import type {Draft} from '#src/messages/template.ts'
import {exitFact, readExit} from '#src/runner/exit-record.ts'
import {followCommand} from '#src/runner/follow.ts'
import {drainOrphan, launchCommand} from '#src/runner/launch.ts'
import {type Letter, senderExits, sendVariable} from '#src/runner/sender-exit.ts'
import type {CommandSpec} from '#src/runner/spec.ts'
import type {ExitFact, Language, MessageNumber} from '#src/session/events.ts'
import type {Intent} from '#src/session/intents.ts'
import {type Message, messageOf} from '#src/session/state.ts'
import type {Way} from './ways.ts'

/** The messages of a session: what its events confirm is sent here, once, and what came of it goes back to the store. */
export interface Messages {
  /** Confirms and sends exactly this; answers when it is on its way, or why it is not. */
  readonly send: (
    letter: {
      readonly item: string
      readonly audience: string
      readonly language: Language
      readonly draft: Draft
      readonly typed: string
    },
    way: Way,
  ) => Promise<Answer>
  /** Finds out what became of every message that was on its way when the session was left; else why it could not. */
  readonly recover: () => Promise<string | null>
  /** Stops following; what is on its way stays so. */
  readonly leave: () => void
  /** Resolves when the message has an outcome, of whatever kind. */
  readonly whenOver: (message: MessageNumber) => Promise<void>
}

/** Longer than the sender gives itself: it is to end by its own word. */
const timeLimit = 60_000

export const createMessages = (open: OpenSession): Messages => {
  const {store} = open
  const over = new Map<MessageNumber, Promise<void>>()
  const followed = new Set<MessageNumber>()
  const leaving = new AbortController()

  const report = async (
    message: Message,
    seen: 'live' | 'while-away',
    ended: {readonly exit: ExitFact; readonly tail: string},
  ): Promise<void> => {
    await store.dispatch(reportOf(message, seen, ended))
  }

  /** Null where it was found out what became of it, else why not: it then stands as it did. */
  const settle = async (message: Message, seen: 'live' | 'while-away'): Promise<string | null> => {
    const dir = messageDirectory(open, message.number)
    const found = await recoverIn(open, dir)
    switch (found.kind) {
      case 'impossible':
        return found.cause
      case 'not-started':
        await store.dispatch({type: 'message-failed', message: message.number, why: 'revoked', reply: ''})
        return null
      case 'running':
        follow(message)
        return null
      case 'ended':
        await report(message, seen, found)
        return null
      case 'unknown':
        if (found.processes.length > 0) await drainOrphan(dir, open.secrets())
        await store.dispatch({
          type: 'message-unknown',
          message: message.number,
          why: 'sender-died',
          reply: lastLine(found.tail),
        })
        return null
    }
  }

  const follow = (message: Message, runnerExited?: Promise<void>): void => {
    const dir = messageDirectory(open, message.number)
    followed.add(message.number)
    const options = {signal: leaving.signal, ...(runnerExited && {runnerExited})}
    const ended = followCommand(dir, options).then(async end => {
      followed.delete(message.number)
      if (end === 'left') return
      const record = end === 'ended' ? readExit(dir) : null
      if (record !== null) return report(message, 'live', {exit: exitFact(record), tail: record.tail})
      await settle(message, 'live')
      const again = over.get(message.number)
      if (again !== undefined && again !== ended) await again
    })
    over.set(message.number, ended)
  }

  const launch = async (message: Message, way: Way): Promise<void> => {
    const cwd = store.state().session.facts?.cwd ?? '/'
    const common = {
      cwd,
      timeout: timeLimit,
      targetLock: null,
      attempt: message.number,
      watch: false,
      operator: open.operator,
      account: accountName(),
      session: open.id,
    }
    const spec: CommandSpec =
      way.target.kind === 'command'
        ? {
            ...common,
            text: way.target.text,
            interpreter: 'bash',
            script: way.target.script,
            stdin: `${message.text}\n`,
          }
        : {
            ...common,
            text: `${way.way}: ${message.recipients.join(', ')}`,
            interpreter: 'sender',
            script: null,
            // The sender reads no file by a relative path, and is to work where the session's directory is gone.
            cwd: '/',
            stdin: JSON.stringify(letterOf(open.id, message)),
          }
    const launched = await launchCommand(messageDirectory(open, message.number), spec, {
      env: environmentFor(open, message, way),
      secrets: open.secrets(),
    })
    follow(message, launched.exited)
  }

  return {
    send: async ({draft, ...letter}, way) => {
      const answer = await store.dispatch({
        type: 'send',
        ...letter,
        subject: draft.subject,
        text: draft.text,
        way: way.way,
        recipients: way.recipients,
      })
      if (!answer.ok) return answer
      const message = store.state().session.messages.at(-1)
      if (message === undefined) return answer
      try {
        await launch(message, way)
      } catch (error) {
        // Nothing was left that could still send it: the claim that this takes is the proof.
        const reply = errorCode(error) ?? (error instanceof Error ? error.message : String(error))
        const impossible = await settle(message, 'live')
        if (impossible !== null) {
          await store.dispatch({
            type: 'message-failed',
            message: message.number,
            why: 'cannot-start',
            reply,
          })
        }
      }
      return answer
    },
    recover: async () => {
      let impossible: string | null = null
      for (const {phase, number} of store.state().session.messages) {
        const message = messageOf(store.state().session, number)
        if (phase !== 'intended' || followed.has(number) || message === null) continue
        impossible = (await settle(message, 'while-away')) ?? impossible
      }
      return impossible
    },
    leave: () => leaving.abort(),
    whenOver: message => over.get(message) ?? Promise.resolve(),
  }
}

const letterOf = (session: string, {number, subject, text}: Message): Letter => ({
  id: `${session}.${number}.${randomUUID()}@rollcall`,
  subject,
  text,
})

const environmentFor = (open: OpenSession, message: Message, way: Way): Readonly<Record<string, string>> => {
  const env = open.variables.callerEnvironment()
  if (way.target.kind === 'command') {
    return {...env, ROLLCALL_SUBJECT: message.subject, ROLLCALL_AUDIENCE: message.audience}
  }
  // It is a node of its own: what the caller has node load is meant for other programs.
  const plain = Object.entries(env).filter(([name]) => !name.startsWith('NODE_'))
  return {...Object.fromEntries(plain), [sendVariable]: JSON.stringify(way.target.destination)}
}

const lastLine = (tail: string): string =>
  tail
    .split('\n')
    .filter(line => line.trim() !== '')
    .at(-1)
    ?.trim() ?? ''

/** What a sender's end says of its message. Only an end that says so makes it sent or not sent; any other leaves it open. */
const reportOf = (
  message: Message,
  seen: 'live' | 'while-away',
  {exit, tail}: {readonly exit: ExitFact; readonly tail: string},
): Intent => {
  const {number} = message
  const reply = lastLine(tail)
  if (exit.cause === 'timeout') return {type: 'message-unknown', message: number, why: 'no-answer', reply}
  if (exit.cause !== null) return {type: 'message-failed', message: number, why: 'cannot-start', reply}
  if (exit.exitCode === senderExits.sent)
    return {type: 'message-sent', message: number, reply, sentAt: exit.endedAt, seen}
  if (message.way === 'command') {
    const how = `${exit.signal ?? `exit ${exit.exitCode}`}${reply === '' ? '' : `: ${reply}`}`
    return {type: 'message-unknown', message: number, why: 'command-failed', reply: how}
  }
  switch (exit.exitCode) {
    case senderExits.refused:
      return {type: 'message-failed', message: number, why: 'refused', reply}
    case senderExits.unreachable:
      return {type: 'message-failed', message: number, why: 'unreachable', reply}
    case senderExits.notConfigured:
      return {type: 'message-failed', message: number, why: 'not-configured', reply}
    case senderExits.noAnswer:
      return {type: 'message-unknown', message: number, why: 'no-answer', reply}
    default:
      return {type: 'message-unknown', message: number, why: 'sender-died', reply}
  }
}

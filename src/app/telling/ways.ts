import {isAbsolute, join} from 'node:path'
import type {OpenSession} from '#src/app/held-session.ts'
import {scriptOf} from '#src/app/script.ts'
import {isMailbox} from '#src/net/smtp-message.ts'
import type {MessageSpec} from '#src/runbook/types.ts'
import {namesIn, resolveTemplate} from '#src/runbook/variables.ts'
import type {Destination} from '#src/runner/sender-exit.ts'
import type {MessageWay, ScriptFact} from '#src/session/events.ts'
import {escapedBlock} from '#src/text/escaped.ts'

/** A way to tell an audience, as it can be confirmed; what it holds of secrets never leaves this process but to the sender. */
export interface Way {
  readonly way: MessageWay
  /** As they are shown and journaled. */
  readonly recipients: readonly string[]
  readonly target:
    | {readonly kind: 'sender'; readonly destination: Destination}
    | {readonly kind: 'command'; readonly text: string; readonly script: ScriptFact | null}
}

export interface Ways {
  readonly ways: readonly Way[]
  /** Ways that the site names and that lack a value, with the names of what is missing. */
  readonly missing: readonly {readonly way: MessageWay; readonly names: readonly string[]}[]
}

/** The ways in which an audience can be told just now. */
export const waysFor = (open: OpenSession, audience: string): Ways => {
  const {messages} = open.store.state().runbook.settings
  const spec = Object.hasOwn(messages, audience) ? messages[audience] : undefined
  if (spec === undefined) return {ways: [], missing: []}
  const found = [webhookWay(open, spec), mailWay(open, spec), commandWay(open, spec)].filter(
    each => each !== null,
  )
  return {
    ways: found.filter(each => 'target' in each),
    missing: found.filter(each => 'names' in each),
  }
}

type Found = Way | {readonly way: MessageWay; readonly names: readonly string[]} | null

/** Fills templates in; what has no value, or an empty one, is named. */
const fill = (open: OpenSession, templates: readonly string[]) => {
  const missing: string[] = []
  const values = templates.map(template => {
    const resolved = resolveTemplate(template, open.variables.lookup)
    if (!resolved.ok) missing.push(...resolved.missing)
    return resolved.ok ? resolved.value : ''
  })
  return {values, missing}
}

const absolute = (open: OpenSession, path: string): string => {
  const cwd = open.store.state().session.facts?.cwd ?? '/'
  return path === '' || isAbsolute(path) ? path : join(cwd, path)
}

const webhookWay = (open: OpenSession, {webhook, to}: MessageSpec): Found => {
  if (webhook === null) return null
  const {values, missing} = fill(open, [webhook.url, webhook.ca ?? ''])
  const [url = '', ca = ''] = values
  const host = URL.canParse(url) ? new URL(url).host : ''
  if (host === '') return {way: 'webhook', names: missing.length > 0 ? missing : namesIn(webhook.url)}
  return {
    way: 'webhook',
    recipients: [to === null ? host : `${to} (${host})`],
    target: {kind: 'sender', destination: {way: 'webhook', url, ca: absolute(open, ca)}},
  }
}

const serverKeys = ['host', 'port', 'starttls', 'user', 'password', 'name', 'ca'] as const

const mailWay = (open: OpenSession, {mail, to: label}: MessageSpec): Found => {
  if (mail === null) return null
  const server = open.store.state().runbook.settings.probes[mail.server]?.options ?? {}
  const own = serverKeys.map(key => {
    const value = server[key]
    return typeof value === 'string' ? value : ''
  })
  const {values, missing} = fill(open, [mail.to, mail.from ?? '', ...own])
  const [
    to = '',
    from = '',
    host = '',
    port = '',
    starttls = '',
    user = '',
    password = '',
    name = '',
    ca = '',
  ] = values
  const mailboxes = to
    .split(/[,;\s]+/)
    .map(each => each.trim())
    .filter(each => each !== '')
  const sender = from || (isMailbox(user) ? user : (mailboxes[0] ?? ''))
  const empty = [
    ...(mailboxes.length === 0 || mailboxes.some(each => !isMailbox(each)) ? namesIn(mail.to) : []),
    ...(host === '' ? ['host'] : []),
  ]
  const names = [...new Set([...missing, ...empty])]
  if (names.length > 0 || mailboxes.length === 0) return {way: 'mail', names}
  return {
    way: 'mail',
    recipients: label === null ? mailboxes : [label, ...mailboxes],
    target: {
      kind: 'sender',
      destination: {
        way: 'mail',
        host,
        port,
        starttls,
        user,
        password,
        name,
        ca: absolute(open, ca),
        from: sender,
        to: mailboxes,
      },
    },
  }
}

const commandWay = (open: OpenSession, {command, to}: MessageSpec): Found => {
  if (command === null) return null
  // A letter that only looks like another one is written out, as on a command's card.
  const shown = escapedBlock(command)
  const script = scriptOf(command, open.store.state().session.facts?.cwd ?? '/')
  return {
    way: 'command',
    recipients: [to === null ? shown : `${to} (${shown})`],
    target: {kind: 'command', text: command, script},
  }
}

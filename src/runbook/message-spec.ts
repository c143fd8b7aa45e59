import {variablesIn} from '#src/checks/template.ts'
import type {ProbesFile} from './probes-file-schema.ts'
import type {MessageSpec} from './types.ts'

type Message = NonNullable<ProbesFile['messages']>[string]

/** The ways in which the file tells an audience. */
export const messageSpec = (audience: string, {to, webhook, ca, mail, command}: Message): MessageSpec => {
  const templates = [webhook, ca, mail?.to, mail?.from].filter(each => each !== undefined)
  const found = new Map<string, string | null>()
  for (const {name, fallback} of templates.flatMap(variablesIn)) {
    found.set(name, fallback === null ? null : found.has(name) ? (found.get(name) ?? null) : fallback)
  }
  return {
    audience,
    to: to ?? null,
    webhook: webhook === undefined ? null : {url: webhook, ca: ca ?? null},
    mail: mail === undefined ? null : {server: mail.server, to: mail.to, from: mail.from ?? null},
    command: command ?? null,
    variables: [...found].map(([name, fallback]) => ({name, fallback})),
  }
}

/** Names of the variables that hold a webhook's address. */
export const webhookVariables = ({webhook}: Message): readonly string[] =>
  webhook === undefined ? [] : variablesIn(webhook).map(({name}) => name)

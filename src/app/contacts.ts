import type {Contact} from '#src/runbook/types.ts'
import type {ContactTry} from '#src/session/state.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import type {OpenSession} from './held-session.ts'

/** A contact as it is on this site: its own value where the settings have one, else what the runbook says. */
export interface SiteContact {
  readonly id: string
  readonly group: Safe
  readonly name: Safe
  readonly value: Safe
  /** True where nobody would answer: the runbook has only a placeholder, and the site set nothing. */
  readonly unset: boolean
  /** The last call, and what came of it. */
  readonly tried: ContactTry | null
}

/** Whom to call, in the order of the runbook, which is the order of the escalation. */
export const siteContacts = (open: OpenSession): readonly SiteContact[] => {
  const {runbook, session} = open.store.state()
  return runbook.contacts.map(contact => {
    const value = siteValue(open, contact) ?? contact.value
    return {
      id: contact.id,
      group: contact.group,
      name: contact.name,
      value,
      unset: contact.placeholder && value === contact.value,
      tried: session.contactTries.findLast(each => each.contact === contact.id) ?? null,
    }
  })
}

const siteValue = (open: OpenSession, {id}: Contact): Safe | null => {
  const template = open.store.state().runbook.settings.contacts[id]
  const value = template === undefined ? null : open.variables.resolve(template)
  return value === null || value === '' ? null : safe(value)
}

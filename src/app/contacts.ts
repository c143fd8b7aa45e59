import type {Contact} from '#src/runbook/types.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import type {OpenSession} from './held-session.ts'

/** A contact as it is on this site: its own value where the settings have one, else what the runbook says. */
export interface SiteContact {
  readonly group: Safe
  readonly name: Safe
  readonly value: Safe
  /** True where nobody would answer: the runbook has only a placeholder, and the site set nothing. */
  readonly unset: boolean
}

/** Whom to call, in the order of the runbook. */
export const siteContacts = (open: OpenSession): readonly SiteContact[] =>
  open.store.state().runbook.contacts.map(contact => {
    const value = siteValue(open, contact) ?? contact.value
    return {
      group: contact.group,
      name: contact.name,
      value,
      unset: contact.placeholder && value === contact.value,
    }
  })

const siteValue = (open: OpenSession, {id}: Contact): Safe | null => {
  const template = open.store.state().runbook.settings.contacts[id]
  const value = template === undefined ? null : open.variables.resolve(template)
  return value === null || value === '' ? null : safe(value)
}

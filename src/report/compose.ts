import type {Account} from './account.ts'
import {attention} from './compose-attention.ts'
import {contacts, followUps, goneItems, settings, timeline, verification} from './compose-closing.ts'
import {decision} from './compose-decision.ts'
import {sections} from './compose-sections.ts'
import {summary} from './compose-summary.ts'
import type {Block} from './document.ts'

/**
 * The export from its first line to its last. First what somebody wants to know who was not there: what happened, who
 * decided it and why, whether the system is well, what is open. Then the evidence.
 */
export const compose = (account: Account): readonly Block[] => [
  ...summary(account),
  ...decision(account),
  ...attention(account),
  ...sections(account),
  ...goneItems(account),
  ...followUps(account),
  ...contacts(account),
  ...timeline(account),
  ...settings(account),
  ...verification(account),
]

import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** What drafts of messages say of a session, to people who were not there. */
export const messages = {
  'state-looking': say`we are looking into it; nothing has been decided yet`,
  'state-escalated': say`the decision has been passed on; we are waiting for it`,
  'state-acting': say`we are going back to the last version that worked`,
  'state-trouble': say`going back to the last version that worked has not succeeded yet; we are on it`,
  'state-checking': say`we are back on the last version that worked, and are checking the system`,
  'state-failing': say`we are back on the last version that worked, but not everything works yet`,
  'state-restored': say`we are back on the last version that worked, and every check passed`,
  'state-kept': say`we do not go back to an earlier version`,
  'state-aborted': say`the procedure was broken off`,
  // The same for people outside, who know nothing of versions and decisions.
  'public-looking': say`we know of it and are looking into it`,
  'public-escalated': say`we know of it and are working on it`,
  'public-acting': say`we have found what to do and are repairing it`,
  'public-trouble': say`we are still repairing it`,
  'public-checking': say`the repair is made, and we are checking that everything works`,
  'public-failing': say`the repair is made, but not everything works yet; we are working on it`,
  'public-restored': say`everything works again`,
  'public-kept': say`we know of it and are working on it`,
  'public-aborted': say`we know of it and are working on it`,
  decided: (f: {choice: Safe; by: Safe; at: Safe}) => say`${f.choice} (${f.by}, ${f.at})`,
  'decision-none': say`none yet`,
  'done-none': say`nothing has been run yet`,
  'done-command': (f: {title: Safe; how: Safe; at: Safe}) => say`- ${f.title}: ${f.how} (${f.at})`,
}

export type MessageTexts = typeof messages

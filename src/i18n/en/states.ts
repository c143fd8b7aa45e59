import {say} from '#src/text/say.ts'

/** What an item is now, in a word or two; used on the screen and in the export alike. */
export const states = {
  open: say`open`,
  running: say`running`,
  done: say`done`,
  failed: say`failed`,
  unknown: say`unknown`,
  confirmed: say`confirmed by hand`,
  asserted: say`asserted, not observed`,
  assigned: say`assigned`,
  overridden: say`overridden`,
  skipped: say`skipped`,
  deferred: say`deferred`,
  'not-applicable': say`not applicable`,
  raised: say`raised`,
  clear: say`clear`,
}

export type StateWord = keyof typeof states
export type StateTexts = Readonly<Record<StateWord, (typeof states)[StateWord]>>

import {say} from '#src/text/say.ts'

/** What probes of the host see: log, files, compose, command. */
export const hostSights = {
  'time-over': () => say`no answer in time`,
}

export type HostSightTexts = typeof hostSights

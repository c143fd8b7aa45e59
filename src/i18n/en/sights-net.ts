import {say} from '#src/text/say.ts'

/** What probes over the network see: http, tls, tcp, smtp, prometheus. */
export const netSights = {
  'time-over': () => say`no answer in time`,
}

export type NetSightTexts = typeof netSights

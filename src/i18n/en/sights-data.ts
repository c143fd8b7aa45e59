import {say} from '#src/text/say.ts'

/** What probes of data see: postgres, redis, celery. */
export const dataSights = {
  'time-over': () => say`no answer in time`,
}

export type DataSightTexts = typeof dataSights

import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** What a notification of the desktop says. */
export const alarm = {
  lost: (f: {title: Safe}) => say`no longer so: ${f.title}`,
  raised: (f: {title: Safe}) => say`criterion raised: ${f.title}`,
  ended: (f: {title: Safe}) => say`has ended: ${f.title}`,
}

export type AlarmTexts = typeof alarm

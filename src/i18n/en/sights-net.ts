import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** What probes over the network see: http, tls, tcp, smtp, prometheus; and how every probe says what it expected. */
export const netSights = {
  'time-over': () => say`no answer in time`,

  // What is expected, as parts of one sentence
  'want-not': ({value}: {readonly value: Safe}) => say`not ${value}`,
  'want-one-of': ({values}: {readonly values: Safe}) => say`one of ${values}`,
  'want-contains': ({value}: {readonly value: Safe}) => say`holds "${value}"`,
  'want-lacks': ({value}: {readonly value: Safe}) => say`does not hold "${value}"`,
  'want-matches': ({pattern}: {readonly pattern: Safe}) => say`matches /${pattern}/`,
  'want-min': ({limit}: {readonly limit: Safe}) => say`at least ${limit}`,
  'want-max': ({limit}: {readonly limit: Safe}) => say`at most ${limit}`,
  'want-some': () => say`some value`,
  'want-none': () => say`no value`,
  'seen-none': () => say`no value`,
  'seen-empty': () => say`empty`,
  'as-expected': ({seen, wanted}: {readonly seen: Safe; readonly wanted: Safe}) =>
    say`${seen} (expected: ${wanted})`,
  'not-as-expected': ({seen, wanted}: {readonly seen: Safe; readonly wanted: Safe}) =>
    say`${seen}, but expected: ${wanted}`,
  'no-limit': ({text}: {readonly text: Safe}) =>
    say`"${text}" is no whole number; correct it in the probes file or in its variable`,
}

export type NetSightTexts = typeof netSights

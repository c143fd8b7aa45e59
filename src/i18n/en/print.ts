import {say} from '#src/text/say.ts'

/** Words on the printed checklist, before a blank to write on. */
export const print = {
  operator: () => say`Operator`,
  target: () => say`Target`,
  begun: () => say`Begun at`,
  ended: () => say`Ended at`,
  who: () => say`Who`,
  when: () => say`When`,
  seen: () => say`What was seen`,
  'exit-code': () => say`Exit code`,
  owner: () => say`Owner`,
  due: () => say`Due`,
  decision: () => say`Decision`,
  'roll-back': () => say`roll back`,
  'do-not': () => say`do not`,
  escalate: () => say`escalate`,
  sentence: () => say`because`,
  dangerous: () => say`DANGEROUS: make sure of the target first.`,
}

export type PrintTexts = typeof print

import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** What the screen says of what it was asked to do, and of what happened by itself. */
export const desk = {
  decided: () => say`the decision is on record`,
  noted: () => say`noted`,
  'changes-confirmed': () => say`confirmed: dangerous commands may run again`,
  'item-now': (f: {item: Safe; state: Safe}) => say`${f.item}: ${f.state}`,
  'item-news': (f: {item: Safe; how: Safe}) => say`${f.item}: ${f.how}`,
  'taken-back': (f: {item: Safe}) => say`taken back: ${f.item}`,
  'looked-again': () => say`looking again`,
  'holds-danger': () => say`Dangerous commands wait until this is confirmed: press a.`,
  'program-failed': (f: {program: Safe; cause: Safe}) =>
    say`${f.program} did not end well (${f.cause}); nothing was changed`,
  'choose-session': () => say`Open sessions. Which one goes on?`,
  'choose-new': () => say`a new session`,
  'choose-line': (f: {id: Safe; title: Safe; operator: Safe}) => say`${f.id}  ${f.title} · ${f.operator}`,
  'nothing-chosen': () => say`no session was chosen; nothing was changed`,
  'choose-keys': () => say`up/down choose · Enter goes on · Ctrl+C leaves, nothing is changed`,
}

export type DeskTexts = typeof desk

import type {Texts} from './texts.ts'
import {cli} from './tr/cli.ts'
import {faults} from './tr/faults.ts'
import {home} from './tr/home.ts'
import {lines} from './tr/lines.ts'
import {opening} from './tr/opening.ts'
import {questions} from './tr/questions.ts'
import {refusals} from './tr/refusals.ts'
import {repairs} from './tr/repairs.ts'
import {share} from './tr/share.ts'
import {states} from './tr/states.ts'

export const tr: Texts = {
  language: 'tr',
  cli,
  faults,
  home,
  lines,
  opening,
  questions,
  refusals,
  repairs,
  share,
  states,
}

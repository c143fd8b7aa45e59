import type {Texts} from './texts.ts'
import {alarm} from './tr/alarm.ts'
import {cli} from './tr/cli.ts'
import {desk} from './tr/desk.ts'
import {drill} from './tr/drill.ts'
import {facts} from './tr/facts.ts'
import {faults} from './tr/faults.ts'
import {forms} from './tr/forms.ts'
import {home} from './tr/home.ts'
import {identity} from './tr/identity.ts'
import {keys} from './tr/keys.ts'
import {lines} from './tr/lines.ts'
import {lint} from './tr/lint.ts'
import {opening} from './tr/opening.ts'
import {probing} from './tr/probing.ts'
import {questions} from './tr/questions.ts'
import {refusals} from './tr/refusals.ts'
import {repairs} from './tr/repairs.ts'
import {runs} from './tr/runs.ts'
import {screen} from './tr/screen.ts'
import {share} from './tr/share.ts'
import {dataSights} from './tr/sights-data.ts'
import {hostSights} from './tr/sights-host.ts'
import {netSights} from './tr/sights-net.ts'
import {speech} from './tr/speech.ts'
import {states} from './tr/states.ts'
import {telling} from './tr/telling.ts'

export const tr: Texts = {
  language: 'tr',
  alarm,
  cli,
  facts,
  faults,
  home,
  lines,
  lint,
  opening,
  questions,
  refusals,
  repairs,
  runs,
  share,
  desk,
  drill,
  forms,
  identity,
  keys,
  screen,
  netSights,
  dataSights,
  hostSights,
  probing,
  speech,
  states,
  telling,
}

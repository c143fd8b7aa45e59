import {alarm} from './en/alarm.ts'
import {cli} from './en/cli.ts'
import {desk} from './en/desk.ts'
import {drill} from './en/drill.ts'
import {facts} from './en/facts.ts'
import {faults} from './en/faults.ts'
import {forms} from './en/forms.ts'
import {home} from './en/home.ts'
import {identity} from './en/identity.ts'
import {keys} from './en/keys.ts'
import {lines} from './en/lines.ts'
import {lint} from './en/lint.ts'
import {opening} from './en/opening.ts'
import {probing} from './en/probing.ts'
import {questions} from './en/questions.ts'
import {refusals} from './en/refusals.ts'
import {repairs} from './en/repairs.ts'
import {runs} from './en/runs.ts'
import {screen} from './en/screen.ts'
import {share} from './en/share.ts'
import {dataSights} from './en/sights-data.ts'
import {hostSights} from './en/sights-host.ts'
import {netSights} from './en/sights-net.ts'
import {speech} from './en/speech.ts'
import {states} from './en/states.ts'
import {telling} from './en/telling.ts'
import type {Texts} from './texts.ts'

export const en: Texts = {
  language: 'en',
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

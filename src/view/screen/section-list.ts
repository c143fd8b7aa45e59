import type {Section} from '#src/runbook/types.ts'
import {withDescendants} from '#src/runbook/walk.ts'
import {sectionOutcome} from '#src/session/outcome.ts'
import {safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Line} from '#src/view/line.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'
import {sectionCounts} from './counts.ts'
import {cut, fill, glyphsOf, inTone, span, windowed} from './draw.ts'
import {sectionOfHere} from './list-rows.ts'

/** All sections with what is open in them, for a wide terminal. */
export const sectionLines = (input: ScreenInput, width: number, height: number): readonly Line[] => {
  const {runbook, session} = input.situation
  const sections = runbook.sections.filter(section =>
    withDescendants(runbook, section.id).some(each => each.items.length > 0),
  )
  const current = sectionOfHere(runbook, session, input.view.here)
  const at = Math.max(
    0,
    sections.findIndex(section => section.id === current?.id),
  )
  const lines = sections.flatMap(section => sectionRows(input, section, section === current, width))
  const from = Math.max(0, Math.min(at * 2 - Math.floor(height / 2), lines.length - height))
  return windowed(lines, from, height)
}

const sectionRows = (
  input: ScreenInput,
  section: Section,
  current: boolean,
  width: number,
): readonly Line[] => {
  const {runbook, session} = input.situation
  const open = section.items.length > 0 && sectionOutcome(runbook, session, section) === 'open'
  const number = section.number === null ? '' : `${section.number} `
  const pointer = current ? say`${glyphsOf(input.look).cursor} ` : safe('  ')
  const title: Line = [
    span(pointer),
    span(safe(input.redact(`${number}${section.title}`)), open || current ? 'strong' : 'plain'),
  ]
  const heading = current ? inTone(fill(title, width, input.look), 'inverse') : cut(title, width, input.look)
  return [heading, cut([span(safe('    ')), span(sectionCounts(input, section), 'dim')], width, input.look)]
}

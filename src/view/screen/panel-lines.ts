import {findItem} from '#src/runbook/walk.ts'
import {itemState} from '#src/session/item-state.ts'
import {cellWidth} from '#src/text/cells.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {attention} from '#src/view/attention.ts'
import {keyRecords} from '#src/view/keymap/records.ts'
import type {Line} from '#src/view/line.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'
import type {Panel} from '#src/view/view-state.ts'
import {detailLines, evidenceLines} from './details.ts'
import {cut, fill, glyphsOf, span, wrap} from './draw.ts'
import {titleOf} from './item-parts.ts'
import {markOf, toneOf} from './marks.ts'

export const panelTitle = ({texts: {screen}}: ScreenInput, panel: Panel): Safe =>
  screen[`panel-${panel.kind}`]()

/** Everything that a panel holds; it is scrolled, so nothing is left out. */
export const panelLines = (input: ScreenInput, panel: Panel, width: number): readonly Line[] => {
  switch (panel.kind) {
    case 'evidence': {
      const {here} = input.view
      const item = here.kind === 'item' ? findItem(input.situation.runbook, here.item) : null
      return item === null ? detailLines(input, width) : evidenceLines(input, item, width)
    }
    case 'contacts':
      return contactsView(input, 0, width).lines
    case 'timeline':
      return texts(input, input.panels.timeline(), width)
    case 'cue':
      return texts(input, input.panels.cue(), width)
    case 'help':
      return helpLines(input, width)
  }
}

/** The contacts, with the chosen one marked, and the line that it begins on. */
export const contactsView = (
  input: ScreenInput,
  chosen: number,
  width: number,
): {readonly lines: readonly Line[]; readonly at: number} => {
  const {lines, at} = input.panels.contacts(chosen)
  const before = texts(input, lines.slice(0, at), width)
  return {lines: [...before, ...texts(input, lines.slice(at), width)], at: before.length}
}

const texts = (input: ScreenInput, lines: readonly Safe[], width: number): readonly Line[] =>
  lines.flatMap(line =>
    line === ''
      ? [[]]
      : wrap(safe(input.redact(line)), width - 2).map((part, index) =>
          index === 0 ? part : [span(safe('  ')), ...part],
        ),
  )

/** Every key, what it does, and when it does nothing, why. */
const helpLines = (input: ScreenInput, width: number): readonly Line[] => {
  const records = keyRecords(
    {situation: input.situation, halted: input.halted, texts: input.texts},
    {...input.view, mode: {kind: 'walk'}},
  )
  const column = Math.max(...records.map(record => cellWidth(record.keys))) + 2
  return records.flatMap(({keys, help, whyNot}) => {
    const words = whyNot === null ? help : say`${help} (${whyNot})`
    return wrap(words, width - column, whyNot === null ? 'plain' : 'dim').map((line, index) => [
      ...fill([span(index === 0 ? keys : safe(''), 'strong')], column, input.look),
      ...line,
    ])
  })
}

/** What wants the operator, with the row that is chosen. */
export const attentionLines = (input: ScreenInput, index: number, width: number): readonly Line[] => {
  const {runbook, session} = input.situation
  const {screen, states} = input.texts
  const wanting = attention(runbook, session)
  if (wanting.length === 0) return [[span(screen['nothing-wants'](), 'good')]]
  const chosen = Math.min(index, wanting.length - 1)
  return wanting.map(({item: id, why}, at): Line => {
    const item = id === null ? null : findItem(runbook, id)
    const pointer = span(at === chosen ? say`${glyphsOf(input.look).cursor} ` : safe('  '), 'strong')
    const tone = at === chosen ? 'inverse' : 'plain'
    if (item === null) return cut([pointer, span(screen['why-changes'](), tone)], width, input.look)
    const state = itemState(runbook, session, item)
    return cut(
      [
        pointer,
        span(markOf(item, state, input.look), toneOf(state)),
        span(say` ${titleOf(input, item)}`, tone),
        span(say`  ${why === 'lost-outcome' ? screen['why-lost']() : states[state]}`, toneOf(state)),
      ],
      width,
      input.look,
    )
  })
}

import {safe} from '#src/text/safe.ts'
import type {Line} from './line.ts'
import type {Size} from './look.ts'
import {cut, padded, span, wrap} from './screen/draw.ts'
import {footerLines} from './screen/footer.ts'
import {formBody} from './screen/form-body.ts'
import {drillBanner, headerLines} from './screen/header.ts'
import {outputView} from './screen/output-lines.ts'
import {attentionLines, contactsView, panelLines, panelTitle} from './screen/panel-lines.ts'
import {plainLine} from './screen/plain.ts'
import {scrolled} from './screen/scrolled.ts'
import {walkBody} from './screen/walk-body.ts'
import type {ScreenInput} from './screen-input.ts'
import {type Block, type Body, type ScreenModel, still} from './screen-model.ts'
import {otherWatch} from './two-watches.ts'

/** Below this nothing can be read any more. */
export const smallest: Size = {columns: 40, rows: 10}
/** With fewer rows of body than this, of two watches only one is seen. */
const twoFrom = 12

/** What is on the screen just now. Pure: the same input always gives the same frame. */
export const buildScreen = (input: ScreenInput): ScreenModel => {
  const {columns: width, rows} = input.size
  const height = Math.max(1, rows - 1)
  const cursor = safe(input.look.symbols === 'unicode' ? '›' : '>')
  const finish = (body: Body): ScreenModel => ({
    size: input.size,
    cursor,
    ...body,
    blocks: body.blocks.map(block => plainBlock(input, block)),
  })
  if (width < smallest.columns || rows < smallest.rows) {
    const sentence = input.texts.screen['too-small']({columns: smallest.columns, rows: smallest.rows})
    const lines = padded([...bannerLines(input, width), ...wrap(sentence, Math.max(1, width))], height)
    return finish({blocks: [{kind: 'lines', lines}], ...still})
  }
  const header = headerLines(input, width)
  const footer = footerLines(input, width)
  const body = bodyOf(input, width, height - header.length - footer.length)
  return finish({
    ...body,
    blocks: [{kind: 'lines', lines: header}, ...body.blocks, {kind: 'lines', lines: footer}],
  })
}

const bannerLines = (input: ScreenInput, width: number): readonly Line[] => {
  const banner = drillBanner(input)
  return banner.length === 0 ? [] : [cut(banner, Math.max(1, width), input.look)]
}

const bodyOf = (input: ScreenInput, width: number, height: number): Body => {
  const {mode} = input.view
  switch (mode.kind) {
    case 'walk':
      return walkBody(input, width, height)
    case 'panel': {
      if (mode.panel.kind === 'contacts') {
        const {lines, at} = contactsView(input, mode.index ?? 0, width)
        const from = Math.max(0, at - Math.floor((height - 1) / 2))
        return scrolled(input, panelTitle(input, mode.panel), lines, {width, height, from})
      }
      const lines = panelLines(input, mode.panel, width)
      return scrolled(input, panelTitle(input, mode.panel), lines, {width, height, from: mode.scroll})
    }
    case 'attention': {
      const rows = height - 1
      const lines = attentionLines(input, mode.index, width)
      const from = Math.max(0, Math.min(mode.index - Math.floor(rows / 2), lines.length - rows))
      return scrolled(input, input.texts.screen['panel-attention'](), lines, {width, height, from})
    }
    case 'output': {
      const other = height < twoFrom ? null : otherWatch(input, mode.attempt)
      const above = other === null ? height : Math.ceil(height / 2)
      const {lines, page, matches} = outputView(input, mode, {width, height: above})
      const below =
        other === null
          ? []
          : outputView(
              input,
              {kind: 'output', attempt: other, scroll: null, search: null},
              {width, height: height - above},
            ).lines
      return {
        blocks: [{kind: 'lines', lines: [...padded(lines, above), ...padded(below, height - above)]}],
        page,
        matches,
      }
    }
    case 'form':
      return formBody(input, mode.form, width, height)
  }
}

const plainBlock = (input: ScreenInput, block: Block): Block => {
  if (input.look.symbols === 'unicode') return block
  switch (block.kind) {
    case 'lines':
      return {...block, lines: block.lines.map(plainLine)}
    case 'columns':
      return {
        ...block,
        columns: block.columns.map(column => ({...column, lines: column.lines.map(plainLine)})),
      }
    case 'choice':
      return {...block, options: block.options.map(option => plainLine([span(option)])[0]?.text ?? option)}
  }
}

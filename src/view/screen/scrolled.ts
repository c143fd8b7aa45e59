import {type Safe, safe} from '#src/text/safe.ts'
import type {Line} from '#src/view/line.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'
import type {Body} from '#src/view/screen-model.ts'
import {cut, padded, span, windowed} from './draw.ts'

/** Lines under a title, of which a part is seen. */
export const scrolled = (
  input: ScreenInput,
  title: Safe,
  lines: readonly Line[],
  {width, height, from}: {readonly width: number; readonly height: number; readonly from: number},
): Body => {
  const rows = height - 1
  const top = Math.max(0, Math.min(from, lines.length - rows))
  const more =
    lines.length > rows
      ? input.texts.screen['lines-at']({
          from: top + 1,
          to: Math.min(lines.length, top + rows),
          total: lines.length,
        })
      : safe('')
  const heading = cut([span(title, 'strong'), span(safe('  ')), span(more, 'dim')], width, input.look)
  const shown = windowed(lines, top, rows).map(line => cut(line, width, input.look))
  return {
    blocks: [{kind: 'lines', lines: padded([heading, ...shown], height)}],
    page: {total: lines.length, rows},
    matches: [],
  }
}

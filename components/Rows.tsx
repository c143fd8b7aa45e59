import {Box} from 'ink'
import type {Theme} from '#src/terminal/theme.ts'
import type {Line} from '#src/view/line.ts'
import {inPlace} from './in-place.ts'
import {Row} from './Row.tsx'

export interface RowsProps {
  readonly lines: readonly Line[]
  readonly width: number
  readonly theme: Theme
}

/** Row below row. */
export const Rows = ({lines, width, theme}: RowsProps) => (
  <Box flexDirection="column" width={width} flexShrink={0}>
    {inPlace(lines).map(({key, part}) => (
      <Row key={key} line={part} width={width} theme={theme} />
    ))}
  </Box>
)

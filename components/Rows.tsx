import {Box} from 'ink'
import type {Theme} from '#src/terminal/theme.ts'
import type {Line} from '#src/view/line.ts'
import {Row} from './Row.tsx'

export interface RowsProps {
  readonly lines: readonly Line[]
  readonly width: number
  readonly theme: Theme
}

/** Row below row. */
export const Rows = ({lines, width, theme}: RowsProps) => (
  <Box flexDirection="column" width={width} flexShrink={0}>
    {lines.map((line, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place.
      <Row key={index} line={line} width={width} theme={theme} />
    ))}
  </Box>
)

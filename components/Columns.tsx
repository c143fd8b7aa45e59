import {Box} from 'ink'
import type {Theme} from '#src/terminal/theme.ts'
import type {Column} from '#src/view/build-screen.ts'
import {Rows} from './Rows.tsx'

export interface ColumnsProps {
  readonly columns: readonly Column[]
  readonly theme: Theme
}

/** Columns of equal height, side by side. */
export const Columns = ({columns, theme}: ColumnsProps) => (
  <Box flexDirection="row" flexShrink={0}>
    {columns.map(({width, lines}, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: columns have no identity but their place.
      <Rows key={index} lines={lines} width={width} theme={theme} />
    ))}
  </Box>
)

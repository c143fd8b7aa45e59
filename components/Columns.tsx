import {Box} from 'ink'
import type {Theme} from '#src/terminal/theme.ts'
import type {Column} from '#src/view/screen-model.ts'
import {inPlace} from './in-place.ts'
import {Rows} from './Rows.tsx'

export interface ColumnsProps {
  readonly columns: readonly Column[]
  readonly theme: Theme
}

/** Columns of equal height, side by side. */
export const Columns = ({columns, theme}: ColumnsProps) => (
  <Box flexDirection="row" flexShrink={0}>
    {inPlace(columns).map(({key, part}) => (
      <Rows key={key} lines={part.lines} width={part.width} theme={theme} />
    ))}
  </Box>
)

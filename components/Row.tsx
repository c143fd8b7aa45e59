import {Box, Text} from 'ink'
import type {Theme} from '#src/terminal/theme.ts'
import type {Line} from '#src/view/line.ts'
import {inPlace} from './in-place.ts'

export interface RowProps {
  readonly line: Line
  readonly width: number
  readonly theme: Theme
}

/** One row. It never takes a second one, also where Ink counts a character wider than the terminal does. */
export const Row = ({line, width, theme}: RowProps) => (
  <Box width={width} height={1} flexShrink={0}>
    <Text wrap="truncate">
      {line.length === 0
        ? ' '
        : inPlace(line).map(({key, part}) => (
            <Text key={key} {...theme[part.tone]}>
              {part.text}
            </Text>
          ))}
    </Text>
  </Box>
)

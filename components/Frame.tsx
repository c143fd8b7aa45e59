import {Box} from 'ink'
import type {Theme} from '#src/terminal/theme.ts'
import type {Block, ScreenModel} from '#src/view/screen-model.ts'
import {Choice} from './Choice.tsx'
import {Columns} from './Columns.tsx'
import {inPlace} from './in-place.ts'
import {Rows} from './Rows.tsx'

export interface FrameProps {
  readonly screen: ScreenModel
  readonly theme: Theme
}

/** One frame, block below block. Its height was settled before; nothing here can change it. */
export const Frame = ({screen, theme}: FrameProps) => {
  const {columns, rows} = screen.size
  return (
    <Box flexDirection="column" width={columns} height={Math.max(1, rows - 1)}>
      {inPlace(screen.blocks).map(({key, part}) => (
        <Part key={key} block={part} screen={screen} theme={theme} />
      ))}
    </Box>
  )
}

const Part = ({block, screen, theme}: FrameProps & {readonly block: Block}) => {
  const width = screen.size.columns
  switch (block.kind) {
    case 'lines':
      return <Rows lines={block.lines} width={width} theme={theme} />
    case 'columns':
      return <Columns columns={block.columns} theme={theme} />
    case 'choice':
      return <Choice {...block} cursor={screen.cursor} theme={theme} />
  }
}

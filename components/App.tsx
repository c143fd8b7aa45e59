import {Box, Static} from 'ink'
import {useSyncExternalStore} from 'react'
import type {Theme} from '#src/terminal/theme.ts'
import type {RecordLine} from '#src/view/screen-input.ts'
import type {ScreenModel} from '#src/view/screen-model.ts'
import {Frame} from './Frame.tsx'
import {Row} from './Row.tsx'

/** What is drawn: read at each frame, from outside of React. */
export interface Source {
  readonly subscribe: (listener: () => void) => () => void
  readonly screen: () => ScreenModel
  /** Only ever grows while the screen stands. */
  readonly record: () => readonly RecordLine[]
}

export interface AppProps {
  readonly source: Source
  readonly theme: Theme
}

/** The record that flows into the scrollback, and below it the live frame. */
export const App = ({source, theme}: AppProps) => {
  const screen = useSyncExternalStore(source.subscribe, source.screen)
  const record = useSyncExternalStore(source.subscribe, source.record)
  return (
    <Box flexDirection="column">
      <Static items={[...record]}>
        {({key, line}) => <Row key={key} line={line} width={screen.size.columns} theme={theme} />}
      </Static>
      <Frame screen={screen} theme={theme} />
    </Box>
  )
}

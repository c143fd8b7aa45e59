import {Box, Text} from 'ink'
import SelectInput from 'ink-select-input'
import type {Theme} from '#src/terminal/theme.ts'
import type {Safe} from '#src/text/safe.ts'

export interface ChoiceProps {
  readonly options: readonly Safe[]
  /** The row that is chosen; null: none yet. */
  readonly index: number | null
  /** How many rows the list takes, empty ones among them. */
  readonly rows: number
  readonly cursor: Safe
  readonly theme: Theme
}

/**
 * A list to choose from: ink-select-input as a view. It takes no keys (it would choose by the state before the last key),
 * and is made anew for each row that is chosen, as it keeps a row of its own.
 */
export const Choice = ({options, index, rows, cursor, theme}: ChoiceProps) => {
  const Indicator = ({isSelected = false}: {readonly isSelected?: boolean}) => (
    <Text {...theme.strong}>{isSelected && index !== null ? `${cursor} ` : '  '}</Text>
  )
  const Item = ({isSelected = false, label}: {readonly isSelected?: boolean; readonly label: string}) => (
    <Text wrap="truncate" {...(isSelected && index !== null ? theme.inverse : theme.plain)}>
      {label}
    </Text>
  )
  return (
    <Box flexDirection="column" height={rows} flexShrink={0}>
      <SelectInput
        key={`${index ?? -1} ${options.join('\n')}`}
        isFocused={false}
        initialIndex={index ?? 0}
        items={options.map((label, value) => ({key: String(value), label, value}))}
        indicatorComponent={Indicator}
        itemComponent={Item}
      />
    </Box>
  )
}

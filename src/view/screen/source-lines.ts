import type {CommandItem} from '#src/runbook/types.ts'
import {escapedBlock, hasForeign} from '#src/text/escaped.ts'
import {safe} from '#src/text/safe.ts'
import type {Line} from '#src/view/line.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'
import {span, wrap} from './draw.ts'

/** The exact text of a command, as lines that nothing breaks where it does not have to. */
export const sourceLines = (input: ScreenInput, item: CommandItem, width: number): readonly Line[] => [
  ...escapedBlock(input.redact(item.shell.text))
    .split('\n')
    .flatMap(line => wrap(safe(line), width - 2).map(part => [span(safe('  ')), ...part])),
  ...(hasForeign(item.shell.text) ? wrap(input.texts.runs.foreign(), width, 'warn') : []),
]

import {sentence} from '#src/i18n/code.ts'
import {faults as en} from '#src/i18n/en/faults.ts'
import type {Fault} from '#src/runbook/faults.ts'
import {parseRunbook} from '#src/runbook/parse.ts'
import {emptySettings, parseProbesFile} from '#src/runbook/probes-file.ts'
import type {Item, Runbook, Settings} from '#src/runbook/types.ts'

/** Settings from the text of a probes file, which has to be sound. */
export const settingsOf = (source: string): Settings => {
  const {value, faults} = parseProbesFile(source, {file: 'x.probes.yaml'})
  if (value === null) throw new Error(faults.map(faultLine).join('\n'))
  return value
}

/** A fault as an operator reads it. */
export const faultLine = ({severity, at, detail}: Fault): string =>
  `${severity} ${at.line}:${at.column} ${sentence(en, detail)}`

/** The faults of a text: severity, place and code. */
export const faultsOf = (source: string, settings: Settings = emptySettings): readonly string[] =>
  parseRunbook(source, {file: 'x.md', settings}).faults.map(
    ({severity, at, detail}) => `${severity} ${at.line}:${at.column} ${detail.code}`,
  )

/** The runbook of a text that has to be sound. */
export const runbookOf = (source: string, settings: Settings = emptySettings): Runbook => {
  const {value, faults} = parseRunbook(source, {file: 'x.md', settings})
  if (value === null) throw new Error(faults.map(faultLine).join('\n'))
  return value
}

const kindMark = (item: Item): string => {
  switch (item.kind) {
    case 'sensed':
      return `sensed(${item.probe}${item.killer ? '!' : ''})`
    case 'criterion':
      return `criterion(${item.trigger ?? ''})`
    case 'command':
      return `${item.watch ? 'watch' : 'command'}(${item.confirm}${item.part === null ? '' : ` ${item.part.index}/${item.part.count}`})`
    case 'manual':
      return item.children.length > 0
        ? `group(${item.children.join(' ')})`
        : item.checked
          ? 'manual(x)'
          : 'manual'
    default:
      return item.kind
  }
}

/** One line for each section and item: what a walk through the runbook would show. */
export const walkOf = (runbook: Runbook): readonly string[] =>
  runbook.sections.flatMap(section => [
    `# ${section.id} "${section.title}" ${section.mode}${section.parent === null ? '' : ` in ${section.parent}`}`,
    ...section.items.map(item => `${'  '.repeat(item.depth)}${item.id} ${kindMark(item)} ${item.title}`),
  ])

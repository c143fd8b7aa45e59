import type {PrintTexts} from '#src/i18n/en/print.ts'
import {print as en} from '#src/i18n/en/print.ts'
import type {Language} from '#src/i18n/locale.ts'
import {print as tr} from '#src/i18n/tr/print.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {escapeHeading, escapeParagraph, escapeText, fenceFor} from './markdown/escape.ts'
import type {CommandItem, Contact, Item, LinkItem, Runbook, Section} from './types.ts'

const blank = '________'
const wide = '____________________'

const field = (label: Safe, space = blank): string => `${label}: ${space}`
const fields = (...filled: readonly string[]): string => filled.join('   ')

const indented = (lines: readonly string[], columns: number): readonly string[] =>
  lines.map(line => (line === '' ? line : ' '.repeat(columns) + line))

const quoted = (context: readonly Safe[]): readonly string[] =>
  context.flatMap(text => ['', ...text.split('\n').map(line => `> ${escapeText(line)}`.trimEnd())])

const note = (item: Item): readonly string[] => (item.note === null ? [] : ['', escapeParagraph(item.note)])

/** A command's line as it is, tabs included; what a terminal or a printer would act on is shown instead. */
const legible = (line: string): string => line.split('\t').map(safe).join('\t')

/** Comment and lines as they stood in a fence; consecutive commands under one comment stay in one, which numbers them. */
const fence = (items: readonly (CommandItem | LinkItem)[]): readonly string[] => {
  const lines = items.flatMap((item, index) => {
    if (item.kind === 'link') return [`# ${item.title}`, `# ${safe(item.url)}`]
    const named = index === 0 && item.title !== item.source.split('\n', 1)[0]
    return [...(named ? [`# ${item.title}`] : []), ...item.source.split('\n').map(legible)]
  })
  const first = items[0]
  const language = first?.kind === 'command' && first.shell.interpreter === 'sh' ? 'sh' : 'bash'
  const marks = fenceFor(lines.join('\n'))
  return ['', `${marks}${language}`, ...lines, marks]
}

const commands = (items: readonly (CommandItem | LinkItem)[], t: PrintTexts): readonly string[] => {
  const danger = items.some(item => item.kind === 'command' && item.confirm === 'target')
  const runs = items.some(item => item.kind === 'command' && !item.watch)
  const filled = fields(
    field(t.who()),
    field(t.when()),
    runs ? field(t['exit-code']()) : field(t.seen(), wide),
  )
  return [...fence(items), ...items.flatMap(note), '', danger ? `${t.dangerous()} ${filled}` : filled]
}

/** A box, or a number where the item is an action item, and how far what belongs to it is indented. */
const markerOf = (item: Item, number: number): string => (item.kind === 'follow-up' ? `${number}. ` : '- ')

const box = (
  item: Exclude<Item, CommandItem | LinkItem>,
  marker: string,
  t: PrintTexts,
): readonly string[] => {
  if (item.kind === 'follow-up') {
    const blanks = fields(field(t.owner(), wide), field(t.due()))
    return [marker + escapeParagraph(item.title), ...indented([...note(item), '', blanks], marker.length)]
  }
  const group = item.kind === 'manual' && item.children.length > 0
  const seen = item.kind === 'manual' ? [] : [field(t.seen(), wide)]
  const blanks = group ? [] : ['', fields(field(t.who()), field(t.when()), ...seen)]
  return [`${marker}[ ] ${escapeText(item.title)}`, ...indented([...note(item), ...blanks], marker.length)]
}

/** Runs of commands that came from one comment, and every other item by itself. */
const groupsOf = (items: readonly Item[]): readonly (readonly Item[])[] => {
  const groups: Item[][] = []
  for (const item of items) {
    const last = groups.at(-1)
    const goesOn = item.kind === 'command' && item.part !== null && item.part.index > 1 && last !== undefined
    if (goesOn) last.push(item)
    else groups.push([item])
  }
  return groups
}

const isCommand = (item: Item): item is CommandItem | LinkItem =>
  item.kind === 'command' || item.kind === 'link'

const itemLines = (items: readonly Item[], t: PrintTexts): readonly string[] => {
  const columns = new Map<string | null, number>()
  const numbers = new Map<string | null, number>()
  return groupsOf(items).flatMap(group => {
    const [first] = group
    if (first === undefined) return []
    const indent = columns.get(first.parent) ?? 0
    if (isCommand(first)) return indented(commands(group.filter(isCommand), t), indent)
    const number = (numbers.get(first.parent) ?? 0) + 1
    numbers.set(first.parent, number)
    const marker = markerOf(first, number)
    columns.set(first.id, indent + marker.length)
    return indented(['', ...box(first, marker, t)], indent)
  })
}

const contactLines = (contacts: readonly Contact[], section: Section): readonly string[] => {
  const lines: string[] = ['']
  let group: string = section.title
  for (const contact of contacts) {
    if (contact.group !== group) lines.push(`- ${escapeParagraph(contact.group)}`)
    group = contact.group
    const entry = `- **${escapeText(contact.name)}:** ${escapeText(contact.value)}`.trimEnd()
    lines.push(...indented([entry], group === section.title ? 0 : 2))
  }
  return lines
}

const heading = (level: number, text: string): string => `${'#'.repeat(Math.min(level, 6))} ${text}`

const isUntitled = (section: Section, runbook: Runbook): boolean =>
  section.title === runbook.title && section.level === 1 && section === runbook.sections[0]

/** Says what a section is where its structure on paper does not: beside prose, or among other items. */
const modeNote = ({mode, items, context}: Section, untitled: boolean): string => {
  const mixed = items.some(item => item.kind !== 'follow-up')
  const hidden =
    (mode === 'follow-up' && (mixed || untitled || context.length > 0)) ||
    (mode === 'contacts' && items.length > 0)
  return hidden ? ` <!-- {mode: ${mode}} -->` : ''
}

const sectionLines = (section: Section, runbook: Runbook, t: PrintTexts): readonly string[] => {
  const untitled = isUntitled(section, runbook)
  const number = section.number === null ? '' : `${section.number} `
  const own = runbook.contacts.filter(contact => contact.section === section.id)
  const decision = `${t.decision()}: ☐ ${t['roll-back']()}  ☐ ${t['do-not']()}  ☐ ${t.escalate()}`
  const mode = modeNote(section, untitled)
  return [
    ...(untitled ? [] : ['', heading(section.level, `${number}${escapeHeading(section.title)}${mode}`)]),
    ...quoted(section.context),
    ...itemLines(section.items, t),
    ...(own.length === 0 ? [] : contactLines(own, section)),
    ...(section.mode === 'decision'
      ? ['', decision, '', fields(field(t.sentence(), wide), field(t.who()), field(t.when()))]
      : []),
  ]
}

/**
 * The runbook on paper: Markdown with boxes and blanks to write on, for the night on which nothing else works. It can be read
 * back as a runbook of manual items, commands, contacts and action items.
 */
export const printRunbook = (runbook: Runbook, {language}: {readonly language: Language}): string => {
  const t = language === 'tr' ? tr : en
  const {target} = runbook.settings
  const named = target === null ? blank : escapeText(safe(target.name))
  const head = fields(field(t.operator(), wide), field(t.target(), named))
  const [first] = runbook.sections
  const mode = first !== undefined && isUntitled(first, runbook) ? modeNote(first, true) : ''
  const lines = [
    heading(1, escapeHeading(runbook.title) + mode),
    '',
    head,
    '',
    fields(field(t.begun()), field(t.ended())),
    ...quoted(runbook.context),
    ...runbook.sections.flatMap(section => sectionLines(section, runbook, t)),
  ]
  return `${lines.join('\n')}\n`
}

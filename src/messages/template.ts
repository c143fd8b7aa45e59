import {safeBlock} from '#src/text/safe.ts'
import {closest} from '#src/text/words.ts'

/** What a template may ask for. */
export const placeholders = [
  'what',
  'since',
  'decision',
  'reason',
  'done',
  'state',
  'public',
  'checks',
  'open',
  'next-update',
  'time',
  'target',
  'host',
  'operator',
  'runbook',
  'session',
] as const

export type Placeholder = (typeof placeholders)[number]

/** Each fact as it stands in the text; empty where there is nothing to tell. */
export type Facts = Readonly<Record<Placeholder, string>>

export interface TemplateFault {
  readonly line: number
  readonly column: number
  readonly name: string
  /** A known name that was perhaps meant. */
  readonly meant: string | null
}

export interface Draft {
  readonly subject: string
  readonly text: string
}

export type Filled =
  | {readonly ok: true; readonly draft: Draft}
  | {readonly ok: false; readonly faults: readonly TemplateFault[]}

const isPlaceholder = (name: string): name is Placeholder =>
  (placeholders as readonly string[]).includes(name)

/** `{{name}}`; one that is never closed reaches to the end of its line, and is named as what it is. */
const asked = /\{\{([^{}\n]*)(\}\})?/g

// Blank, so that lines keep their numbers.
const withoutComments = (source: string): string =>
  source.replace(/<!--[\s\S]*?(?:-->|$)/g, comment => comment.replace(/[^\n]/g, ''))

/**
 * Fills a template in. A line all of whose placeholders have nothing to tell is left out. The first heading becomes the
 * subject. A name that is none, or is never closed, is a fault at its line and column.
 */
export const fillTemplate = (source: string, facts: Facts): Filled => {
  const lines = withoutComments(source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')).split('\n')
  const faults = lines.flatMap((line, index) =>
    [...line.matchAll(asked)].flatMap(({0: whole, 1: inside = '', 2: end, index: at}): TemplateFault[] => {
      const name = inside.trim()
      if (end !== undefined && isPlaceholder(name)) return []
      const shown = end === undefined ? whole : name
      return [{line: index + 1, column: at + 1, name: shown, meant: closest(name, placeholders)}]
    }),
  )
  if (faults.length > 0) return {ok: false, faults}
  const filled = lines.flatMap(line => {
    const names = [...line.matchAll(asked)].map(match => match[1]?.trim() ?? '').filter(isPlaceholder)
    if (names.length > 0 && names.every(name => facts[name].trim() === '')) return []
    return [line.replace(asked, (_, name: string) => facts[name.trim() as Placeholder])]
  })
  return {ok: true, draft: splitDraft(filled.join('\n'))}
}

/** A draft as it is edited, in one text: the subject is its first heading. */
export const splitDraft = (text: string): Draft => {
  const lines = safeBlock(text).trim().split('\n')
  const heading = /^#+\s+(\S.*)$/.exec(lines[0] ?? '')
  const body = heading === null ? lines : lines.slice(1)
  return {
    subject: heading?.[1]?.trim() ?? '',
    text: body
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
  }
}

/** The draft in one text, to be edited or copied. */
export const joinDraft = ({subject, text}: Draft): string =>
  subject === '' ? `${text}\n` : `# ${subject}\n\n${text}\n`

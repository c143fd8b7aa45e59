import {escapeHtml} from './html-text.ts'

export type ExportFormat = 'md' | 'json' | 'html'

/** Which session an export is of, and how far into its journal. */
interface ExportHeader {
  readonly sessionId: string
  readonly headHash: string
  readonly format: ExportFormat
}

interface Marked {
  readonly facts: {readonly id: string} | null
  readonly headHash: string
}

const mark = ({facts, headHash}: Marked): string => {
  // What cannot be told from the mark's own words is left out, so that nobody's text is taken for one.
  const id = /^[\w-]{1,64}$/.test(facts?.id ?? '') ? facts?.id : 'none'
  return `rollcall-export session=${id} head=${/^[0-9a-f]{1,128}$/.test(headHash) ? headHash : 'none'}`
}

/** First line of a Markdown export; no foreign text stands before it, so that it cannot be forged from within. */
export const markdownHeader = (marked: Marked): string => `<!-- ${mark(marked)} -->`

export const htmlStart = '<!doctype html>\n<html lang="'

/** The same in an HTML export, directly after what every one of them begins with. */
export const htmlHeader = (marked: Marked): string =>
  `<meta name="rollcall-export" content="${escapeHtml(mark(marked))}">`

const marks = 'rollcall-export session=([\\w-]{1,64}) head=([0-9a-f]{64})'
const inMarkdown = new RegExp(`^<!-- ${marks} -->`)
const inHtml = new RegExp(
  `^<!doctype html>\\s*<html lang="(?:tr|en)">\\s*<head>\\s*<meta charset="utf-8">\\s*<meta name="rollcall-export" content="${marks}">`,
)

/** Finds session and head hash in an export of any format; null where the text is none, or none that names both. */
export const parseExportHeader = (text: string): ExportHeader | null => {
  const start = text.replace(/^\ufeff?\s*/, '')
  if (start.startsWith('{')) return headerOfJson(start)
  const [format, match] = start.startsWith('<!--')
    ? (['md', inMarkdown.exec(start)] as const)
    : (['html', inHtml.exec(start)] as const)
  return match?.[1] === undefined || match[2] === undefined
    ? null
    : {sessionId: match[1], headHash: match[2], format}
}

const headerOfJson = (text: string): ExportHeader | null => {
  try {
    const value: unknown = JSON.parse(text)
    if (!isRecord(value) || value.schema !== 1 || !isRecord(value.session)) return null
    const {headHash} = value
    const {id} = value.session
    return typeof id === 'string' && typeof headHash === 'string' && /^[0-9a-f]{64}$/.test(headHash)
      ? {sessionId: id, headHash, format: 'json'}
      : null
  } catch {
    return null
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

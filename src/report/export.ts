import {accountOf, type ReportInput} from './account.ts'
import {composeBrief} from './compose-brief.ts'
import {composePostMortem} from './compose-post-mortem.ts'
import type {ExportFormat} from './header.ts'
import {exportHtml, htmlOf} from './html.ts'
import {exportJson} from './json.ts'
import {exportMarkdown, markdownOf} from './markdown.ts'

export {type ExportFormat, parseExportHeader} from './header.ts'

/** The session in one of its forms, with a newline at its end. The same input gives the same bytes. */
export const exportAs = (format: ExportFormat, input: ReportInput): string => {
  switch (format) {
    case 'md':
      return exportMarkdown(input)
    case 'html':
      return exportHtml(input)
    case 'json':
      return `${JSON.stringify(exportJson(input), null, 2)}\n`
  }
}

/** Reports that are made to be read and written on, beside the checklist, which is the evidence. */
export type ReportKind = 'brief' | 'post-mortem'

/** A report in Markdown or HTML. It names its session, but is no export that could be verified: it is meant to be edited. */
export const reportAs = (
  kind: ReportKind,
  format: Exclude<ExportFormat, 'json'>,
  input: ReportInput,
): string => {
  const account = accountOf(input)
  const blocks = kind === 'brief' ? composeBrief(account) : composePostMortem(account)
  return format === 'md'
    ? markdownOf(blocks)
    : htmlOf(blocks, {language: account.words.language, title: account.runbook.title, head: []})
}

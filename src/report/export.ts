import type {ReportInput} from './account.ts'
import type {ExportFormat} from './header.ts'
import {exportHtml} from './html.ts'
import {exportJson} from './json.ts'
import {exportMarkdown} from './markdown.ts'

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

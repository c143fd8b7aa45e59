import {StringDecoder} from 'node:string_decoder'
import type {Texts} from '#src/i18n/texts.ts'
import type {OutputNews} from '#src/runner/output.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {formatBytes} from '#src/text/sizes.ts'

// More than this at once nobody reads; a flood must not hold up the prompt. All of it is in output.log.
const mostLines = 50
const longestPartial = 4096

/** Prints a command's output as whole lines, marked as foreign; of a flood only the end, and that there was more. */
export const createOutputPrinter = (
  print: (...lines: readonly Safe[]) => void,
  {lines}: Texts,
): ((news: OutputNews) => void) => {
  const decoder = new StringDecoder('utf8')
  let partial = ''
  return news => {
    if (news.gap > 0) print(lines['output-skipped']({amount: formatBytes(news.gap)}))
    const parts = (partial + decoder.write(news.bytes)).split('\n')
    // A line without an end is shown when it has grown long; until then it may still be going on.
    partial = (parts.at(-1) ?? '').length < longestPartial ? (parts.pop() ?? '') : ''
    const left = Math.max(0, parts.length - mostLines)
    if (left > 0) print(lines['output-left-out']({count: left}))
    for (const part of parts.slice(left)) print(lines.output({line: safe(part.replace(/\r$/, ''))}))
  }
}

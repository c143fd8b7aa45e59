import {StringDecoder} from 'node:string_decoder'
import type {Texts} from '#src/i18n/texts.ts'
import type {OutputNews} from '#src/runner/output.ts'
import type {AttemptNumber} from '#src/session/events.ts'
import type {Attempt} from '#src/session/state.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {formatBytes} from '#src/text/sizes.ts'
import {isErrorRecord} from '#src/view/error-record.ts'

// More than this at once nobody reads; a flood must not hold up the prompt. All of it is in output.log.
const mostLines = 50
const longestPartial = 4096

/** Prints a command's output as whole lines, marked as foreign; of a flood only the end, and that there was more. */
export const createOutputPrinter = (
  print: (...lines: readonly Safe[]) => void,
  {lines, speech, spoken}: Texts,
  whose: () => Safe | null = () => null,
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
    for (const part of parts.slice(left)) {
      const line = safe(part.replace(/\r$/, ''))
      const isError = isErrorRecord(part)
      const plain = isError ? say`!${lines.output({line})}` : lines.output({line})
      const marked = spoken === true ? (isError ? speech.error({line}) : speech.output({line})) : plain
      const name = whose()
      print(name === null ? marked : say`${marked}  (${name})`)
    }
  }
}

/** The same for all that runs: each output by itself; where more than one comes in, each line says whose it is. */
export const createOutputsPrinter = (
  print: (...lines: readonly Safe[]) => void,
  texts: Texts,
  running: () => ReadonlyMap<AttemptNumber, Safe>,
): ((attempt: Attempt, news: OutputNews) => void) => {
  const printers = new Map<AttemptNumber, (news: OutputNews) => void>()
  return ({number}, news) => {
    const whose = (): Safe | null => {
      const all = running()
      return all.size > 1 ? (all.get(number) ?? null) : null
    }
    const printer = printers.get(number) ?? createOutputPrinter(print, texts, whose)
    printers.set(number, printer)
    printer(news)
  }
}

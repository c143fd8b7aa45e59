import {within} from '#src/net/deadline.ts'
import {type HttpLine, openHttpLine} from '#src/net/http-line.ts'
import {trustOf} from '#src/net/trust.ts'
import {safe} from '#src/text/safe.ts'
import type {Driver, Finding, Look} from './driver.ts'
import {failureOf} from './failure.ts'
import {walkFlow} from './http/flow.ts'
import {measureLatency} from './http/latency.ts'
import {type HttpOptions, stepsOf} from './http/step.ts'

const lookOver = async (look: Look, options: HttpOptions, first: HttpOptions | null, line: HttpLine) => {
  const steps = [...(first === null ? [] : stepsOf(first)), ...stepsOf(options)]
  if (options.latency !== undefined) return measureLatency(look, line, steps, options.latency)
  let found: Finding = await walkFlow(look, line, steps)
  for (let sample = 1; sample < look.samples && found.outcome === 'pass'; sample++)
    found = await walkFlow(look, line, steps)
  return found
}

/** One request, or a flow of them with cookies and saved values; judged by what it answers, not that it answers. */
export const http: Driver = async look => {
  const options = look.options as HttpOptions
  const beginning = options['begin-with']
  // What borrowing throws is for whoever lends, so it is done before anything is caught.
  const first = beginning === undefined ? null : (look.borrowed(beginning) as HttpOptions)
  for (const {connection} of options.steps ?? []) if (connection !== undefined) look.borrowed(connection)
  let line: HttpLine | null = null
  try {
    const ca = options.ca || first?.ca
    const trust = () => trustOf(ca, look.cwd)
    // A file that is named has to be one, whatever is asked; all else waits until something is encrypted.
    if (ca !== undefined && ca !== '') await within(look.deadline, trust())
    line = openHttpLine(look.deadline, trust)
    return await lookOver(look, options, first, line)
  } catch (error) {
    return failureOf(look, error, {address: safe(look.probe), stage: line?.stage() ?? 'connect'})
  } finally {
    await line?.close()
  }
}

import {shorten} from '#src/checks/judge.ts'
import {type CookieJar, createCookieJar} from '#src/net/cookies.ts'
import type {HttpLine} from '#src/net/http-line.ts'
import {formatDuration} from '#src/text/duration.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {formatBytes} from '#src/text/sizes.ts'
import {type Finding, type Look, notPassed, type ProbeValues, pass} from '../driver.ts'
import {addressOf, failureOf} from '../failure.ts'
import {inTime} from '../in-time.ts'
import {shownUrl, urlOf} from './address.ts'
import {beginning, jsonOf, judgeAnswer} from './judge-answer.ts'
import {type Answered, NoCsrfCookie, request} from './request.ts'
import {fillSaved, takeFrom} from './saved.ts'
import type {PlacedStep, Step} from './step.ts'

interface Walk {
  readonly jar: CookieJar
  readonly saved: Map<string, string>
  readonly reported: Map<string, string>
  readonly evidence: Safe[]
  before: URL | null
  milliseconds: number
  status: number | null
}

const answerLine = (look: Look, step: Step, {answer, url, milliseconds}: Answered): Safe =>
  look.texts.netSights['http-line']({
    method: safe(step.method ?? ((step.form ?? step.json ?? step.body) ? 'POST' : 'GET')),
    url: shownUrl(url),
    status: answer.status,
    time: formatDuration(milliseconds, look.texts.language),
    size: formatBytes(answer.body.length),
    type: shorten(answer.headers['content-type'] ?? '-', 60),
  })

/** The step's name before what is said of it; a single request has none. */
const named = (step: Step, index: number, count: number, sentence: Safe): Safe => {
  if (step.name !== undefined) return say`${shorten(step.name)}: ${sentence}`
  return count === 1 ? sentence : say`${index + 1}/${count}: ${sentence}`
}

const ask = async (look: Look, step: Step): Promise<Finding> => {
  const {postgres} = await import('../postgres.ts')
  const {connection, query, values, value} = step
  // A query that nothing is expected of has to find something.
  const expect = value === undefined ? {rows: {min: '1'}} : {value}
  const options = {connection, query, expect, ...(values === undefined ? {} : {values})}
  return postgres({...look, options, purpose: 'look'})
}

const LONGEST_REPORTED = 200

/** Takes what the step saves for later steps, and what is shown with the reading; only the first has to be there. */
const save = (look: Look, step: Step, {answer, url}: Answered, walk: Walk): Safe | null => {
  const parts = {
    json: () => jsonOf(answer.body),
    header: (header: string) => answer.headers[header.toLowerCase()],
    cookie: (cookie: string) => walk.jar.get(cookie, url),
    text: () => answer.body.toString('utf8'),
  }
  for (const [name, source] of Object.entries(step.report ?? {})) {
    const value = takeFrom(source, parts)
    if (value !== undefined) walk.reported.set(name, value.slice(0, LONGEST_REPORTED))
  }
  for (const [name, source] of Object.entries(step.save ?? {})) {
    const value = takeFrom(source, parts)
    const from = safe(
      Object.values(source)
        .filter(each => each !== undefined)
        .join(', '),
    )
    if (value === undefined) return look.texts.netSights['nothing-to-save']({name: safe(name), from})
    walk.saved.set(name, value)
  }
  return null
}

const addressIn = ({step, base}: PlacedStep): Safe => {
  try {
    const {hostname, port, protocol} = urlOf(step.url ?? '', base)
    return addressOf(hostname, port || (protocol === 'https:' ? 443 : 80))
  } catch {
    return shorten(step.name ?? '?')
  }
}

/** One step; null where everything was as expected. */
const walkStep = async (
  look: Look,
  line: HttpLine,
  placed: PlacedStep,
  walk: Walk,
): Promise<Finding | null> => {
  const words = look.texts.netSights
  const {step} = placed
  if (step.query !== undefined) {
    const found = await ask(look, step)
    walk.evidence.push(...found.evidence)
    return found.outcome === 'pass' ? null : found
  }
  let answered: Answered
  try {
    answered = await request(placed, {line, jar: walk.jar, deadline: look.deadline, before: walk.before})
  } catch (error) {
    if (error instanceof NoCsrfCookie)
      return notPassed('mismatch', words['csrf-no-cookie']({name: shorten(error.cookie)}))
    return failureOf(look, error, {address: addressIn(placed), stage: line.stage()})
  }
  walk.before = answered.url
  walk.milliseconds += answered.milliseconds
  walk.status = answered.answer.status
  const judged = inTime(look, () => judgeAnswer(look, step, answered, walk.jar))
  walk.evidence.push(answerLine(look, step, answered), ...judged.map(each => each.sentence))
  const missed = judged.find(each => each.reason !== null)
  if (missed?.reason) {
    walk.evidence.push(words['body-was']({text: beginning(look, answered.answer.body)}))
    return notPassed(missed.reason, missed.sentence)
  }
  const unsaved = inTime(look, () => save(look, step, answered, walk))
  return unsaved === null ? null : notPassed('mismatch', unsaved)
}

/** Walks the steps until one is not as expected. */
export const walkFlow = async (
  look: Look,
  line: HttpLine,
  steps: readonly PlacedStep[],
): Promise<Finding> => {
  const walk: Walk = {
    jar: createCookieJar(),
    saved: new Map(),
    reported: new Map(),
    evidence: [],
    before: null,
    milliseconds: 0,
    status: null,
  }
  const values = (): ProbeValues => ({
    ms: Math.round(walk.milliseconds),
    status: walk.status,
    ...Object.fromEntries(walk.reported),
  })
  for (const [index, {step, base}] of steps.entries()) {
    const placed = {step: fillSaved(step, walk.saved), base: base && fillSaved(base, walk.saved)}
    if (steps.length > 1) walk.evidence.push(say`${index + 1}/${steps.length} ${shorten(step.name ?? '')}`)
    const missed = await walkStep(look, line, placed, walk)
    if (missed === null) continue
    const {reason, summary} = missed
    const evidence = [...walk.evidence, ...(walk.evidence.includes(summary) ? [] : [summary])]
    return notPassed(reason ?? 'error', named(step, index, steps.length, summary), {
      values: values(),
      evidence,
    })
  }
  const time = formatDuration(walk.milliseconds, look.texts.language)
  const words = look.texts.netSights
  const summary =
    steps.length === 1
      ? words['http-fine']({status: walk.status ?? 0, time})
      : words['flow-fine']({count: steps.length, time})
  return pass(summary, {values: values(), evidence: walk.evidence})
}

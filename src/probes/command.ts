import type * as z from 'zod/mini'
import type {commandSchema} from '#src/checks/command.ts'
import {judgeBody} from '#src/checks/judge.ts'
import {formatDuration} from '#src/text/duration.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {type Driver, type Finding, type Look, notPassed, pass} from './driver.ts'
import {inTime} from './in-time.ts'
import {type Output, type ProgramEnd, runProgram} from './program.ts'
import {Trouble} from './trouble.ts'

type Options = Pick<z.output<typeof commandSchema>, 'run' | 'env' | 'expect'>

const MOST_LINES = 20

/** A program and its end: exit code, and what it says. */
export const command: Driver = async look => {
  const {run, env = {}, expect = {}} = look.options as unknown as Options
  const [file = '', ...args] = run
  const {hostSights: words} = look.texts
  const end = await runProgram({
    file,
    args,
    cwd: look.cwd,
    env: {...look.env, ...env},
    deadline: look.deadline,
  })
  const name = safe(file)
  switch (end.kind) {
    case 'not-started':
      return notStarted(end.code, name, look)
    case 'time-over':
      return notPassed(
        'timeout',
        words['program-slow']({name, limit: formatDuration(look.deadline.limit, look.texts.language)}),
        {evidence: outputLines(end, look)},
      )
    case 'ended':
      return judgedInTime(end, {name, expect}, look)
  }
}

const judgedInTime: typeof judge = (end, what, look) => {
  try {
    return inTime(look, () => judge(end, what, look))
  } catch (error) {
    if (error instanceof Trouble)
      return notPassed(error.reason, error.sentence, {evidence: outputLines(end, look)})
    throw error
  }
}

/** Why a program could not be started, in words. */
export const notStarted = (code: string, name: Safe, {texts}: Pick<Look, 'texts'>): Finding => {
  const words = texts.hostSights
  if (code === 'ENOENT') return notPassed('not-configured', words['program-missing']({name}))
  if (code === 'EACCES' || code === 'EPERM')
    return notPassed('permission', words['program-forbidden']({name}))
  return notPassed('error', words['program-not-started']({name, cause: safe(code)}))
}

const judge = (
  end: Extract<ProgramEnd, {kind: 'ended'}>,
  {name, expect}: {readonly name: Safe; readonly expect: NonNullable<Options['expect']>},
  look: Look,
): Finding => {
  const {hostSights: words} = look.texts
  const evidence = outputLines(end, look)
  const values = {code: end.code}
  if (end.code === null) {
    const signal = safe(end.signal ?? '?')
    return notPassed('mismatch', words['program-killed']({name, signal}), {values, evidence})
  }
  // 126 and 127 are how a shell says that there is nothing to run.
  const codes = expect.code ?? [0]
  if (!codes.includes(end.code)) {
    const summary = words['exit-code']({
      name,
      code: end.code,
      expected: safe(codes.join(', ')),
      said: lastLine(end.errors.text || end.output.text),
    })
    return notPassed('mismatch', summary, {values, evidence})
  }
  const judged = [
    {what: words.output(), expectation: expect.output, text: end.output.text},
    {what: words.errors(), expectation: expect.errors, text: end.errors.text},
  ].flatMap(({what, expectation, text}) =>
    expectation === undefined ? [] : [{what, ...judgeBody(expectation, text, look.texts)}],
  )
  const wrong = judged.find(each => !each.holds)
  const said = judged.map(each => words['body-judged']({what: each.what, sentence: each.sentence}))
  if (wrong !== undefined) {
    const summary = words['body-judged']({what: wrong.what, sentence: wrong.sentence})
    return notPassed(wrong.reason ?? 'mismatch', summary, {values, evidence: [...said, ...evidence]})
  }
  return pass(words['exit-well']({name, code: end.code}), {values, evidence: [...said, ...evidence]})
}

/** What the program printed, its last lines, each stream named. */
const outputLines = (
  said: {readonly output: Output; readonly errors: Output},
  {texts}: Look,
): readonly Safe[] => {
  const {hostSights: words} = texts
  return [
    {what: words.output(), each: said.output},
    {what: words.errors(), each: said.errors},
  ].flatMap(({what, each}) => {
    const lines = each.text.split('\n').filter(line => line.trim() !== '')
    if (lines.length === 0) return []
    const shown = lines.slice(-MOST_LINES).map(line => safe(line.slice(0, 500)))
    const isWhole = lines.length <= MOST_LINES && !each.isCut
    return [isWhole ? words['stream-is']({what}) : words['stream-ends']({what}), ...shown]
  })
}

/** The last line that says something: that is where programs put the cause. */
export const lastLine = (text: string): Safe => {
  const line = text
    .split('\n')
    .map(each => each.trim())
    .filter(each => each !== '')
    .at(-1)
  return line === undefined ? joinSafe([], '') : safe(line.slice(0, 200))
}

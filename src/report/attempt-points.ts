import type {Attempt} from '#src/session/state.ts'
import {formatDuration} from '#src/text/duration.ts'
import {joinSafe, type Safe, safe, safeBlock} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Account} from './account.ts'
import {attemptWord} from './attempt-word.ts'
import {code, dotted, type Line, type Point, point, strong, text} from './document.ts'
import {overrideTitles} from './item-title.ts'

/** One confirmation of a command and all that came of it; the text is the one that was confirmed, not the runbook's. */
export const attemptPoints = (account: Account, attempt: Attempt): readonly Point[] => {
  const {words, clock} = account
  const {report} = words
  return [
    {
      line: dotted([
        strong(report.run({attempt: attempt.number})),
        text(attemptWord(account, attempt)),
        [
          text(say`${report.confirmed({at: clock.brief(attempt.at), by: safe(attempt.by)})} `),
          code(safe(attempt.cwd)),
        ],
      ]),
      code: safeBlock(attempt.text),
    },
    ...valuePoints(account, attempt),
    ...(attempt.script === null
      ? []
      : [
          point(
            text(say`${report.script} `),
            code(safe(attempt.script.path)),
            text(say`, SHA-256 `),
            code(safe(attempt.script.sha256)),
          ),
        ]),
    ...gatePoints(account, attempt),
    ...endPoints(account, attempt),
    ...lossPoints(account, attempt),
    ...tailPoints(account, attempt),
  ]
}

const valuePoints = ({words}: Account, {values}: Attempt): readonly Point[] => {
  const {report} = words
  return values.map(({env, value, secret}) =>
    point(
      code(safe(env)),
      text(say` = `),
      secret ? text(report['value-secret']) : value ? code(safe(value)) : text(report['value-empty']),
    ),
  )
}

const gatePoints = ({runbook, words}: Account, {number, override}: Attempt): readonly Point[] => {
  if (override === null) return []
  const needs = joinSafe(overrideTitles(runbook, override, words), ', ')
  return [point(strong(words.report['gate-passed']({attempt: number, needs, reason: safe(override.reason)})))]
}

const endPoints = ({words, clock}: Account, {exit, seen}: Attempt): readonly Point[] => {
  if (exit === null) return []
  const {report} = words
  const span = formatDuration(exit.durationMs, words.language)
  return [
    point(
      ...dotted([
        text(report.ended({start: clock.brief(exit.startedAt), end: clock.brief(exit.endedAt), span})),
        seen === null ? null : text(report[seen === 'live' ? 'seen-live' : 'seen-away']),
      ]),
    ),
    exit.outputBytes === 0
      ? point(text(report['no-output']))
      : point(text(say`${report.output({bytes: exit.outputBytes})} `), code(safe(exit.outputSha256))),
  ]
}

/** What is known of a run whose end nobody saw, and what the operator said of it. */
const lossPoints = ({words, clock}: Account, attempt: Attempt): readonly Point[] => {
  const {report} = words
  const {asserted, processes, phase, exit} = attempt
  const lost = phase === 'unknown' || (asserted !== null && exit === null)
  const alive: Line = [
    text(
      processes.length === 0
        ? report['lost-no-processes']
        : report['lost-processes']({pids: safe(processes.join(', '))}),
    ),
  ]
  return [
    ...(lost ? [point(...dotted([attempt.sameBoot ? null : text(report['lost-boot']), alive]))] : []),
    ...(asserted === null
      ? []
      : [
          point(
            text(
              report['asserted-by']({
                answer: report[`answer-${asserted.answer}`],
                at: clock.brief(asserted.at),
                by: safe(asserted.by),
              }),
            ),
            text(afterDash(safe(asserted.how))),
          ),
        ]),
  ]
}

const afterDash = (words: Safe): Safe => (words === '' ? words : say` — ${words}`)

const tailPoints = ({words}: Account, {tail}: Attempt): readonly Point[] =>
  tail.trim() === '' ? [] : [{line: [text(words.report.tail)], code: safeBlock(tail)}]

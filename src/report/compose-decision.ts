import type {FrozenCriterion} from '#src/session/events.ts'
import {joinSafe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Account} from './account.ts'
import {type Block, heading, type Line, paragraph, point, strong, text} from './document.ts'
import {titleById} from './item-title.ts'
import {readingDetails, readingWord} from './outcome-words.ts'

/** The decision with its sentence and what it was taken on. What came to be known later stands with the criteria themselves. */
export const decision = (account: Account): readonly Block[] => {
  const {words, clock, decisions} = account
  const {report} = words
  const last = decisions.at(-1)
  if (last === undefined) return []
  const earlier = decisions.slice(0, -1)
  return [
    heading(2, report.decision),
    paragraph(
      strong(report[`choice-${last.choice}`]),
      text(say` — ${report['decided-by']({at: clock.full(last.at), by: safe(last.by)})}`),
    ),
    {type: 'quote', line: [text(safe(last.sentence))]},
    ...criteria(account, last.criteria),
    ...(earlier.length === 0
      ? []
      : [
          paragraph(text(report['earlier-decisions'])),
          {
            type: 'points' as const,
            points: earlier.map(each =>
              point(
                strong(report[`choice-${each.choice}`]),
                text(
                  say` — ${report['decided-by']({at: clock.full(each.at), by: safe(each.by)})} — ${safe(each.sentence)}`,
                ),
              ),
            ),
          },
        ]),
  ]
}

const criteria = (account: Account, frozen: readonly FrozenCriterion[]): readonly Block[] => {
  const {report} = account.words
  if (frozen.length === 0) return [paragraph(text(report['no-criteria']))]
  return [
    paragraph(text(report['criteria-then'])),
    {
      type: 'table',
      head: [report.criterion, report.answer, report.reading, report.remark],
      rows: frozen.map(each => criterionRow(account, each)),
    },
  ]
}

const criterionRow = (
  {runbook, words, clock}: Account,
  {item, answer, remark, reading}: FrozenCriterion,
): readonly Line[] => {
  const seen =
    reading === null
      ? []
      : [readingWord(words, reading), ...readingDetails(words, reading), clock.brief(reading.beganAt)]
  return [
    [text(titleById(runbook, item))],
    [{type: 'state', state: answer, word: words.states[answer]}],
    [text(joinSafe(seen, ' · ') || safe('–'))],
    [text(safe(remark) || safe('–'))],
  ]
}

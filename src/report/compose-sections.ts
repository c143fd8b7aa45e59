import {splitNumber} from '#src/runbook/titles.ts'
import type {Section, SectionId} from '#src/runbook/types.ts'
import {sectionOf, withDescendants} from '#src/runbook/walk.ts'
import {countStates, sectionOutcome} from '#src/session/outcome.ts'
import {slug} from '#src/text/words.ts'
import type {Account, ItemAccount} from './account.ts'
import {type Block, dotted, paragraph, point, strong, type Task, text} from './document.ts'
import {itemLead, itemPoints} from './item-points.ts'
import {sectionTitle, titleOf} from './item-title.ts'
import {outcomeWord} from './outcome-words.ts'
import {countedStates, criteriaLine} from './standing.ts'

/** The runbook's sections as they are nested in it, every item once and in its order. */
export const sections = (account: Account): readonly Block[] => {
  const {runbook} = account
  const depths = new Map<SectionId, number>()
  const returning = returned(account)
  return runbook.sections.flatMap(section => {
    const depth = section.parent === null ? 0 : (depths.get(section.parent) ?? -1) + 1
    depths.set(section.id, depth)
    return section.mode === 'contacts' &&
      withDescendants(runbook, section.id).every(({items}) => items.length === 0)
      ? []
      : [
          sectionHeading(section, depth),
          ...sectionLine(account, section),
          ...section.items.flatMap((item, index): readonly Block[] => {
            const each = account.items.get(item.id)
            return each === undefined ? [] : [taskOf(account, each, `${section.id}.${index + 1}`)]
          }),
          ...comeBack(account, returning.get(section.id) ?? []),
        ]
  })
}

/** Levels by nesting, not as written: what the export itself puts before them must not become their parent. */
const sectionHeading = (section: Section, depth: number): Block => {
  const title = sectionTitle(section)
  const {number, title: rest} = splitNumber(title)
  return {
    type: 'heading',
    level: depth + 2,
    text: title,
    id: section.id === (number ?? slug(rest)) ? null : section.id,
  }
}

const sectionLine = (account: Account, section: Section): readonly Block[] => {
  const {runbook, session, words} = account
  if (section.items.length === 0) return []
  const counts = countedStates(countStates(runbook, session, section.items), words.states)
  const outcome = strong(outcomeWord(words, sectionOutcome(runbook, session, section)))
  const told = section.mode === 'decision' && counts === '' ? criteriaLine(account) : counts
  return [paragraph(...dotted([outcome, told === '' ? null : text(told)]))]
}

const taskOf = (account: Account, each: ItemAccount, ownId: string): Task => ({
  type: 'task',
  id: each.item.id,
  named: each.item.id !== ownId,
  title: each.item.title,
  state: each.state,
  depth: each.item.depth,
  points: itemPoints(account, each),
})

/** Deferred items by the section that they were deferred to, in the order of the runbook. */
const returned = ({items}: Account): ReadonlyMap<SectionId, readonly ItemAccount[]> => {
  const bySection = new Map<SectionId, ItemAccount[]>()
  for (const each of items.values()) {
    const to = each.record.deferral?.to
    if (to === undefined) continue
    const there = bySection.get(to)
    if (there === undefined) bySection.set(to, [each])
    else there.push(each)
  }
  return bySection
}

// As plain points: each item is a box in its own section, and only there.
const comeBack = (account: Account, items: readonly ItemAccount[]): readonly Block[] => {
  const {words, runbook} = account
  const {report} = words
  if (items.length === 0) return []
  return [
    paragraph(text(report['came-back'])),
    {
      type: 'points',
      points: items.map(each => {
        const [state, ...rest] = itemLead(account, each)
        const from = sectionOf(runbook, each.item.id)
        return point(
          ...dotted([
            text(titleOf(each.item)),
            from === null ? null : text(report['came-from']({section: sectionTitle(from)})),
            state ?? null,
            ...rest,
          ]),
        )
      }),
    },
  ]
}

import {sectionOf} from '#src/runbook/walk.ts'
import type {ItemState} from '#src/session/item-state.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Account, ItemAccount} from './account.ts'
import {type Block, dotted, heading, type Line, type Point, paragraph, point, text} from './document.ts'
import {itemLead} from './item-points.ts'
import {sectionTitle, titleById, titleOf} from './item-title.ts'

/** From what is worst to what is merely to be known. */
const worstFirst: readonly ItemState[] = [
  'failed',
  'unknown',
  'running',
  'deferred',
  'overridden',
  'skipped',
  'asserted',
  'confirmed',
  'open',
  'not-applicable',
]

/** Many of these have the same cause, an abort or a decision: they are named together. */
const together: ReadonlySet<ItemState> = new Set<ItemState>(['open', 'not-applicable'])

/** Everything that is not plainly done, in one place, with its reason. */
export const attention = (account: Account): readonly Block[] => {
  const {report} = account.words
  const items = [...account.items.values()].filter(isCounted)
  const points = [
    ...worstFirst.flatMap(state => {
      const found = items.filter(each => each.state === state)
      return together.has(state)
        ? togetherPoints(account, state, found)
        : found.map(each => itemPoint(account, each))
    }),
    ...gatePoints(account),
  ]
  return [
    heading(2, report.attention),
    points.length === 0 ? paragraph(text(report['attention-none'])) : {type: 'points', points},
  ]
}

const isCounted = ({item}: ItemAccount): boolean =>
  item.kind !== 'criterion' && !(item.kind === 'manual' && item.children.length > 0)

const itemPoint = (account: Account, each: ItemAccount): Point => {
  const section = sectionOf(account.runbook, each.item.id)
  const where = section === null ? null : text(sectionTitle(section))
  const [state, ...rest] = itemLead(account, each)
  return point(...dotted([state ?? null, text(titleOf(each.item)), where, ...rest]))
}

const togetherPoints = (
  account: Account,
  state: ItemState,
  items: readonly ItemAccount[],
): readonly Point[] => {
  const groups = new Map<string, ItemAccount[]>()
  for (const each of items) {
    const group = groups.get(each.reason ?? '')
    if (group === undefined) groups.set(each.reason ?? '', [each])
    else group.push(each)
  }
  return [...groups].map(([reason, alike]) => {
    const titles: Safe = joinSafe(
      alike.map(({item}) => titleOf(item)),
      '; ',
    )
    const line: Line = [
      {type: 'state', state, word: account.words.states[state]},
      text(
        say` · ${reason === '' ? titles : account.words.report.because({title: titles, reason: safe(reason)})}`,
      ),
    ]
    return point(...line)
  })
}

const gatePoints = ({session, runbook, words}: Account): readonly Point[] =>
  session.attempts.flatMap(attempt =>
    attempt.override === null
      ? []
      : [
          point(
            text(titleById(runbook, attempt.item)),
            text(
              say` · ${words.report['gate-passed']({
                attempt: attempt.number,
                needs: joinSafe(
                  attempt.override.unmet.map(need => titleById(runbook, need)),
                  ', ',
                ),
                reason: safe(attempt.override.reason),
              })}`,
            ),
          ),
        ],
  )

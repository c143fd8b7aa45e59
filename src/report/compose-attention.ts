import type {Section} from '#src/runbook/types.ts'
import {sectionOf} from '#src/runbook/walk.ts'
import type {ItemState} from '#src/session/item-state.ts'
import {joinSafe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Account, ItemAccount} from './account.ts'
import {type Block, dotted, heading, type Piece, type Point, paragraph, point, text} from './document.ts'
import {itemLead} from './item-points.ts'
import {overrideTitles, sectionTitle, titleById, titleOf} from './item-title.ts'
import {openDecision} from './open-decision.ts'

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

/** Nothing was said, seen or run of it: what is to be told of it is its section's rather than its own. */
const isUntouched = ({state, record, attempts}: ItemAccount): boolean =>
  (state === 'open' || state === 'not-applicable') &&
  record.settlement === null &&
  record.sensed === null &&
  attempts.length === 0

/** Everything that is not plainly done, in one place, with its reason. */
export const attention = (account: Account): readonly Block[] => {
  const {report} = account.words
  const items = [...account.items.values()].filter(isCounted)
  const waiting = openDecision(account)
  const points = [
    ...(waiting === null
      ? []
      : [point({type: 'state', state: 'open', word: account.words.states.open}, text(say` · ${waiting}`))]),
    ...worstFirst.flatMap(state => {
      const found = items.filter(each => each.state === state)
      return [
        ...found.filter(each => !isUntouched(each)).map(each => itemPoint(account, each)),
        ...togetherPoints(account, state, found.filter(isUntouched)),
      ]
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

/** What was not touched, by section: after an abort these are many, and all for one reason. */
const togetherPoints = (
  account: Account,
  state: ItemState,
  items: readonly ItemAccount[],
): readonly Point[] => {
  const bySection = new Map<Section | null, ItemAccount[]>()
  for (const each of items) {
    const section = sectionOf(account.runbook, each.item.id)
    const group = bySection.get(section)
    if (group === undefined) bySection.set(section, [each])
    else group.push(each)
  }
  return [...bySection].map(([section, alike]) => {
    const titles = joinSafe(
      alike.map(({item}) => titleOf(item)),
      '; ',
    )
    const where = section === null ? titles : say`${sectionTitle(section)} — ${titles}`
    const lead: Piece = {type: 'state', state, word: account.words.states[state]}
    return point(...dotted([lead, text(where)]))
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
                needs: joinSafe(overrideTitles(runbook, attempt.override, words), ', '),
                reason: safe(attempt.override.reason),
              })}`,
            ),
          ),
        ],
  )

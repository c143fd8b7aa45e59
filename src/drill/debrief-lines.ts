import type {OpenSession} from '#src/app/held-session.ts'
import type {Texts} from '#src/i18n/texts.ts'
import {debriefOf} from '#src/report/debrief.ts'
import {titleOf} from '#src/report/item-title.ts'
import type {Item} from '#src/runbook/types.ts'
import {formatDuration} from '#src/text/duration.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** The debrief, to be read when the session is over. */
export const debriefLines = (open: OpenSession, texts: Texts): readonly Safe[] => {
  const {drill, language} = texts
  const {scenario = '', seed = 0} = open.store.state().session.facts?.drill ?? {}
  const {toDecision, toRollback, health, skipped, overridden, neverLookedAt, unanswered} = debriefOf(
    open.store.state().runbook,
    open.store.events(),
  )
  const time = (milliseconds: number): Safe =>
    formatDuration(Math.max(1000, Math.round(milliseconds / 1000) * 1000), language)
  const titles = (items: readonly Item[]) => ({
    titles: joinSafe(items.map(titleOf), '; '),
  })
  const gaps = [
    ...(skipped.length > 0 ? [drill.skipped(titles(skipped))] : []),
    ...(overridden.length > 0 ? [drill.overridden(titles(overridden))] : []),
    ...(neverLookedAt.length > 0 ? [drill['never-looked-at'](titles(neverLookedAt))] : []),
    ...(unanswered.length > 0 ? [drill['unanswered-criteria'](titles(unanswered))] : []),
  ]
  return [
    say`${drill.debrief()} · ${drill.banner({scenario: safe(scenario), seed})}`,
    ...[
      toDecision === null ? drill['no-decision']() : drill['to-decision']({time: time(toDecision)}),
      toRollback === null ? drill['no-rollback']() : drill['to-rollback']({time: time(toRollback)}),
      ...(toRollback === null ? [] : [healthLine(texts, health, time)]),
      ...(gaps.length > 0 ? gaps : [drill.nothing()]),
    ].map(line => say`  ${line}`),
  ]
}

const healthLine = (
  {drill}: Texts,
  health: ReturnType<typeof debriefOf>['health'],
  time: (milliseconds: number) => Safe,
): Safe => {
  switch (health.kind) {
    case 'healthy':
      return drill['to-health']({time: time(health.after)})
    case 'not-healthy':
      return drill['not-healthy']({
        titles: joinSafe(health.items.map(titleOf), '; '),
      })
    case 'unseen':
      return drill['health-unseen']()
  }
}

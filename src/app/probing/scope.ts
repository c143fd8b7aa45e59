import type {ProbeSpec, Runbook, SectionId} from '#src/runbook/types.ts'
import {findSection, itemsByProbe, probeOf, sectionOf, withDescendants} from '#src/runbook/walk.ts'
import {identityProbes} from '#src/session/identity.ts'
import {needsFinishedSeq, unmetNeeds} from '#src/session/needs.ts'
import type {Session} from '#src/session/state.ts'

/** The probes of criteria and of the target's identity, always, and of what is on the screen; null: of all sections. */
export const probesOf = (runbook: Runbook, shown: ReadonlySet<SectionId> | null): readonly ProbeSpec[] => {
  const names = new Set<string>(identityProbes(runbook))
  for (const section of runbook.sections) {
    const isShown = shown === null || shown.has(section.id)
    for (const item of section.items) {
      const probe = probeOf(item)
      if (probe !== null && (isShown || item.kind === 'criterion')) names.add(probe)
    }
  }
  return [...names].flatMap(name => runbook.settings.probes[name] ?? [])
}

/** The sections that are looked at together with this one: all that stand under the same heading of the first level. */
export const sectionsAround = (runbook: Runbook, id: SectionId): readonly SectionId[] => {
  let top = findSection(runbook, id)
  while (top !== null && top.parent !== null) {
    const parent = findSection(runbook, top.parent)
    if (parent === null) break
    top = parent
  }
  return top === null ? [] : withDescendants(runbook, top.id).map(section => section.id)
}

/**
 * The longest of what the probe's items allow, in milliseconds; null: none of them allows any. What an item allows after a
 * change must not hold back the alarm before it: only items whose section has what it needs count.
 */
export const withinOf = (runbook: Runbook, session: Session, probe: string): number | null => {
  const all = itemsByProbe(runbook, probe).map(item => {
    const section = sectionOf(runbook, item.id)
    const isDue = section !== null && unmetNeeds(runbook, session, section.id).length === 0
    return isDue && (item.kind === 'sensed' || item.kind === 'criterion') ? (item.within ?? 0) : 0
  })
  const most = Math.max(0, ...all)
  return most === 0 ? null : most
}

/** For each probe, what its items' sections have of what they need: where that changes, its looks begin anew. */
export const standsOn = (runbook: Runbook, session: Session): ReadonlyMap<string, string> => {
  const standing = new Map<string, string>()
  for (const name of Object.keys(runbook.settings.probes)) {
    const sections = new Set(
      itemsByProbe(runbook, name).flatMap(item => sectionOf(runbook, item.id)?.id ?? []),
    )
    const parts = [...sections].map(
      id => `${unmetNeeds(runbook, session, id).join()}@${needsFinishedSeq(runbook, session, id)}`,
    )
    standing.set(name, parts.join(' '))
  }
  return standing
}

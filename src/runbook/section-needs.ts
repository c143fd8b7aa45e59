import {safe} from '#src/text/safe.ts'
import type {Ids, SectionDraft} from './draft.ts'
import type {FaultList} from './fault-list.ts'
import {suggester} from './references.ts'

/**
 * The graph of what waits for what. `begin X` waits for all that section X and those around it need; `end X` waits for
 * `begin X` and for the sections inside it; an item waits for the beginning of its section.
 */
const graphOf = (sections: readonly SectionDraft[], ids: Ids): ReadonlyMap<string, readonly string[]> => {
  const graph = new Map<string, string[]>()
  for (const section of sections) {
    const id = ids.get(section) ?? ''
    graph.set(
      `begin ${id}`,
      section.needs.map(need => `end ${need.id}`),
    )
    graph.set(`end ${id}`, [`begin ${id}`])
    for (const item of section.items) graph.set(`end ${ids.get(item) ?? ''}`, [`begin ${id}`])
  }
  for (const section of sections) {
    if (section.parent === null) continue
    const id = ids.get(section) ?? ''
    const parent = ids.get(section.parent) ?? ''
    graph.get(`begin ${id}`)?.push(`begin ${parent}`)
    graph.get(`end ${parent}`)?.push(`end ${id}`)
  }
  return graph
}

/** Each circle once, as the names on it, the first also last. Walks without recursion: a file may be of any depth. */
const circlesIn = (graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] => {
  const circles: string[][] = []
  const finished = new Set<string>()
  for (const root of graph.keys()) {
    if (finished.has(root)) continue
    const path: {readonly node: string; next: number}[] = [{node: root, next: 0}]
    const onPath = new Map<string, number>([[root, 0]])
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const target = graph.get(step.node)?.[step.next++]
      if (target === undefined) {
        finished.add(step.node)
        onPath.delete(step.node)
        path.pop()
      } else if (onPath.has(target)) {
        const around = path.slice(onPath.get(target)).map(({node}) => node)
        circles.push([...around, target].map(node => node.slice(node.indexOf(' ') + 1)))
      } else if (!finished.has(target)) {
        onPath.set(target, path.length)
        path.push({node: target, next: 0})
      }
    }
  }
  return circles
}

/** Reports needs that name nothing, and sections that wait for each other. */
export const checkNeeds = (sections: readonly SectionDraft[], ids: Ids, faults: FaultList): void => {
  if (sections.every(section => section.needs.length === 0)) return
  const known = new Set(ids.values())
  const suggestion = suggester()
  for (const section of sections) {
    for (const need of section.needs) {
      if (known.has(need.id)) continue
      faults.error(need.at, {code: 'unknown-need', name: safe(need.id), ...suggestion(need.id, [...known])})
    }
  }
  const places = new Map(sections.map(section => [ids.get(section) ?? '', section]))
  for (const circle of circlesIn(graphOf(sections, ids))) {
    const names = circle.filter((name, index) => name !== circle[index - 1])
    const section = names.map(name => places.get(name)).find(found => (found?.needs.length ?? 0) > 0)
    const at = section?.needs[0]?.at ?? section?.position ?? {line: 1, column: 1}
    const cycle = safe((names.length === 1 ? [...names, ...names] : names).join(' → '))
    faults.error(at, {code: 'sections-cycle', cycle})
  }
}

/** Probes that all need each other make more cycles than anyone could read. */
const MOST_CYCLES = 20

type Needs = Readonly<Record<string, readonly string[]>>

/**
 * The cycles in who needs whom, as the names on the way round: some at least where there are any, at most twenty.
 * Unknown names are passed over. Without recursion: a chain may be as long as the file allows.
 */
export const needsCycles = (needs: Needs): readonly (readonly string[])[] => {
  const cycles: string[][] = []
  const finished = new Set<string>()
  for (const start of Object.keys(needs)) {
    if (finished.has(start)) continue
    const path: {readonly name: string; readonly rest: string[]}[] = [
      {name: start, rest: [...(needs[start] ?? [])]},
    ]
    const onPath = new Map([[start, 0]])
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.rest.shift()
      if (next === undefined) {
        finished.add(top.name)
        onPath.delete(top.name)
        path.pop()
        continue
      }
      const at = onPath.get(next)
      if (at !== undefined) {
        cycles.push(path.slice(at).map(step => step.name))
        if (cycles.length === MOST_CYCLES) return cycles
      } else if (!finished.has(next) && needs[next] !== undefined) {
        onPath.set(next, path.length)
        path.push({name: next, rest: [...needs[next]]})
      }
    }
  }
  return cycles
}

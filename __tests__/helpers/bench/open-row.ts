import type {Opened, OpenInput} from './open-task.ts'
import {type BenchRow, type Figure, medianOf, ratioOf} from './row.ts'
import {runTask} from './run-task.ts'
import {boxes} from './texts.ts'

const sizes = [100, 1000, 10_000] as const
const kinds = ['plain', 'annotated'] as const

/** Opening a runbook: what the first parse of a process takes, and whether ten times as many items take ten times as long. */
export const openRow: BenchRow = {
  name: 'open',
  measure: async ({tasks, runs}) => {
    const figures: Figure[] = []
    for (const kind of kinds) {
      const took = new Map<number, Opened[]>(sizes.map(size => [size, []]))
      for (let run = 0; run < Math.min(runs, 5); run++) {
        for (const items of sizes) {
          const input: OpenInput = {
            source: boxes(items, {annotated: kind === 'annotated'}),
            probes: 'probes: {}\n',
            items,
          }
          took.get(items)?.push(await runTask<Opened>(tasks, 'open', input))
        }
      }
      const of = (items: number, what: keyof Opened): readonly number[] =>
        (took.get(items) ?? []).map(each => each[what])
      for (const items of sizes) {
        figures.push({
          name: `${items.toLocaleString('en-US')} ${kind} items`,
          value: medianOf(of(items, 'parse')),
          unit: 'ms',
          ...(items === 10_000 ? {demand: {most: 100}} : {}),
        })
      }
      figures.push(
        {
          name: `${kind}: ten times 1,000 items / 1,000 items`,
          value: ratioOf(of(10_000, 'parse'), of(1000, 'parse')),
          unit: '×',
          demand: {most: 12},
        },
        {
          name: `${kind}: 10,000 items / JSON.parse of them`,
          value: ratioOf(of(10_000, 'parse'), of(10_000, 'json')),
          unit: '×',
        },
        {
          name: `${kind}: 10,000 items / a scan of the lines`,
          value: ratioOf(of(10_000, 'parse'), of(10_000, 'scan')),
          unit: '×',
        },
      )
    }
    return figures
  },
}

import {mkdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import type {Appended, JournalInput, Replayed} from './journal-task.ts'
import {type BenchRow, type Figure, medianOf, shareOf} from './row.ts'
import {runTask} from './run-task.ts'

const lengths = [60, 1000, 100_000] as const
const appends = 200

/** One event until it is safe, beside the same bytes made safe by nothing else, and how long a resume reads. */
export const journalRow: BenchRow = {
  name: 'journal',
  measure: async ({tasks, directory, runs}) => {
    const place = join(directory, 'journal')
    const inAPlace = async <T>(task: string, before: number): Promise<T> => {
      mkdirSync(place)
      try {
        const input: JournalInput = {directory: place, before, appends}
        return await runTask<T>(tasks, task, input)
      } finally {
        rmSync(place, {recursive: true})
      }
    }
    const figures: Figure[] = []
    for (const before of lengths) {
      const name = `an event after ${before.toLocaleString('en-US')}`
      const {ours, raw} = await inAPlace<Appended>('journal', before)
      figures.push(
        {name, value: medianOf(ours), unit: 'ms'},
        {name: `${name}, p99`, value: shareOf(ours, 0.99), unit: 'ms'},
        {name: `${name}: its bytes written and synced bare`, value: medianOf(raw), unit: 'ms'},
        {
          name: `${name}: ours over the bare one`,
          value: medianOf(ours.map((took, at) => took - (raw[at] ?? 0))),
          unit: 'ms',
          demand: {most: 0.2},
        },
      )
    }
    const replays: Replayed[] = []
    for (let run = 0; run < Math.min(runs, 3); run++) {
      replays.push(await inAPlace<Replayed>('replay', 100_000))
    }
    return [
      ...figures,
      {
        name: 'reading and folding 100,000 events',
        value: medianOf(replays.map(({read, reduce}) => read + reduce)),
        unit: 'ms',
        demand: {most: 500},
      },
      {
        name: 'reading and folding / JSON.parse of its lines',
        value: medianOf(replays.map(({read, reduce, json}) => (read + reduce) / json)),
        unit: '×',
      },
    ]
  },
}

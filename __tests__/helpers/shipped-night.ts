import {readFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {expect} from 'vitest'
import {parseRunbook} from '#src/runbook/parse.ts'
import {emptySettings, parseProbesFile} from '#src/runbook/probes-file.ts'
import type {Item, Runbook} from '#src/runbook/types.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import {eventually} from './commands.ts'
import type {Operator} from './operator.ts'
import {type Place, sessionId, setUpPlace} from './story.ts'

const checklists = resolve(import.meta.dirname, '..', '..', 'checklists')

/** A runbook that comes along, with its probes file, as the parser reads it. */
export const shippedRunbook = (name: string): Runbook => {
  const read = (file: string): string => readFileSync(join(checklists, file), 'utf8')
  const probes = parseProbesFile(read(`${name}.probes.yaml`), {file: 'p'})
  const runbook = parseRunbook(read(`${name}.md`), {file: 'r', settings: probes.value ?? emptySettings}).value
  if (runbook === null) throw new Error(`${name} does not parse`)
  return runbook
}

/** A session on a runbook that comes along, walked by lines. Nothing says that it is trusted: it came along. */
export interface ShippedNight {
  readonly place: Place
  readonly operator: Operator
  readonly id: string
  readonly runbook: Runbook
  /** Waits until the item's probe passed; it ticks by itself. */
  readonly ticks: (item: string) => Promise<void>
  /** Waits until the newest reading is this, asking for it again and again: what looks every ten seconds would take that long. */
  readonly hurries: (item: string, outcome?: 'pass' | 'fail') => Promise<void>
  /** Waits until the item's newest journaled reading is this. */
  readonly reads: (item: string, outcome: 'pass' | 'fail' | 'unknown') => Promise<void>
  /** Ticks a manual item, with its answers in order. */
  readonly does: (item: string, ...answers: readonly string[]) => Promise<void>
  /** Starts a command with the word that it takes, and waits until it is over; answers with what was printed. */
  readonly runs: (item: string, word?: string) => Promise<string>
  /** Gives every follow-up its owner and date, signs, and answers with the exported session. */
  readonly closes: () => Promise<ExportedNight>
}

interface ExportedItem {
  readonly id: string
  readonly state: string
  readonly command: {readonly exitCode: number | null} | null
}

export interface ExportedNight {
  readonly outcome: string
  readonly items: readonly ExportedItem[]
  readonly markdown: string
  readonly stateOf: (item: string) => string | undefined
}

/** A directory in which the site's scripts and programs can be put, and the runbook started. */
export const startShipped = async (
  name: string,
  place: Place,
  env: Readonly<Record<string, string>>,
): Promise<ShippedNight> => {
  const runbook = shippedRunbook(name)
  const operator = place.sit([join(checklists, `${name}.md`), '--lang', 'en', '--operator', 'Deniz Ak'], {
    env,
    trusting: false,
  })
  const id = sessionId(await operator.sees('rollcall> '))
  const itemOf = (wanted: string): Item => {
    const found = itemsOf(runbook).find(item => item.id === wanted)
    if (found === undefined) throw new Error(`no item ${wanted}`)
    return found
  }
  const newest = (item: string) =>
    place.happened(id, 'sensed').findLast(event => event.item === item)?.reading
  const goTo = async (item: string): Promise<void> => {
    itemOf(item)
    await operator.says(`goto ${item}`)
  }
  const reads: ShippedNight['reads'] = async (item, outcome) => {
    await goTo(item)
    await eventually(
      `${item} is ${outcome}; last seen: ${JSON.stringify(newest(item))}`,
      () => newest(item)?.outcome === outcome,
    )
  }
  const does: ShippedNight['does'] = async (item, ...answers) => {
    const {ask} = itemOf(item) as Item & {readonly ask: readonly string[]}
    expect(answers, item).toHaveLength(ask.length)
    await goTo(item)
    operator.types('done')
    for (const answer of answers) {
      await operator.sees(':')
      operator.types(answer)
    }
    await operator.sees('rollcall> ')
  }
  return {
    place,
    operator,
    id,
    runbook,
    reads,
    ticks: item => reads(item, 'pass'),
    hurries: async (item, outcome = 'pass') => {
      await goTo(item)
      await eventually(`${item} is ${outcome}; last seen: ${JSON.stringify(newest(item))}`, async () => {
        if (newest(item)?.outcome === outcome) return true
        await operator.says('recheck')
        return false
      })
    },
    does,
    runs: async (item, word) => {
      const before = place.happened(id, 'command-ended').length
      await goTo(item)
      operator.types('run')
      if (word !== undefined) {
        await operator.sees(`type ${word}`)
        operator.types(word)
      }
      await eventually(`${item} is over`, () => place.happened(id, 'command-ended').length > before)
      return operator.sees('rollcall> ')
    },
    closes: async () => {
      for (const item of itemsOf(runbook).filter(each => each.kind === 'follow-up')) {
        await goTo(item.id)
        operator.types('done')
        await operator.sees(':')
        operator.types('Deniz')
        await operator.sees(':')
        await operator.says('2026-12-01')
      }
      operator.types('finish Deniz Ak')
      expect(await operator.leaves, operator.printed().slice(-3000)).toBe(0)
      return exported(place, id, runbook)
    },
  }
}

/** The export, complete: every item of the runbook in its order, and in Markdown once more. */
const exported = async (place: Place, id: string, runbook: Runbook): Promise<ExportedNight> => {
  const told = await place.once(['export', id, '--format', 'json'])
  expect(told.code).toBe(0)
  const json: {
    readonly outcome: string
    readonly sections: readonly {readonly items: readonly ExportedItem[]}[]
  } = JSON.parse(told.printed)
  const items = json.sections.flatMap(section => section.items)
  expect(items.map(item => item.id)).toEqual(itemsOf(runbook).map(item => item.id))
  const markdown = readFileSync(join(place.session(id), 'exports', `${id}.md`), 'utf8')
  const back = parseRunbook(markdown, {file: 'export', settings: emptySettings}).value
  if (back === null) throw new Error('the export does not parse')
  expect(itemsOf(back)).toHaveLength(items.length)
  return {
    outcome: json.outcome,
    items,
    markdown,
    stateOf: wanted => items.find(item => item.id === wanted)?.state,
  }
}

/** An empty place: the runbook is one that comes along. */
export const shippedPlace = (): Place => setUpPlace('# Nothing\n')

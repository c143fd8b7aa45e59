import {chmodSync, readdirSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as delay} from 'node:timers/promises'
import {onTestFinished} from 'vitest'
import {endDrill} from '#src/drill/end.ts'
import {directoryPrefix} from '#src/drill/place.ts'
import {readJournal} from '#src/durable/journal.ts'
import type {Runbook} from '#src/runbook/types.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import type {EventOf, EventType, SessionEvent} from '#src/session/events.ts'
import {itemState} from '#src/session/item-state.ts'
import {replay} from '#src/session/reduce.ts'
import {emptySession, recordOf, type Session} from '#src/session/state.ts'
import {finasis} from './nights.ts'
import {type Operator, sitDown} from './operator.ts'
import {scratch} from './scratch.ts'

/** Somebody who sits at a drill, in line mode and in English. */
export interface DrillSeat {
  readonly operator: Operator
  readonly home: string
  /** The drill's directory, as its greeting names it. */
  readonly root: () => string
  /** Where drills of this seat lie. */
  readonly place: string
  readonly id: () => string
  readonly events: () => readonly SessionEvent[]
  readonly session: () => Session
  readonly happened: <T extends EventType>(type: T, item?: string) => readonly EventOf<T>[]
  /** What each item of a kind came to, by id: `done`, `failed`, `unknown`… */
  readonly rows: (kind: 'criterion' | 'sensed') => Readonly<Record<string, string>>
}

export const runbook: Runbook = finasis('en')

/** Longer than anything takes that goes well, on a machine that others work on too. */
const PATIENCE = 100_000

export const inTime = async (what: () => string, isTrue: () => boolean | Promise<boolean>): Promise<void> => {
  const giveUpAt = performance.now() + PATIENCE
  while (!(await isTrue())) {
    if (performance.now() > giveUpAt) throw new Error(`never: ${what()}`)
    await delay(25)
  }
}

/** A place for drills alone, so that none meets those of others. */
export const drillPlace = (): string => {
  const place = scratch()
  // As root the database runs as another account, which has to get through.
  chmodSync(place, 0o711)
  return place
}

export const sitAtDrill = (
  args: readonly string[],
  {
    env = {},
    place = drillPlace(),
    home = join(place, 'home'),
  }: {readonly env?: Readonly<Record<string, string>>; readonly place?: string; readonly home?: string} = {},
): DrillSeat => {
  const operator = sitDown(
    ['drill', '--plain', '--lang', 'en', '--operator', 'Ayşe', '--seed', '7', ...args],
    {
      cwd: place,
      home,
      env: {TMPDIR: place, TZ: 'UTC', ...env},
      patience: PATIENCE,
    },
  )
  onTestFinished(async () => {
    operator.kill('SIGKILL')
    await operator.leaves
    for (const name of readdirSync(place))
      if (name.startsWith(directoryPrefix)) await endDrill(join(place, name), {keepsRecord: false})
  })
  return drillSeat(operator, {place, home})
}

export const drillSeat = (
  operator: Operator,
  {place, home}: {readonly place: string; readonly home: string},
): DrillSeat => {
  const sessions = join(home, 'sessions')
  const id = (): string => readdirSync(sessions).find(name => /^\d{8}-\d{4}-/.test(name)) ?? ''
  // Asked many times a second: it is read and folded again only when it has grown.
  let seen: {readonly size: number; readonly events: readonly SessionEvent[]; readonly session: Session} = {
    size: 0,
    events: [],
    session: emptySession,
  }
  const read = (): typeof seen => {
    const path = join(sessions, id(), 'journal.jsonl')
    const size = statSync(path, {throwIfNoEntry: false})?.size ?? 0
    if (size !== seen.size) {
      const events = readJournal(path).events as readonly SessionEvent[]
      seen = {size, events, session: replay(emptySession, events)}
    }
    return seen
  }
  const events = (): readonly SessionEvent[] => read().events
  const session = (): Session => read().session
  return {
    operator,
    home,
    place,
    id,
    events,
    session,
    root: () => /in (\S+)\/site\b/.exec(operator.printed())?.[1] ?? '',
    happened: <T extends EventType>(type: T, item?: string) =>
      events().filter(
        (event): event is EventOf<T> =>
          event.type === type && (item === undefined || ('item' in event && event.item === item)),
      ),
    rows: kind => {
      const now = session()
      return Object.fromEntries(
        itemsOf(runbook)
          .filter(item => item.kind === kind)
          .map(item => [item.id, itemState(runbook, now, item)]),
      )
    },
  }
}

/** Waits until a probe or the operator has settled what these criteria are. */
export const criteriaAnswered = async (
  seat: DrillSeat,
  wanted: Readonly<Record<string, string>>,
): Promise<void> => {
  const differing = () => {
    const rows = seat.rows('criterion')
    return Object.entries(wanted).filter(([id, state]) => rows[id] !== state)
  }
  await inTime(
    () => `${JSON.stringify(differing())} after ${JSON.stringify(seat.rows('criterion'))}`,
    () => differing().length === 0,
  )
}

/** Waits until the newest reading of each of these items is of this outcome. */
export const sensedAs = (seat: DrillSeat, wanted: Readonly<Record<string, string>>): Promise<void> => {
  const differing = () => {
    const now = seat.session()
    return Object.entries(wanted).filter(([id, outcome]) => recordOf(now, id).sensed?.outcome !== outcome)
  }
  return inTime(
    () => `${JSON.stringify(differing())}\n${seat.operator.printed().slice(-4000)}`,
    () => differing().length === 0,
  )
}

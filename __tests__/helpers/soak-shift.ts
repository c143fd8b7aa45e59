import {setTimeout as delay} from 'node:timers/promises'
import {replay} from '#src/session/reduce.ts'
import {type Attempt, emptySession, lastAttempt} from '#src/session/state.ts'
import type {Chance} from './soak-chance.ts'
import type {Acknowledged} from './soak-judge.ts'
import {lives} from './soak-processes.ts'
import {eventsIn} from './soak-records.ts'
import {Gone, type Seat, Stuck} from './soak-seat.ts'
import {type SoakCommand, type SoakSite, soakCommands, soakTicks, type Truth} from './soak-site.ts'

export const prompt = 'rollcall> '

/** What an operator does at a seat, from one prompt to the next, until told to stop. */
export interface Shift {
  readonly seat: Seat
  readonly site: SoakSite
  readonly journal: string
  readonly chance: Chance
  /** Gets what the screen has shown as done. */
  readonly acknowledge: (what: Acknowledged) => void
  /** Told at the moment when a line is typed that confirms a command, or says something of an item. */
  readonly onTyped: (what: 'confirmation' | 'word') => void
  /** A name that no other run and no other remark has. */
  readonly fresh: (prefix: string) => string
}

const says = async ({seat}: Shift, line: string): Promise<string> => {
  seat.types(line)
  return (await seat.sees(prompt)).text
}

/** Works until `isOver` or until the program is gone; `gone` is no error here. */
export const workUntil = async (shift: Shift, isOver: () => boolean): Promise<'over' | 'gone'> => {
  try {
    await answerLostOutcomes(shift)
    while (!isOver()) {
      await (shift.chance.isHit(0.4) ? tick(shift) : shift.chance.isHit(0.25) ? note(shift) : run(shift))
      await answerLostOutcomes(shift)
    }
    return 'over'
  } catch (error) {
    if (error instanceof Gone) return 'gone'
    throw error
  }
}

const tick = async (shift: Shift): Promise<void> => {
  const item = shift.chance.oneOf(['first', ...soakTicks])
  await says(shift, `goto ${item}`)
  const remark = shift.fresh('r')
  shift.onTyped('word')
  const shown = await says(shift, `done ${remark}`)
  if (shown.includes(`[x] ${item}`)) shift.acknowledge({kind: 'tick', item, remark})
  // Settled already: open again for the next time.
  else await says(shift, 'back')
}

const note = async (shift: Shift): Promise<void> => {
  const text = shift.fresh('note ')
  shift.onTyped('word')
  await says(shift, `note ${text}`)
  shift.acknowledge({kind: 'note', text})
}

const run = async (shift: Shift): Promise<void> => {
  const {seat, chance} = shift
  const [first, ...others] = soakCommands
  if (first === undefined) return
  const command: SoakCommand = chance.oneOf([first, ...others])
  const nonce = shift.fresh('n')
  await says(shift, `goto ${command.id}`)
  await says(shift, `set NONCE ${nonce}`)
  shift.acknowledge({kind: 'value', value: nonce})
  if (command.typed !== null) {
    seat.types('run')
    if ((await seat.sees(prompt, 'anything else cancels:')).found === prompt) return
  }
  shift.onTyped('confirmation')
  const shown = await says(shift, command.typed ?? 'run')
  const code = /exit code (\d+), after/.exec(shown)?.[1]
  if (code !== undefined) shift.acknowledge({kind: 'end', nonce, exitCode: Number(code)})
}

const lostOutcomes = (journal: string): readonly Attempt[] => {
  const session = replay(emptySession, eventsIn(journal))
  return soakCommands.flatMap(({id}) => {
    const attempt = lastAttempt(session, id)
    return attempt?.phase === 'unknown' ? [attempt] : []
  })
}

/** Answers every OUTCOME UNKNOWN as somebody would who looked: when nothing of it lives any more, and by the truth. */
const answerLostOutcomes = async (shift: Shift): Promise<void> => {
  for (const attempt of lostOutcomes(shift.journal)) {
    const nonce = attempt.values[0]?.value ?? ''
    await allGone(shift, attempt, nonce)
    const answer = shift.site.truth().ends.has(nonce) ? 'done' : shift.chance.oneOf(['notdone', 'partial'])
    await says(shift, `goto ${attempt.item}`)
    shift.onTyped('word')
    await says(shift, `${answer} looked at what it wrote down`)
  }
}

const allGone = async ({site, seat}: Shift, attempt: Attempt, nonce: string): Promise<void> => {
  const giveUpAt = performance.now() + 20_000
  for (;;) {
    const begun = site.truth().starts.filter(start => start.nonce === nonce)
    const pids = [...attempt.processes, ...begun.map(({pid}) => pid)]
    if (!pids.some(lives)) return
    if (seat.isGone()) throw new Gone()
    if (performance.now() > giveUpAt)
      throw new Stuck(`${nonce} of ${attempt.item} neither ends nor goes on, its runner being dead`)
    await delay(20)
  }
}

/** Brings the session to its end: everything settled, closed. Answers with the program's exit code. */
export const finish = async (shift: Shift): Promise<number | null> => {
  await answerLostOutcomes(shift)
  for (const id of soakTicks) {
    await says(shift, `goto ${id}`)
    await says(shift, `done ${shift.fresh('r')}`)
  }
  for (const {id} of soakCommands) {
    await says(shift, `goto ${id}`)
    await says(shift, 'override it is only a rehearsal')
  }
  shift.seat.types('finish Ayşe')
  await shift.seat.gone
  return shift.seat.exitCode()
}

/** Where the exported session tells of its runs otherwise than they were. */
export const exportFaults = (json: string, truth: Truth): readonly string[] => {
  const {outcome, sections} = JSON.parse(json) as Exported
  const runs = sections.flatMap(({items}) => items.flatMap(({command}) => command?.attempts ?? []))
  const wrong = runs.filter(
    ({phase, exitCode, values}) => phase === 'ended' && truth.ends.get(values[0]?.value ?? '') !== exitCode,
  )
  return [
    ...wrong.map(run => `exported otherwise than it was: ${JSON.stringify(run)}`),
    ...(outcome === 'complete with overrides' ? [] : [`exported as ${outcome}`]),
  ]
}

interface Exported {
  readonly outcome: string
  readonly sections: readonly {
    readonly items: readonly {
      readonly command: {
        readonly attempts: readonly {
          readonly phase: string
          readonly exitCode: number | null
          readonly values: readonly {readonly value: string | null}[]
        }[]
      } | null
    }[]
  }[]
}

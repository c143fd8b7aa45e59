import type {Texts} from '#src/i18n/texts.ts'
import type {Reading} from '#src/session/reading.ts'
import type {OpenSession} from './held-session.ts'

/**
 * Looks with every probe of the runbook, and again whenever something was finished that others wait for. No probe type is
 * built yet, so each says so: unknown, with the cause, and the item can be confirmed by hand.
 */
export const watchReadings = (
  open: OpenSession,
  now: () => Date,
  texts: Texts,
): {readonly recheck: () => void; readonly stop: () => void} => {
  const {store} = open
  const names = Object.keys(open.loaded.runbook.settings.probes)
  const recheck = (): void => {
    const readings = names.map(probe => unbuilt(probe, now(), texts))
    store.setLive({readings: new Map(readings.map(reading => [reading.probe, reading]))})
    const beganSeq = store.state().session.seq
    for (const reading of readings) void store.dispatch({type: 'reading', reading, beganSeq})
  }
  recheck()
  const stop = store.subscribe((_, events) => {
    if (events.some(event => finishing.has(event.type))) recheck()
  })
  return {recheck, stop}
}

const finishing: ReadonlySet<string> = new Set([
  'command-ended',
  'command-asserted',
  'command-elsewhere',
  'decision-made',
  'item-done',
])

const unbuilt = (probe: string, now: Date, texts: Texts): Reading => ({
  probe,
  outcome: 'unknown',
  reason: 'not-configured',
  summary: texts.lines['not-built'](),
  warning: null,
  beganAt: now.toISOString(),
  durationMs: null,
  blockedBy: null,
  values: {},
})

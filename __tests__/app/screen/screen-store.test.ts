import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import type {OpenSession} from '#src/app/held-session.ts'
import {createScreenStore} from '#src/app/screen/screen-store.ts'
import {en} from '#src/i18n/en.ts'
import {emptySession} from '#src/session/state.ts'
import {initialView} from '#src/view/view-state.ts'
import {liveNow} from '../../helpers/key-desk.ts'
import {rollbackInSmall} from '../../helpers/small-runbook.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const storeOf = (congested: () => boolean = () => false) => {
  const state = {runbook: rollbackInSmall(), session: emptySession, live: liveNow(), halted: null, writeMs: 0}
  const open = {
    id: '20261124-0300-test',
    operator: 'ayşe',
    redact: (text: string) => text,
    store: {state: () => state, events: () => []},
  } as unknown as OpenSession
  return createScreenStore({
    open,
    outputs: {
      of: () => ({lines: [], skipped: 0, errors: 0, heardAt: null, path: '' as never}),
      add: () => undefined,
      load: async () => false,
    },
    evidence: () => [],
    view: initialView({kind: 'close-out'}),
    texts: en,
    look: {symbols: 'unicode'},
    size: {columns: 80, rows: 24},
    now: () => new Date('2026-11-24T03:00:00Z'),
    steady: () => 0,
    congested,
    panels: {cue: () => [], timeline: () => [], contacts: () => ({lines: [], at: 0})},
  })
}

test('what nobody caused is drawn five times a second at most, however often it changes', () => {
  const store = storeOf()
  let drawn = 0
  store.subscribe(() => {
    drawn += 1
  })
  for (let passed = 0; passed < 1000; passed += 1) {
    store.touch()
    vi.advanceTimersByTime(1)
  }
  expect(drawn).toBeGreaterThan(2)
  expect(drawn).toBeLessThanOrEqual(5)
})

test('what a key caused is drawn at once', () => {
  const store = storeOf()
  let drawn = 0
  store.subscribe(() => {
    drawn += 1
  })
  store.setView({...store.view(), message: {tone: 'news', text: en.states.done}})
  expect(drawn).toBe(1)
})

test('a terminal that takes nothing is drawn on when it takes something again', () => {
  let congested = true
  const store = storeOf(() => congested)
  let drawn = 0
  store.subscribe(() => {
    drawn += 1
  })
  store.touch()
  vi.advanceTimersByTime(5000)
  expect(drawn).toBe(0)
  congested = false
  vi.advanceTimersByTime(200)
  expect(drawn).toBe(1)
})

test('a frame is made once and kept until something has changed', () => {
  const store = storeOf()
  const first = store.screen()
  expect(store.screen()).toBe(first)
  store.draw()
  expect(store.screen()).not.toBe(first)
})

test('what was printed above the screen is not printed again when it comes back', () => {
  const store = storeOf()
  store.addRecord([{key: 'a', line: []}])
  expect(store.record()).toHaveLength(1)
  store.recordPrinted()
  expect(store.record()).toEqual([])
})

import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {describeEvent} from '#src/report/timeline.ts'
import type {SessionEvent} from '#src/session/events.ts'
import {safe} from '#src/text/safe.ts'
import {hostileText} from '../helpers/hostile-text.ts'
import {createNight, roughNight} from '../helpers/nights.ts'
import {randomSession} from '../helpers/random-session.ts'

describe('describeEvent', () => {
  test('tells every event in one printable line, in both languages', () => {
    fc.assert(
      fc.property(randomSession({text: hostileText()}), ({runbook, events}) => {
        for (const event of events) {
          for (const language of ['tr', 'en'] as const) {
            const line = describeEvent(event, runbook, language)
            expect(line).toBe(safe(line))
            expect(line.trim()).not.toBe('')
            expect(line).not.toMatch(/undefined|\[object/)
          }
        }
      }),
      {numRuns: 60},
    )
  })

  test('names items by their titles, and which part of a step it was', () => {
    const {runbook, events} = roughNight().input()
    const lines = events.map(event => describeEvent(event, runbook, 'en'))
    expect(lines).toContain('run 3 confirmed: Check the state of the system (1/2)')
    expect(lines).toContain(
      'run 2 ended: Run the rollback script — exit code 0, took 41 s (while nobody was looking)',
    )
    expect(lines).toContain(
      'DECISION: roll back — Login is down for everybody and the database answers only now and then.',
    )
    expect(lines).toContain('session suspended (the line dropped or the process was told to end)')
  })

  test('says of a criterion that it is raised or clear, not that its probe passed', () => {
    const {runbook, events} = roughNight().input()
    const lines = events.map(event => describeEvent(event, runbook, 'tr'))
    expect(lines).toContain('ölçüt yok: Database: the connection is lost — geçti; SELECT 1 in 3 ms')
  })

  test('never throws for what nobody should have written', () => {
    const {runbook} = createNight('en')
    for (const event of [
      {type: 'from-the-future', at: '', by: ''},
      {type: 'command-ended', at: '', by: '', item: 'rollback', attempt: 1},
      {type: 'session-started', at: '', by: ''},
      {type: 'sensed', at: '', by: '', item: 'redis'},
      {},
    ])
      expect(describeEvent(event as unknown as SessionEvent, runbook, 'en')).toMatch(
        /^an entry of an unknown kind/,
      )
  })
})

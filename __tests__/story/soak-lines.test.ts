import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {program} from '../helpers/operator.ts'
import {scratch} from '../helpers/scratch.ts'
import {soak} from '../helpers/soak.ts'
import {isSound, tableOf, totalOf} from '../helpers/soak-report.ts'
import {tried, tries} from '../helpers/tries.ts'

describe('terminals that are closed at random moments', () => {
  it('cost neither a command its end nor anybody a word', {timeout: 3_000_000}, async () => {
    const base = join(scratch(), 'soak')
    mkdirSync(base)
    const seed = Math.floor(Math.random() * 1_000_000)
    const kills = tries(3, 200)
    const report = await soak({program, base, kills, seed, blows: ['line closed'], media: ['terminal']})
    expect(isSound(report), `seed ${seed}\n${tableOf(report)}`).toBe(true)
    expect(report.kills).toEqual(new Map([['terminal closed', kills]]))
    // Nobody killed a runner, so every end is known, with the code and the output that it had.
    expect(report.claims.unknown).toBe(0)
    expect(report.claims.endedAway + report.claims.endedLive).toBeGreaterThan(0)
    console.info(`seed ${seed}`)
    tried(totalOf(report.kills))
  })
})

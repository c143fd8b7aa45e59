import {expect} from 'vitest'
import type {Language} from '#src/session/events.ts'
import {auditBytes} from './byte-audit.ts'
import {rollbackNight, setUpNight} from './night-script.ts'
import {factsOf} from './night-script-facts.ts'
import {playByLines} from './night-script-lines.ts'
import {playOnScreen} from './night-script-screen.ts'

const narrow = {columns: 60, rows: 15}
const normal = {columns: 80, rows: 24}
const wide = {columns: 200, rows: 60}

// One size for each language; all sizes in both are `npm run nights`, which costs three minutes more.
const sizesIn = (language: Language) =>
  process.env.ALL_NIGHTS === 'yes' ? [narrow, normal, wide] : language === 'en' ? [normal] : [narrow]

/** Plays the night by lines and on screens of several sizes: every one of them has to leave the same facts. */
export const expectNightsToAgree = async (language: Language): Promise<void> => {
  // The nights mostly wait for their commands and for the pace of a person: side by side they take as long as one.
  const [lines, ...screens] = await Promise.all([
    (async () => {
      const night = await setUpNight(language)
      expect(await playByLines(rollbackNight(night), night)).toBe(0)
      return {facts: factsOf(night.events()), runs: night.site.runs()}
    })(),
    ...sizesIn(language).map(async size => {
      const night = await setUpNight(language)
      const played = await playOnScreen(rollbackNight(night), night, size)
      expect(played.left).toBe(0)
      expect(auditBytes(played.bytes)).toEqual([])
      return {facts: factsOf(night.events()), runs: night.site.runs()}
    }),
  ])
  for (const screen of screens) expect(screen).toEqual(lines)
}

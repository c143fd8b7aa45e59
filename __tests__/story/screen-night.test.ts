import {expect, test} from 'vitest'
import {auditBytes} from '../helpers/byte-audit.ts'
import {rollbackNight, setUpNight} from '../helpers/night-script.ts'
import {factsOf} from '../helpers/night-script-facts.ts'
import {playByLines} from '../helpers/night-script-lines.ts'
import {playOnScreen} from '../helpers/night-script-screen.ts'

const narrow = {columns: 60, rows: 15}
const normal = {columns: 80, rows: 24}
const wide = {columns: 200, rows: 60}

// Each size and each language, but not each with each: that is `npm run nights`, and costs two minutes more.
const sizesIn = (language: 'en' | 'tr') =>
  process.env.ALL_NIGHTS === 'yes'
    ? [narrow, normal, wide]
    : language === 'en'
      ? [normal, wide]
      : [narrow, normal]

test.each(['en', 'tr'] as const)(
  'a night on the screen, of any size, leaves the same facts as the same night in lines (%s)',
  async language => {
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
  },
  300_000,
)

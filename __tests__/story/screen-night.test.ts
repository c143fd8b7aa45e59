import {expect, test} from 'vitest'
import {auditBytes} from '../helpers/byte-audit.ts'
import {rollbackNight, setUpNight} from '../helpers/night-script.ts'
import {factsOf} from '../helpers/night-script-facts.ts'
import {playByLines} from '../helpers/night-script-lines.ts'
import {playOnScreen} from '../helpers/night-script-screen.ts'

test.each(['en', 'tr'] as const)(
  'a night on the screen leaves the same facts as the same night in lines (%s)',
  async language => {
    const atScreen = await setUpNight(language)
    const played = await playOnScreen(rollbackNight(atScreen), atScreen)
    expect(played.left).toBe(0)
    const byLines = await setUpNight(language)
    expect(await playByLines(rollbackNight(byLines), byLines)).toBe(0)
    expect(factsOf(atScreen.events())).toEqual(factsOf(byLines.events()))
    expect(atScreen.site.runs()).toEqual(byLines.site.runs())
    expect(auditBytes(played.bytes)).toEqual([])
  },
  240_000,
)

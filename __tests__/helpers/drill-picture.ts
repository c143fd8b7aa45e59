import {readdirSync} from 'node:fs'
import {hostname} from 'node:os'
import {join} from 'node:path'
import {endDrill} from '#src/drill/end.ts'
import {directoryPrefix} from '#src/drill/place.ts'
import {loadTexts} from '#src/i18n/texts.ts'
import type {Language} from '#src/session/events.ts'
import {safe} from '#src/text/safe.ts'
import {drillPlace} from './drill-seat.ts'
import {sitAtScreen} from './screen-operator.ts'
import {svgOf} from './screen-svg.ts'

const size = {columns: 100, rows: 32}

/** The rehearsal as it looks when its trouble stands there, for the reader of the README: a real frame of a real drill. */
export const drawDrill = async (language: Language): Promise<string> => {
  const place = drillPlace()
  const texts = await loadTexts(language)
  const args = [
    'drill',
    '--lang',
    language,
    '--operator',
    'Ayşe Şahin',
    '--seed',
    '7',
    '--scenario',
    'failing-rollback',
  ]
  const operator = sitAtScreen(args, {
    cwd: place,
    home: `${place}/home`,
    env: {TMPDIR: place, TZ: 'Europe/Istanbul', FORCE_COLOR: '1'},
    ...size,
  })
  await operator.sees(texts.drill['failing-rollback']())
  operator.press('enter')
  // The probes that change by themselves are all on the first page; what is raised comes last.
  await operator.sees(new RegExp(`<!>.*${texts.states.raised}`))
  await operator.breathes()
  const mask = (text: string): string =>
    text
      .replace(/(\d{8}-\d{4})-[0-9a-z]{4}\b/g, '$1-k7qd')
      .replaceAll(place, '/tmp')
      .replaceAll(` ${hostname()} `, ' app-1 ')
  const svg = svgOf(
    operator.emulator,
    `rollcall: ${texts.drill.banner({scenario: safe('failing-rollback'), seed: 7})}`,
    mask,
  )
  operator.press('q')
  await operator.leaves
  for (const name of readdirSync(place))
    if (name.startsWith(directoryPrefix)) await endDrill(join(place, name), {keepsRecord: false})
  return svg
}

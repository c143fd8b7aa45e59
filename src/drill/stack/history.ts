import {mkdirSync, writeFileSync} from 'node:fs'
import {dirname} from 'node:path'
import {createChance} from '../data/chance.ts'
import type {Layout} from '../layout.ts'
import type {Scenario} from '../scenario.ts'
import {djangoLine, nginxLine} from './log-lines.ts'

const MINUTE = 60_000
const SPAN = 40

/** The last minutes before the operator came: both logs already tell of the night. */
export const writeHistory = (
  {djangoLog, nginxLog}: Layout,
  {release}: Scenario,
  seed: number,
  now: Date,
): void => {
  const chance = createChance(seed)
  const isBroken = release.login === 'broken' || release.einvoice === 'broken'
  const django: string[] = []
  const nginx: string[] = []
  for (let minute = SPAN; minute > 0; minute--) {
    const at = new Date(now.getTime() - minute * MINUTE + chance.whole(0, 50_000))
    django.push(djangoLine(at, 'INFO', 'finasis.access', `GET /health/ 200`))
    if (isBroken && minute < 25)
      django.push(djangoLine(at, 'ERROR', 'django.request', 'Internal Server Error: /login/'))
    if (minute % 8 === 0)
      nginx.push(
        nginxLine(
          at,
          'error',
          'upstream prematurely closed connection while reading response header from upstream',
        ),
      )
    else if (minute % 3 === 0)
      nginx.push(nginxLine(at, 'warn', 'an upstream response is buffered to a temporary file'))
  }
  for (const [path, lines] of [
    [djangoLog, django],
    [nginxLog, nginx],
  ] as const) {
    mkdirSync(dirname(path), {recursive: true, mode: 0o700})
    writeFileSync(path, lines.join(''), {mode: 0o600})
  }
}

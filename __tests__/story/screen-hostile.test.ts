import {expect, test} from 'vitest'
import {auditBytes} from '../helpers/byte-audit.ts'
import {setUpHostilePlace, typed} from '../helpers/hostile-night.ts'
import {sitAtScreen} from '../helpers/screen-operator.ts'
import {sessionId} from '../helpers/story.ts'

/** As a terminal pastes it: what would end the paste is left out. */
const paste = `\u001B[200~${typed.replaceAll('\u001B', '')}\u001B[201~`

test.each([
  [80, 24],
  [60, 15],
  [200, 60],
])(
  'nothing foreign reaches the terminal as anything but text, whatever the screen shows (%i×%i)',
  async (columns, rows) => {
    const place = setUpHostilePlace()
    const operator = sitAtScreen([place.runbook, '--lang', 'en', '--operator', typed.replaceAll('\0', '')], {
      cwd: place.dir,
      home: place.home,
      env: {PS1: typed.replaceAll('\0', '')},
      columns,
      rows,
    })
    await operator.sees(/Enter/)
    await operator.breathes()
    operator.press('escape')
    await operator.sees(/\? keys/)
    const id = sessionId(
      operator
        .screen()
        .join('\n')
        .concat(await idOf(place.home)),
    )
    // Every panel, on every kind of item.
    for (let row = 0; row < 5; row += 1) {
      for (const key of ['v', 'c', 't', '?']) {
        operator.press(key)
        await operator.gone(/Enter: /)
        operator.press('page-down', 'end', 'escape')
        await operator.sees(/Enter: /)
        // An Escape and a letter that come together are another key.
        await operator.lifts()
      }
      operator.press('down')
      await operator.lifts()
    }
    // What is pasted into a note and into a search is shown while it stands there.
    await operator.lifts()
    operator.press('n')
    await operator.sees('Ctrl+E')
    operator.sends(paste)
    await operator.settled()
    await operator.breathes()
    operator.press('enter')
    await operator.sees('noted')
    operator.press('/')
    await operator.settled()
    operator.sends(paste)
    await operator.settled()
    await operator.breathes()
    operator.press('escape')
    await operator.sees(/\? keys/)
    // The command's card, the value it asks for, its output.
    await operator.breathes()
    operator.press('/')
    await operator.types('act-2')
    operator.press('enter')
    await operator.sees(/\? keys/)
    await operator.breathes()
    operator.press('enter')
    await operator.sees('backup (')
    await operator.types('x')
    operator.press('enter')
    await operator.sees(/type run[\s\S]*armed/)
    await operator.types('run')
    operator.press('enter')
    await operator.sees('exit code 3')
    operator.press('escape')
    await operator.sees(/\? keys/)
    await operator.breathes()
    operator.press('q')
    await operator.leaves
    expect(auditBytes(operator.bytes())).toEqual([])
    expect(place.happened(id, 'note-added')).toHaveLength(1)
    expect(place.happened(id, 'command-ended')).toHaveLength(1)
  },
)

const idOf = async (home: string): Promise<string> => {
  const {readdirSync} = await import('node:fs')
  return readdirSync(`${home}/sessions`).join(' ')
}

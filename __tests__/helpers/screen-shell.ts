import {program} from './operator.ts'
import {type ScreenOperator, sitBefore} from './screen-operator.ts'
import {openTerminal} from './screen-terminal.ts'
import type {Place} from './story.ts'

/** A shell in a terminal; `eval "$NIGHT"` becomes the program, on the place's runbook. */
export const sitAtShell = (
  place: Place,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ScreenOperator =>
  sitBefore(
    openTerminal('bash', args, {
      cwd: place.dir,
      env: {
        PATH: process.env.PATH ?? '',
        HOME: place.home,
        LC_ALL: 'C.UTF-8',
        TERM: 'xterm-256color',
        ROLLCALL_BELL: '0',
        PS1: 'shell> ',
        ROLLCALL_TARGET_SCOPE: place.home,
        NIGHT: `exec '${process.execPath}' -- '${program}' '${place.runbook}' --trust --home '${place.home}' --lang en`,
        ...env,
      },
    }),
  )

import type {Attempt} from '#src/session/state.ts'
import {safe, safeBlock} from '#src/text/safe.ts'
import type {Line} from '#src/view/line.ts'
import {endedWell, exitWords} from '#src/view/run-words.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'
import {terminalHint} from '#src/view/terminal-hint.ts'
import {span, wrap} from './draw.ts'
import {foreign} from './foreign.ts'
import {clock} from './time.ts'

/** Of a run: how it ended, its last lines, who confirmed it. `brief`: what says most comes first. */
export const attemptLines = (
  input: ScreenInput,
  attempt: Attempt,
  width: number,
  how: 'brief' | 'whole',
): readonly Line[] => {
  const {lines} = input.texts
  const facts = {
    attempt: attempt.number,
    at: clock(input, attempt.at),
    by: foreign(input, attempt.by),
    state: lines[`phase-${attempt.phase}`](),
  }
  const confirmed = wrap(lines['attempt-shown'](facts), width)
  const told: Line[] = how === 'whole' ? [...confirmed] : []
  const {exit} = attempt
  if (exit !== null) {
    told.push(
      ...wrap(safe(input.redact(exitWords(input.texts, exit))), width, endedWell(exit) ? 'good' : 'bad'),
    )
  }
  const hint = exit === null || endedWell(exit) ? null : terminalHint(attempt.tail)
  if (hint !== null) told.push(...wrap(input.texts.runs[`hint-${hint}`](), width, 'warn'))
  if (attempt.stopping !== null) {
    const {signal, at} = attempt.stopping
    told.push(
      ...wrap(input.texts.runs['stop-under-way']({signal: safe(signal), at: clock(input, at)}), width),
    )
  }
  if (attempt.phase === 'unknown') {
    told.push(...wrap(lines['outcome-unknown']({attempt: attempt.number}), width, 'bad'))
    told.push(
      ...wrap(
        attempt.sameBoot
          ? attempt.processes.length > 0
            ? lines['unknown-processes']({pids: safe(attempt.processes.join(', '))})
            : lines['unknown-no-processes']()
          : lines['unknown-boot'](),
        width,
        'warn',
      ),
    )
  }
  if (attempt.asserted !== null) told.push(...wrap(foreign(input, attempt.asserted.how), width, 'dim'))
  const tail = safeBlock(input.redact(attempt.tail))
    .split('\n')
    .filter(line => line.trim() !== '')
    .slice(how === 'whole' ? -40 : -3)
  for (const line of tail) told.push([span(lines.output({line: safe(line)}), 'dim')])
  if (how === 'brief') told.push(...confirmed)
  if (attempt.phase !== 'intended') {
    told.push(
      ...wrap(lines['all-output']({path: foreign(input, input.output(attempt.number).path)}), width, 'dim'),
    )
  }
  return told
}

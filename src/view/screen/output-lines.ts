import {findItem} from '#src/runbook/walk.ts'
import {type Attempt, attemptOf} from '#src/session/state.ts'
import {formatDuration} from '#src/text/duration.ts'
import {safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {formatBytes} from '#src/text/sizes.ts'
import {isErrorRecord} from '#src/view/error-record.ts'
import type {Line, Span} from '#src/view/line.ts'
import {endedWell, exitWords} from '#src/view/run-words.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'
import {usualSilence} from '#src/view/silence.ts'
import type {Mode} from '#src/view/view-state.ts'
import {cut, ends, glyphsOf, padded, span} from './draw.ts'
import {titleOf} from './item-parts.ts'
import {clock} from './time.ts'

type OutputMode = Extract<Mode, {readonly kind: 'output'}>

export interface OutputView {
  readonly lines: readonly Line[]
  readonly page: {readonly total: number; readonly rows: number}
  readonly matches: readonly number[]
}

/** A command's output: its title and state, the lines around where the operator looks, the search. */
export const outputView = (
  input: ScreenInput,
  mode: OutputMode,
  {width, height}: {readonly width: number; readonly height: number},
): OutputView => {
  const {lines, skipped} = input.output(mode.attempt)
  const {screen} = input.texts
  const searching = mode.search !== null
  const rows = Math.max(1, height - 2 - (searching ? 1 : 0))
  const total = lines.length
  const top =
    mode.scroll === null ? Math.max(0, total - rows) : Math.max(0, Math.min(mode.scroll, total - rows))
  const wanted = mode.search?.text.toLowerCase() ?? ''
  const matches =
    wanted === '' ? [] : lines.flatMap((line, at) => (line.toLowerCase().includes(wanted) ? [at] : []))
  const matching = new Set(matches)
  const shown = lines.slice(top, top + rows).map((line, offset): Line => {
    const text = safe(input.redact(line))
    const tone = matching.has(top + offset) ? 'inverse' : isErrorRecord(line) ? 'bad' : 'plain'
    return cut([span(text, tone)], width, input.look)
  })
  const position =
    mode.scroll === null
      ? screen['output-follows']({total})
      : screen['output-at']({from: top + 1, to: Math.min(total, top + rows), total})
  const left =
    skipped > 0
      ? say` ${glyphsOf(input.look).dot} ${screen['output-skipped']({amount: formatBytes(skipped)})}`
      : say``
  const runs = isRunning(input, mode)
  const none = runs ? screen['no-output-yet']() : safe(input.texts.lines['no-output']().trim())
  const empty: readonly Line[] = total === 0 ? [[span(none, 'dim')]] : []
  return {
    lines: [
      headLine(input, mode, width),
      cut([...stateSpans(input, mode), span(say`${position}${left}`, 'dim')], width, input.look),
      ...padded([...shown, ...empty], rows),
      ...(mode.search === null ? [] : [searchLine(input, mode.search, {count: matches.length, width})]),
    ],
    page: {total, rows},
    matches,
  }
}

/** What has to be seen of an output at once: errors in it, that it has stopped coming, that it was asked to end. */
const stateSpans = (input: ScreenInput, mode: OutputMode): readonly Span[] => {
  const {errors: count, missed = false} = input.output(mode.attempt)
  const {runs, language} = input.texts
  const attempt = attemptOf(input.situation.session, mode.attempt)
  const silent = attempt === null ? null : silenceOf(input, attempt)
  const {dot} = glyphsOf(input.look)
  const told: readonly Span[] = [
    ...(silent === null ? [] : [span(runs.silent({time: formatDuration(silent, language)}), 'warn')]),
    ...(attempt?.stopping == null || !isRunning(input, mode)
      ? []
      : [
          span(
            runs['stop-under-way']({
              signal: safe(attempt.stopping.signal),
              at: clock(input, attempt.stopping.at),
            }),
            'warn',
          ),
        ]),
    ...(count === 0 ? [] : [span(runs['error-records']({count, missed}), 'bad')]),
  ]
  return told.flatMap(each => [each, span(say` ${dot} `, 'dim')])
}

/** For how long a running command has been silent, where that is long enough to be said; a watch may be silent. */
export const silenceOf = (input: ScreenInput, attempt: Attempt): number | null => {
  const item = findItem(input.situation.runbook, attempt.item)
  const runs = attempt.phase === 'running' || attempt.phase === 'intended'
  if (item?.kind !== 'command' || item.watch || !runs) return null
  const {heardAt} = input.output(attempt.number)
  const silent = heardAt === null ? input.now.getTime() - Date.parse(attempt.at) : input.steady - heardAt
  return silent >= (item.silent ?? usualSilence) ? silent : null
}

const isRunning = ({situation: {session}}: ScreenInput, {attempt}: OutputMode): boolean => {
  const phase = attemptOf(session, attempt)?.phase
  return phase === 'running' || phase === 'intended'
}

const searchLine = (
  input: ScreenInput,
  {text, caret, typing}: NonNullable<OutputMode['search']>,
  {count, width}: {readonly count: number; readonly width: number},
): Line => {
  const under = [...text.slice(caret)][0] ?? ' '
  const typed: Line = typing
    ? [
        span(safe(text.slice(0, caret)), 'accent'),
        span(safe(under), 'inverse'),
        span(safe(text.slice(caret + under.length)), 'accent'),
      ]
    : [span(safe(text), 'accent')]
  const found = span(input.texts.screen.matches({count}), 'dim')
  return ends([span(safe('/'), 'accent'), ...typed], [found], width, input.look)
}

const headLine = (input: ScreenInput, {attempt: number}: OutputMode, width: number): Line => {
  const {runbook, session} = input.situation
  const attempt = attemptOf(session, number)
  const item = attempt === null ? null : findItem(runbook, attempt.item)
  if (attempt === null || item === null) return []
  const {lines, language} = input.texts
  const runs = isRunning(input, {kind: 'output', attempt: number, scroll: null, search: null})
  const {spinner} = glyphsOf(input.look)
  const turn = Math.floor(input.steady / 200) % spinner.length
  const lasted = runs
    ? Math.max(0, input.now.getTime() - Date.parse(attempt.at))
    : (attempt.exit?.durationMs ?? 0)
  const {exit} = attempt
  const good = exit !== null && endedWell(exit)
  const state =
    exit !== null
      ? safe(input.redact(exitWords(input.texts, exit)))
      : say`${lines[`phase-${attempt.phase}`]()} ${glyphsOf(input.look).dot} ${formatDuration(lasted, language)}`
  return ends(
    [span(titleOf(input, item), 'strong')],
    [
      ...(runs ? [span(say`${spinner[turn] ?? safe(' ')} `, 'running')] : []),
      span(state, runs ? 'running' : good ? 'good' : 'bad'),
    ],
    width,
    input.look,
  )
}

import {sentence} from '#src/i18n/code.ts'
import {identityOf, mismatches} from '#src/session/identity.ts'
import {dueUpdate} from '#src/session/state.ts'
import {formatDuration} from '#src/text/duration.ts'
import {safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Line} from '#src/view/line.ts'
import {refusalSentence} from '#src/view/refusal-sentence.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'
import {slowWrite} from '#src/view/slow-write.ts'
import {sessionCounts} from './counts.ts'
import {ends, glyphsOf, span, widthOf} from './draw.ts'
import {clock, clockIn} from './time.ts'

/** Which system this is, who acts, how long already; then what there is to be alarmed about, else the counts. */
export const headerLines = (input: ScreenInput, width: number): readonly Line[] => {
  const {situation, session, texts, look, now} = input
  const {facts} = situation.session
  const dot = say` ${glyphsOf(look).dot} `
  const target = facts?.target == null ? texts.screen['no-target']() : safe(input.redact(facts.target))
  const seconds = Math.floor(Math.max(0, now.getTime() - Date.parse(session.startedAt)) / 1000)
  const elapsed = formatDuration(Math.max(1, seconds) * 1000, texts.language)
  const sensed = identityOf(situation.runbook, situation.live).flatMap(({fact, found}) =>
    fact === 'host' || found === null
      ? []
      : [texts.identity.known({fact: texts.identity[fact], found: safe(found)})],
  )
  const identity = [facts?.host ?? situation.live.host, session.operator, ...sensed, session.id].map(safe)
  const right: Line = [span(clock(input, now)), span(dot, 'dim'), span(elapsed, 'dim')]
  const room = width - widthOf(right) - 1
  // What has no room is left out whole: half a session's id resumes nothing.
  let left: Line = [...drillBanner(input), span(target, 'strong')]
  for (const part of identity) {
    const longer = [...left, span(dot, 'dim'), span(safe(input.redact(part)), 'dim')]
    if (widthOf(longer) > room) break
    left = longer
  }
  return [ends(left, right, width, look), alarmLine(input, width)]
}

/** Stands first on every frame of a rehearsal: whatever else has no room, this has. */
export const drillBanner = ({situation, texts}: ScreenInput): Line => {
  const drill = situation.session.facts?.drill
  if (drill === undefined) return []
  const banner = texts.drill.banner({scenario: safe(drill.scenario), seed: drill.seed})
  return [span(say` ${banner} `, 'inverse'), span(safe(' '))]
}

/** From so long before it is due an update is shown as near, in milliseconds. */
const near = 5 * 60_000

/** When the next update is due: amber when near, red when over; nothing where none was promised. */
const updateSpans = ({situation, texts, now}: ScreenInput): Line => {
  const due = dueUpdate(situation.session)?.due
  if (due === undefined) return []
  const left = Date.parse(due) - now.getTime()
  const zone = situation.session.facts?.timeZone ?? 'UTC'
  const at = safe(clockIn(zone, due).slice(0, 5))
  const length = formatDuration(Math.floor(Math.abs(left) / 1000) * 1000, texts.language)
  return left > 0
    ? [span(texts.telling['update-due']({due: at, left: length}), left > near ? 'dim' : 'warn')]
    : [span(texts.telling['update-over']({due: at, over: length}), 'bad')]
}

const alarmLine = (input: ScreenInput, width: number): Line => {
  const update = updateSpans(input)
  const [first] = alarm(input)
  if (first === undefined) return update
  // Both are wanted: the counts are cut first, since the list shows them too.
  return ends([first], update, width, input.look)
}

const alarm = (input: ScreenInput): Line => {
  const {halted, writeMs, texts, situation} = input
  if (halted !== null) return [span(texts.screen.halted({why: safe(input.redact(halted))}), 'bad')]
  const {preparing} = situation.live
  if (preparing != null) return [span(sentence(texts.drill, preparing), 'warn')]
  const [wrong] = mismatches(situation.runbook, situation.live)
  if (wrong !== undefined) {
    const why = refusalSentence(texts, {
      code: 'target-mismatch',
      what: wrong.fact,
      expected: safe(wrong.expected ?? ''),
      found: safe(wrong.found ?? ''),
    })
    return [span(safe(input.redact(why)), 'bad')]
  }
  if (situation.session.holds.length > 0) return [span(texts.screen.holds(), 'bad')]
  if (writeMs > slowWrite) return [span(texts.lines['disk-slow']({ms: writeMs}), 'warn')]
  return [span(sessionCounts(input), 'dim')]
}

import {sentence} from '#src/i18n/code.ts'
import {identityOf, mismatches} from '#src/session/identity.ts'
import {formatDuration} from '#src/text/duration.ts'
import {safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Line} from '#src/view/line.ts'
import {refusalSentence} from '#src/view/refusal-sentence.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'
import {slowWrite} from '#src/view/slow-write.ts'
import {sessionCounts} from './counts.ts'
import {cut, ends, glyphsOf, span, widthOf} from './draw.ts'
import {clock} from './time.ts'

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

const alarmLine = (input: ScreenInput, width: number): Line => {
  const {halted, writeMs, texts, look, situation} = input
  if (halted !== null)
    return cut([span(texts.screen.halted({why: safe(input.redact(halted))}), 'bad')], width, look)
  const {preparing} = situation.live
  if (preparing != null) return cut([span(sentence(texts.drill, preparing), 'warn')], width, look)
  const [wrong] = mismatches(situation.runbook, situation.live)
  if (wrong !== undefined) {
    const why = refusalSentence(texts, {
      code: 'target-mismatch',
      what: wrong.fact,
      expected: safe(wrong.expected ?? ''),
      found: safe(wrong.found ?? ''),
    })
    return cut([span(safe(input.redact(why)), 'bad')], width, look)
  }
  if (situation.session.holds.length > 0) return cut([span(texts.screen.holds(), 'bad')], width, look)
  if (writeMs > slowWrite) return cut([span(texts.lines['disk-slow']({ms: writeMs}), 'warn')], width, look)
  return cut([span(sessionCounts(input), 'dim')], width, look)
}

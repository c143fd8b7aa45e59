import type {Texts} from '#src/i18n/texts.ts'
import type {CommandItem, ProbeSpec, Section, Settings} from '#src/runbook/types.ts'
import {escapedBlock, hasForeign} from '#src/text/escaped.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Loaded} from './load.ts'
import {contentDigest} from './trust.ts'

/** All that a runbook's content would run, in its order: what has to be read before it is trusted. */
export const planLines = (loaded: Loaded, texts: Texts): readonly Safe[] => {
  const {runbook, source, probes} = loaded
  const {runs} = texts
  const digest = safe(contentDigest(loaded))
  const files = joinSafe(
    [source.path, ...(probes === null ? [] : [probes.path])].map(path => safe(path)),
    ', ',
  )
  const specs = Object.values(runbook.settings.probes)
  return [
    runs.untrusted({title: runbook.title, files}),
    safe(''),
    ...runbook.sections.flatMap(section => sectionPlan(section, texts)),
    ...(specs.length === 0
      ? []
      : [runs['plan-probes'](), ...specs.flatMap(spec => probePlan(spec, texts)), safe('')]),
    ...messagePlan(runbook.settings.messages, texts),
    runs['untrusted-what'](),
    runs['untrusted-how']({path: safe(source.path), digest}),
  ]
}

/** How each audience would be told: nothing is sent before its text and recipients are confirmed. */
const messagePlan = (messages: Settings['messages'], {telling}: Texts): readonly Safe[] => {
  const specs = Object.values(messages)
  if (specs.length === 0) return []
  const lines = specs.flatMap(({audience, webhook, mail, command}) => {
    const ways = [
      ...(webhook === null ? [] : [telling['way-webhook']()]),
      ...(mail === null ? [] : [telling['way-mail']()]),
      ...(command === null ? [] : [telling['way-command']()]),
    ]
    return [
      say`  ${safe(audience)}: ${joinSafe(ways, ', ')}`,
      ...(command === null ? [] : textLines(command)),
    ]
  })
  return [telling['plan-messages'](), ...lines, safe('')]
}

const sectionPlan = ({number, title, items}: Section, texts: Texts): readonly Safe[] => {
  const commands = items.filter(item => item.kind === 'command')
  if (commands.length === 0) return []
  const heading = texts.lines.section({number: number === null ? say`` : say`${safe(number)} `, title})
  return [heading, ...commands.flatMap(item => commandPlan(item, texts)), safe('')]
}

const commandPlan = (item: CommandItem, {runs}: Texts): readonly Safe[] => [
  say`  ${item.title} (${item.watch ? runs['plan-watch']() : runs[`plan-${item.confirm}`]()})`,
  ...textLines(item.shell.text),
  ...(hasForeign(item.shell.text) ? [say`      ${runs.foreign()}`] : []),
]

const textLines = (text: string): readonly Safe[] =>
  escapedBlock(text)
    .split('\n')
    .map(line => say`      ${safe(line)}`)

const probePlan = ({name, type, options}: ProbeSpec, {runs}: Texts): readonly Safe[] => {
  const about = {name: safe(name), type: safe(type)}
  const {run} = options
  return [
    runs['plan-probe'](about),
    ...(Array.isArray(run) ? textLines(run.map(word => JSON.stringify(String(word))).join(' ')) : []),
  ]
}

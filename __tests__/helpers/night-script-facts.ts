import type {SessionEvent} from '#src/session/events.ts'

type Fact = Readonly<Record<string, unknown>>

/**
 * What the journal says happened, without what no two nights share: when, in which processes and directories, and
 * what probes saw by themselves. What was said, of what, and in which order stays.
 */
export const factsOf = (events: readonly SessionEvent[]): readonly Fact[] => events.flatMap(factOf)

const factOf = (event: SessionEvent): readonly Fact[] => {
  const {at: _, ...rest} = event
  switch (rest.type) {
    case 'session-started': {
      const {runbook, target, language, timeZone, variables, repairs} = rest.facts
      const named = variables.map(({name, source, secret}) => ({name, source, secret}))
      const {sha256, title} = runbook
      return [
        {
          type: rest.type,
          by: rest.by,
          facts: {sha256, title, target, language, timeZone, variables: named, repairs},
        },
      ]
    }
    case 'session-resumed':
      return [{type: rest.type, by: rest.by, takenOver: rest.takenOver, changes: rest.changes}]
    case 'baseline-taken':
      return [{type: rest.type, item: rest.item, probes: rest.readings.map(({probe}) => probe)}]
    case 'sensed':
    case 'command-running':
      return []
    case 'decision-made':
      return [
        {
          ...rest,
          // Whether a probe had looked by then is a matter of who was quicker.
          criteria: rest.criteria.map(({item, answer, remark}) => ({item, answer, remark})),
        },
      ]
    case 'item-acknowledged':
    case 'item-overridden':
      return [{type: rest.type, by: rest.by, item: rest.item}]
    case 'command-confirmed': {
      const {cwd: _cwd, script, ...confirmed} = rest
      return [{...confirmed, script: script !== null}]
    }
    case 'command-ended': {
      const {exitCode, signal, outputBytes, outputSha256, cause} = rest.exit
      return [{...rest, exit: {exitCode, signal, outputBytes, outputSha256, cause}}]
    }
    default:
      return [rest]
  }
}

import type {Change, SessionFacts, VariableFact} from '#src/session/events.ts'

/** What is true of the present process, in the terms that a session's facts are told in. */
export interface Present {
  readonly tool: string
  readonly operator: string
  readonly host: string
  readonly bootId: string
  readonly cwdExists: boolean
  readonly variables: readonly VariableFact[]
  /** Digests of the runbook and the probes file as they are on disk now; null where one is gone. */
  readonly runbookSha256: string | null
  readonly probesSha256: string | null
}

// A tick may be old, a value may be new: only what leads a command to another machine or another database holds it back.
const leadsElsewhere = /HOST|PORT|URL|URI|DSN|ADDR|NAME|DATABASE|DB|FILE|ROOT|BROKER|PREFIX/

/** What is not as it was when the session was started, in the order in which an operator should hear of it. */
export const changesSince = (facts: SessionFacts, present: Present): readonly Change[] => {
  const changes: Change[] = []
  const note = (
    what: Change['what'],
    before: string,
    after: string,
    more: {name?: string; holds?: boolean} = {},
  ) => {
    if (before !== after)
      changes.push({what, name: more.name ?? '', before, after, holds: more.holds ?? false})
  }
  note('host', facts.host, present.host, {holds: true})
  note('boot', facts.bootId, present.bootId)
  note('cwd', facts.cwd, present.cwdExists ? facts.cwd : '', {holds: true})
  note('operator', facts.operator, present.operator)
  note('tool', facts.tool, present.tool)
  note('runbook', facts.runbook.sha256, present.runbookSha256 ?? '')
  note('probes', facts.probes?.sha256 ?? '', facts.probes === null ? '' : (present.probesSha256 ?? ''))
  for (const variable of present.variables) {
    // What was set in the session itself, or with this start, is the operator's own doing and journaled as such.
    if (variable.source === 'option') continue
    const before = facts.variables.find(known => known.name === variable.name)
    if (before === undefined) continue
    note('variable', told(before), told(variable), {
      name: variable.name,
      holds: !variable.secret && leadsElsewhere.test(variable.name),
    })
  }
  return changes
}

const told = (fact: VariableFact): string =>
  fact.source === 'unset' ? '' : fact.secret ? 'set' : (fact.value ?? '')

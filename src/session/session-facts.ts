import type {FactWord} from '#src/i18n/en/facts.ts'
import type {ProbeSpec, Runbook} from '#src/runbook/types.ts'
import type {Session} from './state.ts'

/** What a probe of type `session` asks the session itself for. */
export type SessionFact = FactWord

/** The facts that the probe requires; empty where another type answers it. */
export const factsRequired = (runbook: Runbook, probe: string): readonly SessionFact[] => {
  const spec = runbook.settings.probes[probe]
  return spec?.type === 'session' ? requiresOf(spec) : []
}

// The probes file was validated against the type's own schema, which knows exactly these.
const requiresOf = ({options}: ProbeSpec): readonly SessionFact[] =>
  [options.requires].flat().filter((fact): fact is SessionFact => typeof fact === 'string')

/** Which of the facts the session does not hold yet. It knows itself, so this is no reading and has no age. */
export const factsMissing = (session: Session, required: readonly SessionFact[]): readonly SessionFact[] =>
  required.filter(fact => !holds(session, fact))

const holds = (session: Session, fact: SessionFact): boolean => {
  switch (fact) {
    case 'decision-with-sentence':
      return (
        session.decision !== null &&
        session.decision.choice !== 'escalate' &&
        session.decision.sentence !== ''
      )
    case 'commands-with-outcome':
      return hasBegun(session) && session.attempts.every(hasOutcome)
    case 'overrides-with-reason':
      return (
        hasBegun(session) &&
        session.attempts.every(({override}) => override === null || override.reason !== '') &&
        [...session.items.values()].every(
          ({settlement}) => settlement?.state !== 'overridden' || settlement.reason !== '',
        )
      )
    case 'note-cause':
    case 'note-lesson':
    case 'note-suggestion':
      return session.notes.some(note => `note-${note.mark}` === fact)
  }
}

// Before anything was done there is nothing of which it could be said that it is recorded.
const hasBegun = ({attempts, decision}: Session): boolean => attempts.length > 0 || decision?.choice === 'no'

const hasOutcome = ({phase}: Session['attempts'][number]): boolean =>
  phase === 'ended' || phase === 'not-started' || phase === 'asserted'

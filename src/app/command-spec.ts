import type {CommandItem} from '#src/runbook/types.ts'
import type {CommandSpec} from '#src/runner/spec.ts'
import {targetLock} from '#src/session/events.ts'
import type {Attempt} from '#src/session/state.ts'
import {accountName} from './account.ts'
import type {OpenSession} from './held-session.ts'

/** What the runner of a confirmed attempt is told. */
export const commandSpec = (
  {operator, id, target}: OpenSession,
  attempt: Attempt,
  item: CommandItem,
): CommandSpec => ({
  text: attempt.text,
  interpreter: item.shell.interpreter,
  cwd: attempt.cwd,
  script: attempt.script,
  timeout: item.timeout,
  targetLock:
    item.confirm === 'target'
      ? {...target, beside: attempt.override?.unmet.includes(targetLock) === true}
      : null,
  attempt: attempt.number,
  watch: item.watch,
  operator,
  account: accountName(),
  session: id,
})

import {join} from 'node:path'
import {ensureDirectory} from '#src/durable/shared-modes.ts'
import type {CommandItem} from '#src/runbook/types.ts'
import type {CommandSpec} from '#src/runner/spec.ts'
import type {Attempt} from '#src/session/state.ts'
import {slug} from '#src/text/words.ts'
import type {OpenSession} from './held-session.ts'

/** What the runner of a confirmed attempt is told; `targets` is the home's directory of target locks. */
export const commandSpec = (
  {store, operator, id}: OpenSession,
  attempt: Attempt,
  item: CommandItem,
  targets: string,
): CommandSpec => {
  const {facts} = store.state().session
  return {
    text: attempt.text,
    interpreter: item.shell.interpreter,
    cwd: attempt.cwd,
    script: attempt.script,
    timeout: item.timeout,
    targetLock:
      item.confirm === 'target' ? targetDirectory(targets, facts?.target ?? facts?.host ?? '') : null,
    attempt: attempt.number,
    watch: item.watch,
    operator,
    session: id,
  }
}

const targetDirectory = (targets: string, target: string): string => {
  const dir = join(targets, slug(target))
  ensureDirectory(dir)
  return dir
}

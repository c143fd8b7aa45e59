import type {Context} from '#src/app/context.ts'
import type {OpenSession} from '#src/app/held-session.ts'
import type {Texts} from '#src/i18n/texts.ts'
import {createProbing, type Probing} from './create-probing.ts'

/** The looks of an open session: from its directory, with its values, on its own copy of the probes file. */
export const probeSession = (
  context: Context,
  open: OpenSession,
  texts: Texts,
  ready?: Promise<void>,
): Probing => {
  const {session, live, runbook} = open.store.state()
  return createProbing({
    store: open.store,
    runbook,
    texts,
    now: context.now,
    lookup: open.variables.lookup,
    redact: open.redact,
    cwd: live.cwd ?? session.facts?.cwd ?? '/',
    env: definedOf(context.env),
    host: live.host,
    ...(ready === undefined ? {} : {ready}),
  })
}

const definedOf = (env: Context['env']): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

import {dirname, join, resolve} from 'node:path'
import type {OpenSession} from '#src/app/held-session.ts'
import {defaultRunbook} from '#src/app/load.ts'
import {readSource} from '#src/app/source-file.ts'
import type {Texts} from '#src/i18n/texts.ts'
import {messageFacts} from '#src/messages/facts.ts'
import {type Draft, fillTemplate} from '#src/messages/template.ts'
import type {Language} from '#src/session/events.ts'
import {repair} from '#src/text/repair.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'

export type Drafted =
  | {readonly ok: true; readonly draft: Draft}
  | {readonly ok: false; readonly lines: readonly Safe[]}

/** A team's own template beside its runbook comes before the one that comes along. */
const templatePaths = (open: OpenSession, audience: string, language: Language): readonly string[] => {
  const {facts} = open.store.state().session
  const name = `${audience}.${language}.md`
  const beside = facts === null ? [] : [resolve(facts.cwd, dirname(facts.runbook.path), 'messages', name)]
  return [...new Set([...beside, join(dirname(defaultRunbook(language)), 'messages', name)])]
}

/** A draft for an audience from the facts as they are just now, with every secret masked; else why there is none. */
export const draftMessage = (
  open: OpenSession,
  {audience, language, now}: {readonly audience: string; readonly language: Language; readonly now: Date},
  {telling}: Texts,
): Drafted => {
  const paths = templatePaths(open, audience, language)
  for (const path of paths) {
    const read = readSource(path)
    if ('code' in read) {
      if (read.code === 'missing') continue
      const cause = safe(read.code === 'unreadable' ? read.cause : read.code)
      return {ok: false, lines: [telling['bad-template']({path: safe(path), cause})]}
    }
    const {runbook} = open.store.state()
    const facts = messageFacts({runbook, events: open.store.events(), language, now: now.toISOString()})
    const filled = fillTemplate(repair(read.bytes).text, facts)
    if (!filled.ok) {
      const lines = filled.faults.map(({line, column, name, meant}) =>
        telling['unknown-placeholder']({
          path: safe(path),
          line,
          column,
          name: safe(name),
          meant: safe(meant ?? ''),
        }),
      )
      return {ok: false, lines}
    }
    const {subject, text} = filled.draft
    return {ok: true, draft: {subject: open.redact(subject), text: open.redact(text)}}
  }
  const facts = {audience: safe(audience), paths: joinSafe(paths.map(safe), ', ')}
  return {ok: false, lines: [telling['no-template'](facts)]}
}

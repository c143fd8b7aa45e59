import {dirname, join, resolve} from 'node:path'
import type {OpenSession} from '#src/app/held-session.ts'
import {defaultRunbook, faultLine} from '#src/app/load.ts'
import {readSource} from '#src/app/source-file.ts'
import type {Texts} from '#src/i18n/texts.ts'
import {messageFacts} from '#src/messages/facts.ts'
import {
  type Draft,
  type Facts,
  fillTemplate,
  placeholders,
  type TemplateFault,
} from '#src/messages/template.ts'
import type {Fault} from '#src/runbook/faults.ts'
import type {Runbook} from '#src/runbook/types.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import type {Language} from '#src/session/events.ts'
import {repair} from '#src/text/repair.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'

export type Drafted =
  | {readonly ok: true; readonly draft: Draft}
  | {readonly ok: false; readonly lines: readonly Safe[]}

/** Beside the runbook, else where rollcall is. */
const templatePathsFor = (directory: string, audience: string, language: Language): readonly string[] => {
  const name = `${audience}.${language}.md`
  return [
    ...new Set([
      join(directory, 'messages', name),
      join(dirname(defaultRunbook(language)), 'messages', name),
    ]),
  ]
}

/** A team's own template beside its runbook comes before the one that comes along. */
const templatePaths = (open: OpenSession, audience: string, language: Language): readonly string[] => {
  const {facts} = open.store.state().session
  const directory = facts === null ? '.' : resolve(facts.cwd, dirname(facts.runbook.path))
  return templatePathsFor(directory, audience, language)
}

const faultsIn = (file: string, faults: readonly TemplateFault[]): readonly Fault[] =>
  faults.map(({line, column, name, meant}) => ({
    severity: 'error',
    file,
    at: {line, column},
    detail: {code: 'unknown-placeholder', name: safe(name), meant: safe(meant ?? '')},
  }))

/** What is wrong with the templates of a runbook's audiences, before a night needs them; `file` is the runbook's. */
export const templateFaults = (file: string, runbook: Runbook): readonly Fault[] =>
  itemsOf(runbook).flatMap(item => {
    const audience = item.kind === 'manual' ? item.message : null
    if (audience === null) return []
    return (['tr', 'en'] as const).flatMap((language): readonly Fault[] => {
      const paths = templatePathsFor(dirname(file), audience, language)
      for (const path of paths) {
        const read = readSource(path)
        if ('code' in read) continue
        const filled = fillTemplate(repair(read.bytes).text, noFacts)
        return filled.ok ? [] : faultsIn(path, filled.faults)
      }
      const detail = {
        code: 'no-template',
        audience: safe(audience),
        paths: joinSafe(paths.map(safe), ', '),
      } as const
      return [{severity: 'warning', file, at: item.position, detail}]
    })
  })

const noFacts = Object.fromEntries(placeholders.map(name => [name, ''])) as unknown as Facts

/** A draft for an audience from the facts as they are just now, with every secret masked; else why there is none. */
export const draftMessage = (
  open: OpenSession,
  {audience, language, now}: {readonly audience: string; readonly language: Language; readonly now: Date},
  texts: Texts,
): Drafted => {
  const {telling} = texts
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
      return {ok: false, lines: faultsIn(path, filled.faults).map(fault => faultLine(fault, texts))}
    }
    const {subject, text} = filled.draft
    return {ok: true, draft: {subject: open.redact(subject), text: open.redact(text)}}
  }
  const facts = {audience: safe(audience), paths: joinSafe(paths.map(safe), ', ')}
  return {ok: false, lines: [telling['no-template'](facts)]}
}

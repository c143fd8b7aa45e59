import type {Context} from '#src/app/context.ts'
import type {Home} from '#src/durable/home.ts'
import {listSessions, type SessionEntry, sharedSession} from '#src/durable/sessions.ts'
import {OperatorError} from '#src/errors.ts'
import {sentence} from '#src/i18n/code.ts'
import type {Language} from '#src/i18n/locale.ts'
import {type Safe, safe} from '#src/text/safe.ts'

/** What a list says of a session; taken from its first record, which may be of another format. */
export interface Described {
  readonly title: Safe
  readonly operator: Safe
  readonly target: string | null
  readonly language: Language | null
}

export const describeEntry = (entry: SessionEntry): Described => {
  const facts = fieldOf(entry.first, 'facts')
  const text = (value: unknown): string => (typeof value === 'string' ? value : '?')
  const target = fieldOf(facts, 'target')
  const language = fieldOf(facts, 'language')
  return {
    title: safe(text(fieldOf(fieldOf(facts, 'runbook'), 'title'))),
    operator: safe(text(fieldOf(facts, 'operator'))),
    target: typeof target === 'string' ? target : null,
    language: language === 'tr' || language === 'en' ? language : null,
  }
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined

/** The session with that id, or the newest of those that fit where none is named; throws an OperatorError for none. */
export const pickEntry = (
  context: Context,
  home: Home,
  {id, fits}: {readonly id: string | undefined; readonly fits: (entry: SessionEntry) => boolean},
): SessionEntry => {
  if (home.owner !== null) return pickShared(context, home, id)
  const all = listSessions(home)
  const found = id === undefined ? all.find(fits) : all.find(entry => entry.id === id)
  if (found !== undefined) return found
  const {opening} = context.texts
  throw new OperatorError([
    id === undefined
      ? sentence(opening, {code: 'no-open-session'})
      : sentence(opening, {code: 'no-such-session', id: safe(id)}),
  ])
}

/** Of another account's home only what it has shared can be seen, and only by its name. */
const pickShared = (context: Context, home: Home, id: string | undefined): SessionEntry => {
  const {texts} = context
  const owner = safe(home.owner ?? '')
  if (id === undefined) {
    throw new OperatorError([sentence(texts.home, {code: 'home-shared', path: safe(home.path), owner})])
  }
  const found = sharedSession(home, id)
  if (found !== null) return found
  throw new OperatorError([sentence(texts.opening, {code: 'not-shared', id: safe(id), owner})])
}

export const isOpen = (entry: SessionEntry): boolean => entry.state === 'open'

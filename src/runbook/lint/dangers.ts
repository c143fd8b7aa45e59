import {safe} from '#src/text/safe.ts'
import type {CommandItem, Item, Runbook} from '../types.ts'
import {itemsOf} from '../walk.ts'
import type {Finding} from './finding.ts'

const dangerous =
  /\b(?:rm\s+-\w*[rf]\w*|dropdb|drop\s+(?:table|database|schema)|truncate|delete\s+from|mkfs\S*|dd\s+\S*of=\S*|shred|flushall|flushdb|reboot|shutdown|poweroff|kubectl\s+delete|terraform\s+destroy|git\s+(?:reset\s+--hard|push\s+\S*\s*--force)|(?:docker|podman)\s[^\n|;&]*(?:prune|\sdown\s[^\n|;&]*-v)|\w*(?:rollback|restore|destroy|wipe)\w*\.(?:sh|py|rb))(?![\w-])/i

const wordOf = (item: Item): string | undefined =>
  item.kind === 'command' && item.confirm === 'word' ? dangerous.exec(item.source)?.[0] : undefined

/** Commands that can destroy something and of which nobody has said whether they do. */
export const looksDangerous = (runbook: Runbook): readonly CommandItem[] =>
  itemsOf(runbook).filter((item): item is CommandItem => wordOf(item) !== undefined)

export const dangerFindings = (runbook: Runbook): readonly Finding[] =>
  looksDangerous(runbook).map(item => ({
    at: item.position,
    detail: {code: 'looks-dangerous', word: safe(wordOf(item) ?? '')},
  }))

import {namesSecret} from '#src/checks/secret-names.ts'
import type {Item, Runbook} from '../types.ts'
import {itemsOf} from '../walk.ts'
import {findPasswords} from '../written-passwords.ts'
import type {Finding} from './finding.ts'

/** Keys whose form is their issuer's, and nobody else's. */
const knownKeys =
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_\w{22,}|\bglpat-[\w-]{20,}|\bxox[abprs]-[\w-]{10,}|\b[rs]k_live_[A-Za-z0-9]{16,}|hooks\.slack\.com\/services\/T\w+\/B\w+\/\w{8,}|-----BEGIN [A-Z ]*PRIVATE KEY-----/

/** `PGPASSWORD=x`, `--api-key=x`, `X-Token: x`; `--password x`. */
const value = /("[^"\n]*"|'[^'\n]*'|[^\s"'|;&]+)/.source
const assignment = new RegExp(
  `(?<![\\w$-])(?:(-{0,2}[A-Za-z][\\w.-]{0,63})\\s*([=:])\\s*(?:(?:bearer|basic|token)\\s+)?|(--[A-Za-z][\\w.-]{0,63})\\s+(?!-))${value}`,
  'gi',
)

/** `curl -u name:x`, `mysql -px`. */
const options =
  /\bcurl\b[^\n|;&]*\s(?:-u|--user)[ =]?['"]?[\w.@-]+:([^\s'"|;&]+)|\bmysql(?:dump|admin)?\b[^\n|;&]*\s-p([^\s'"|;&]+)/

/** What is no secret itself: a variable, a placeholder, a command's output, a path, stars. */
const isNoValue = (given: string): boolean =>
  given.replace(/^["']|["']$/g, '') === '' ||
  /^["']?(?:[$`<{@/.]|\*+["']?$|[xX.…*-]{3,}["']?$|(?:true|false|yes|no|none|null|your|my)\b)/.test(given)

/** `--token-file` names a file; `grep password: x.log` looks for a word. */
const assigns = (name: string, sign: string | undefined, given: string): boolean => {
  if (!namesSecret(name.replace(/^-+/, ''))) return false
  if (/[-_.](?:file|path|name|id|ttl|url|env|stdin|policy|manager|store)$/i.test(name)) return false
  return sign !== ':' || (given.length >= 8 && /\d/.test(given))
}

const offsetIn = (text: string): number | null => {
  const known = knownKeys.exec(text)
  if (known !== null) return known.index
  for (const match of text.matchAll(assignment)) {
    const [, name, sign, option, given = ''] = match
    if (assigns(name ?? option ?? '', sign, given) && !isNoValue(given)) return match.index
  }
  const option = options.exec(text)
  if (option !== null && !isNoValue(option[1] ?? option[2] ?? '')) return option.index
  for (const {0: url, index} of text.matchAll(/[a-z][a-z0-9+.-]*:\/\/\S+/gi)) {
    const found = findPasswords(url.replace(/<[^<>\s]*>|\{\{[^{}\s]*\}\}|\$\w+/g, '${NAME}'), {
      under: null,
      secrets: new Set(),
    })
    if (found.some(({kind}) => kind !== 'variable')) return index
  }
  return null
}

/** Whether a text gives a secret away to everybody who can read it. */
export const givesSecretAway = (text: string): boolean => offsetIn(text) !== null

const textOf = (item: Item): string =>
  item.kind === 'command' ? item.source : item.kind === 'link' ? item.url : ''

export const writtenSecrets = (runbook: Runbook): readonly Finding[] => {
  const items = itemsOf(runbook).flatMap((item): readonly Finding[] => {
    const text = textOf(item)
    const offset = offsetIn(text)
    if (offset !== null) {
      const line = item.position.line + text.slice(0, offset).split('\n').length - 1
      return [{at: {line, column: item.position.column}, detail: {code: 'secret-written'}}]
    }
    return [item.title, item.note ?? ''].some(saysSecret)
      ? [{at: item.position, detail: {code: 'secret-written'}}]
      : []
  })
  const prose = runbook.sections
    .filter(({context}) => context.some(saysSecret))
    .map(({position}): Finding => ({at: position, detail: {code: 'secret-written'}}))
  return [...items, ...prose]
}

/** In prose only what can be nothing else: "password: ask Ayşe" is none. */
const saysSecret = (text: string): boolean =>
  knownKeys.test(text) || /:\/\//.test(text) ? givesSecretAway(onlyUrlsAndKeys(text)) : false

const onlyUrlsAndKeys = (text: string): string =>
  [...text.matchAll(/[a-z][a-z0-9+.-]*:\/\/[^\s)>\]]+/gi), ...text.matchAll(new RegExp(knownKeys, 'g'))]
    .map(([found]) => found)
    .join('\n')

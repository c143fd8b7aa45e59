import {safe} from '#src/text/safe.ts'
import {isPlaceholderValue} from '../contacts.ts'
import {suggester} from '../references.ts'
import type {Runbook} from '../types.ts'
import type {Finding} from './finding.ts'

const own = (record: object, key: string): boolean => Object.hasOwn(record, key)

export const contactFindings = ({contacts: known, settings}: Runbook): readonly Finding[] => {
  const suggestion = suggester()
  const ids = known.map(contact => contact.id)
  const names = new Map(known.map(({id, name}) => [id, name]))
  return [
    ...known
      .filter(contact => contact.placeholder && !own(settings.contacts, contact.id))
      .map(({position, name}): Finding => ({at: position, detail: {code: 'contact-placeholder', name}})),
    ...Object.entries(settings.contacts).flatMap(([id, value]): readonly Finding[] => {
      const at = settings.places?.contacts[id] ?? {line: 1, column: 1}
      const name = names.get(id)
      if (name === undefined) {
        const detail = {code: 'contact-unknown', id: safe(id), ...suggestion(id, ids)} as const
        return [{at, inProbes: true, detail}]
      }
      if (!isPlaceholderValue(value)) return []
      return [{at, inProbes: true, detail: {code: 'contact-placeholder', name}}]
    }),
  ]
}

import {type Safe, safe} from '#src/text/safe.ts'
import type {Fault} from '../faults.ts'
import {parseRunbook} from '../parse.ts'
import {parseProbesFile} from '../probes-file.ts'
import type {ItemId, Runbook, Settings} from '../types.ts'
import {findItem} from '../walk.ts'
import {looksDangerous} from './dangers.ts'
import {withDanger, withSecret} from './edits.ts'

/** One thing that was mended, and where it stands now. */
export type Mending =
  | {readonly rule: 'looks-dangerous'; readonly line: number}
  | {readonly rule: 'undeclared-secret'; readonly line: number; readonly name: Safe}

/** The rules whose findings --fix can mend, where the text is written in the plainest way. */
export const mendable: ReadonlySet<string> = new Set<Mending['rule']>([
  'looks-dangerous',
  'undeclared-secret',
])

export interface Mended {
  readonly text: string
  readonly mendings: readonly Mending[]
}

/** Each edit is parsed anew, and nobody reads more than these at once. */
const most = 100

const withoutPlaces = (value: unknown): string =>
  JSON.stringify(value, (key, entry: unknown) => (key === 'position' || key === 'places' ? undefined : entry))

const codes = (faults: readonly Fault[]): string => faults.map(({detail}) => detail.code).join()

/** As it was, but for one command that is dangerous now. */
const asDangerous = ({sections, ...rest}: Runbook, id: ItemId): string =>
  withoutPlaces({
    sections: sections.map(({items, ...section}) => ({
      items: items.map(item =>
        item.id === id && item.kind === 'command' ? {...item, confirm: 'target'} : item,
      ),
      ...section,
    })),
    ...rest,
  })

/**
 * Says of each command that looks dangerous, and of which nothing is said, that it is. An edit stands only where the text
 * then reads exactly as before but for that; the rest of the text is kept as it is.
 */
export const mendRunbook = (source: string, context: {readonly settings: Settings}): Mended => {
  const read = (text: string) => parseRunbook(text, {file: '', ...context})
  const mendings: Mending[] = []
  const tried = new Set<ItemId>()
  let text = source
  for (let now = read(text); now.value !== null && tried.size < most; ) {
    const runbook: Runbook = now.value
    const item = looksDangerous(runbook).find(({id}) => !tried.has(id))
    if (item === undefined) break
    tried.add(item.id)
    const edit = withDanger(text, item.position.line)
    if (edit === null) continue
    const after = read(edit.text)
    if (after.value === null || codes(after.faults) !== codes(now.faults)) continue
    if (findItem(after.value, item.id) === null) continue
    if (asDangerous(after.value, item.id) !== asDangerous(runbook, item.id)) continue
    if (looksDangerous(after.value).some(({id}) => id === item.id)) continue
    mendings.push({rule: 'looks-dangerous', line: edit.line})
    text = edit.text
    now = after
  }
  return {text, mendings}
}

/** Lists each secret that is used and not declared. An edit stands only where the file then says the same but for that. */
export const mendProbesFile = (source: string): Mended => {
  const read = (text: string) => parseProbesFile(text, {file: ''})
  const mendings: Mending[] = []
  const tried = new Set<string>()
  let text = source
  for (let now = read(text); now.value !== null && tried.size < most; ) {
    const name = undeclared(now.faults).find(each => !tried.has(each))
    if (name === undefined) break
    tried.add(name)
    const edit = withSecret(text, name)
    if (edit === null) continue
    const after = read(edit.text)
    if (after.value === null) continue
    const secrets = [...now.value.secrets, name].toSorted()
    if (withoutPlaces(after.value.secrets.toSorted()) !== withoutPlaces([...new Set(secrets)])) continue
    if (withoutPlaces({...after.value, secrets: []}) !== withoutPlaces({...now.value, secrets: []})) continue
    mendings.push({rule: 'undeclared-secret', line: edit.line, name: safe(name)})
    text = edit.text
    now = after
  }
  return {text, mendings}
}

const undeclared = (faults: readonly Fault[]): readonly string[] =>
  faults.flatMap(({detail}) => (detail.code === 'undeclared-secret' ? [detail.name] : []))

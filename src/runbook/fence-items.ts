import {hasForeign} from '#src/text/escaped.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {type AnnotationReader, entryAt, type ReadAnnotation} from './annotation-reader.ts'
import {type FenceFields, fenceSchema, type StepFields} from './annotation-schemas.ts'
import type {ItemDraft, ItemKindFields, WantedId} from './draft.ts'
import type {FaultList} from './fault-list.ts'
import {fenceLanguage} from './fence-language.ts'
import {findHidden} from './hidden-characters.ts'
import type {Code} from './markdown/block.ts'
import type {References} from './references.ts'
import type {FenceCommand, FencePart} from './shell/fence-part.ts'
import {meansPlaceholder} from './shell/input-names.ts'
import {splitFence} from './shell/split-fence.ts'
import type {InputSpec} from './types.ts'

export interface FenceContext {
  readonly read: AnnotationReader
  readonly faults: FaultList
  readonly references: References
  readonly inputs: Readonly<Record<string, InputSpec>>
}

/** What one command or link of a fence makes, before it is put under a section or an item. */
export type FenceItem = Pick<ItemDraft, 'wanted' | 'title' | 'note' | 'position' | 'fields'>

const noteOf = (step: StepFields, part: FencePart): Safe | null => {
  const own = step.note === undefined ? null : safe(step.note)
  return own !== null && part.note !== null ? safe(`${own} · ${part.note}`) : (own ?? part.note)
}

/** An item without a comment over it is called by its first line. */
const titleOf = (part: FencePart): Safe =>
  part.title ?? safe(part.kind === 'command' ? (part.source.split('\n', 1)[0] ?? '') : part.url)

const commandFields = (part: FenceCommand, step: StepFields): ItemKindFields => ({
  kind: 'command',
  source: part.source,
  shell: part.shell,
  part: part.part,
  // What can be mistaken for another text does not run on Enter alone, whatever the runbook says of it.
  confirm:
    step.danger === true ? 'target' : step.safe === true && !hasForeign(part.shell.text) ? 'enter' : 'word',
  watch: step.watch ?? part.watch,
  timeout: step.timeout ?? null,
  silent: step.silent ?? null,
  verify: step.verify ?? null,
  idempotent: step.idempotent ?? false,
  baseline: step.baseline ?? [],
})

const commandOnly = [
  'danger',
  'safe',
  'timeout',
  'silent',
  'watch',
  'inputs',
  'idempotent',
  'baseline',
] as const

interface Fence {
  readonly parts: readonly FencePart[]
  readonly annotation: ReadAnnotation<FenceFields>
}

/** The keys for one part: the fence's, overridden by those of its step. */
const stepOf = ({annotation: {fields}}: Fence, index: number): StepFields => {
  if (fields === null) return {}
  const {steps, id, baseline, ...shared} = fields
  // Taken again before the second command, the numbers would show what the first one did.
  const first = index === 0 && baseline !== undefined ? {baseline} : {}
  return {
    ...shared,
    ...first,
    ...(id === undefined ? {} : {id: index === 0 ? id : `${id}-${index + 1}`}),
    ...steps?.[index],
  }
}

const wantedOf = ({annotation: {fields, at}}: Fence, index: number, step: StepFields): WantedId | null => {
  if (step.id === undefined) return null
  return {id: step.id, at: fields?.steps === undefined ? at(['id']) : at(['steps', index, 'id'])}
}

const checkReferences = ({annotation: {fields, at}}: Fence, {references}: FenceContext): void => {
  if (fields === null) return
  const levels = [
    {path: [] as const, step: fields as StepFields},
    ...(fields.steps ?? []).map((step, index) => ({path: ['steps', index] as const, step})),
  ]
  for (const {path, step} of levels) {
    if (step.verify !== undefined) references.probe(step.verify, at([...path, 'verify']))
    for (const [index, probe] of (step.baseline ?? []).entries())
      references.probe(probe, entryAt(at, [...path, 'baseline'], index))
    for (const [placeholder, input] of Object.entries(step.inputs ?? {}))
      references.input(input, at([...path, 'inputs', placeholder]))
  }
}

const checkPlaceholders = ({parts, annotation: {fields, at}}: Fence, {faults}: FenceContext): void => {
  const occurs = (key: string, among: readonly FencePart[]): boolean =>
    among.some(
      part =>
        part.kind === 'command' &&
        part.shell.variables.some(({placeholder}) => meansPlaceholder(key, placeholder)),
    )
  for (const key of Object.keys(fields?.inputs ?? {}))
    if (!occurs(key, parts))
      faults.error(at(['inputs', key], 'key'), {code: 'placeholder-missing', placeholder: safe(key)})
  for (const [index, step] of (fields?.steps ?? []).entries()) {
    for (const key of Object.keys(step.inputs ?? {}))
      if (!occurs(key, parts.slice(index, index + 1)))
        faults.error(at(['steps', index, 'inputs', key], 'key'), {
          code: 'placeholder-missing',
          placeholder: safe(key),
        })
  }
}

const checkSteps = (fence: Fence, {faults}: FenceContext): void => {
  const {parts, annotation} = fence
  const {fields, at} = annotation
  if (fields === null) return
  if (fields.steps !== undefined && fields.steps.length !== parts.length)
    faults.error(at(['steps']), {code: 'steps-count', found: fields.steps.length, expected: parts.length})
  for (const [index, part] of parts.entries()) {
    const step = stepOf(fence, index)
    const place = fields.steps?.[index] === undefined ? [] : ['steps', index]
    if (step.danger === true && step.safe === true) {
      faults.error(at([...place, 'danger']), {code: 'danger-and-safe'})
      if (place.length === 0) return
    }
    if (part.kind !== 'link' || (place.length === 0 && parts.length > 1)) continue
    const own: StepFields = fields.steps?.[index] ?? fields
    for (const key of commandOnly)
      if (own[key] !== undefined)
        faults.error(at([...place, key], 'key'), {code: 'not-for-links', key: safe(key)})
  }
}

const checkText = (code: Code, {faults}: FenceContext): void => {
  if (!code.closed) faults.error(code.start, {code: 'fence-unclosed'})
  for (const line of code.lines) {
    const hidden = findHidden(line.text)
    if (hidden === null) continue
    faults.error(line.start + hidden.index, {code: 'hidden-in-command', character: safe(hidden.character)})
  }
}

const split = (
  code: Code,
  inputs: Readonly<Record<string, string>>,
  declared: FenceContext['inputs'],
): readonly FencePart[] => {
  const language = fenceLanguage(code)
  if (language === null) return []
  return splitFence(code.lines.map(line => line.text).join('\n'), {language, inputs, declared})
}

/** The inputs that any step names: the whole fence is split at once, so that a placeholder has one name in all of it. */
const inputsOf = (fields: FenceFields | null): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [fields ?? {}, ...(fields?.steps ?? [])].flatMap(({inputs}: StepFields) => Object.entries(inputs ?? {})),
  )

/** The commands and links of a fence, checked against its annotation; none where it holds only comments. */
export const fenceItems = (code: Code, context: FenceContext): readonly FenceItem[] => {
  const annotation = context.read(code, fenceSchema)
  const fence: Fence = {annotation, parts: split(code, inputsOf(annotation.fields), context.inputs)}
  checkText(code, context)
  checkReferences(fence, context)
  checkPlaceholders(fence, context)
  checkSteps(fence, context)
  return fence.parts.map((part, index) => {
    const step = stepOf(fence, index)
    return {
      wanted: wantedOf(fence, index, step),
      title: titleOf(part),
      note: noteOf(step, part),
      position: context.faults.positionOf(code.lines[part.line]?.start ?? code.start),
      fields:
        part.kind === 'command'
          ? commandFields(part, step)
          : {kind: 'link', url: part.url, verify: step.verify ?? null},
    }
  })
}

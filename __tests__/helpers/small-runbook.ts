import type {
  CommandItem,
  CriterionItem,
  FollowUpItem,
  Item,
  LinkItem,
  ManualItem,
  Runbook,
  Section,
  SensedItem,
  Settings,
} from '#src/runbook/types.ts'
import {safe} from '#src/text/safe.ts'

const position = {line: 1, column: 1}
const common = (id: string) => ({
  id,
  title: safe(`title of ${id}`),
  note: null,
  parent: null,
  depth: 0,
  position,
})

export const manual = (id: string, more: Partial<ManualItem> = {}): ManualItem => ({
  ...common(id),
  kind: 'manual',
  ask: [],
  message: null,
  children: [],
  checked: false,
  ...more,
})

export const sensed = (id: string, more: Partial<SensedItem> = {}): SensedItem => ({
  ...common(id),
  kind: 'sensed',
  probe: id,
  within: null,
  killer: false,
  checked: false,
  ...more,
})

export const criterion = (id: string, trigger: string | null = null): CriterionItem => ({
  ...common(id),
  kind: 'criterion',
  trigger,
  within: null,
  checked: false,
})

export const command = (id: string, more: Partial<CommandItem> = {}): CommandItem => ({
  ...common(id),
  kind: 'command',
  source: `./${id}.sh`,
  shell: {interpreter: 'bash', text: `./${id}.sh`, variables: []},
  part: null,
  confirm: 'enter',
  watch: false,
  timeout: null,
  silent: null,
  verify: null,
  idempotent: false,
  baseline: [],
  ...more,
})

export const link = (id: string): LinkItem => ({...common(id), kind: 'link', url: 'http://x', verify: null})
export const followUp = (id: string): FollowUpItem => ({...common(id), kind: 'follow-up'})

export const section = (id: string, items: readonly Item[], more: Partial<Section> = {}): Section => ({
  id,
  number: null,
  title: safe(`section ${id}`),
  level: 2,
  parent: null,
  mode: 'read-do',
  needs: [],
  items,
  context: [],
  position,
  ...more,
})

const noSettings: Settings = {
  target: null,
  envFiles: [],
  secrets: [],
  inputs: {},
  probes: {},
  contacts: {},
  messages: {},
}

export const runbookOf = (sections: readonly Section[], settings: Partial<Settings> = {}): Runbook => ({
  title: safe('a runbook'),
  context: [],
  sections,
  contacts: [],
  settings: {...noSettings, ...settings},
})

/** The rollback in small: decide, back up, roll back (dangerous), check, tell. */
export const rollbackInSmall = (settings: Partial<Settings> = {}): Runbook =>
  runbookOf(
    [
      section('decision', [criterion('security'), criterion('slow', 'speed')], {mode: 'decision'}),
      section('preparation', [command('backup', {confirm: 'word'})], {needs: ['decision']}),
      section('rolling', [command('rollback', {confirm: 'target'})], {needs: ['decision', 'preparation']}),
      section('checks', [sensed('redis'), sensed('users', {killer: true})], {needs: ['rollback']}),
      section('telling', [manual('tell', {ask: ['who', 'channel'], message: 'users'}), followUp('cause')]),
    ],
    {target: {name: 'shop-prod', expect: {}, sense: {}}, ...settings},
  )

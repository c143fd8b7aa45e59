import type {Safe} from '#src/text/safe.ts'

/** A place in a file, both counted from 1; columns count UTF-16 units as editors do. */
export interface Position {
  readonly line: number
  readonly column: number
}

export type ItemId = string
export type SectionId = string

export type SectionMode = 'decision' | 'read-do' | 'do-confirm' | 'follow-up' | 'contacts'

/** A runbook as parsed: immutable, and a template, so every box of it is open when a session starts. */
export interface Runbook {
  readonly title: Safe
  /** Prose between the title and the first section. */
  readonly context: readonly Safe[]
  /** In the order of the document; a nested section stands after its parent and names it. */
  readonly sections: readonly Section[]
  readonly contacts: readonly Contact[]
  readonly settings: Settings
}

export interface Section {
  /** From the annotation, else the heading's number ("4.1"), else its slug. Ids of sections and items share one namespace. */
  readonly id: SectionId
  readonly number: string | null
  readonly title: Safe
  readonly level: number
  readonly parent: SectionId | null
  readonly mode: SectionMode
  /** Sections or items that have to be finished before this one counts. Those of the parents are not repeated here. */
  readonly needs: readonly (SectionId | ItemId)[]
  readonly items: readonly Item[]
  readonly context: readonly Safe[]
  readonly position: Position
}

interface ItemCommon {
  readonly id: ItemId
  readonly title: Safe
  readonly note: Safe | null
  /** The item this one is nested in (a group, where that is manual), and how deep it is nested (0 at the top). */
  readonly parent: ItemId | null
  readonly depth: number
  readonly position: Position
}

export interface SensedItem extends ItemCommon {
  readonly kind: 'sensed'
  readonly probe: string
  /** How long to keep trying before it counts as failed, in milliseconds. */
  readonly within: number | null
  readonly killer: boolean
  readonly checked: boolean
}

export interface ManualItem extends ItemCommon {
  readonly kind: 'manual'
  /** What a confirmation must answer, such as `who` and `channel`; none may stay empty. */
  readonly ask: readonly string[]
  /** The audience whose message is drafted here (`messages/<audience>.<language>.md`); null: none. */
  readonly message: string | null
  /** Not empty: the item is a group, and settles when these do. */
  readonly children: readonly ItemId[]
  readonly checked: boolean
}

export interface CommandItem extends ItemCommon {
  readonly kind: 'command'
  /** As written in the runbook. What runs is `shell` (placeholders turned into variables). */
  readonly source: string
  readonly shell: ShellText
  /** Which of how many commands that share one title this is; null when it has the title alone. */
  readonly part: {readonly index: number; readonly count: number} | null
  /** How it is confirmed: `enter` (safe), `word` (the word run), `target` (dangerous: the target's name). */
  readonly confirm: 'enter' | 'word' | 'target'
  readonly watch: boolean
  /** In milliseconds; null: none. */
  readonly timeout: number | null
  /** How long it may be silent before that is said, in milliseconds; null: the usual time. */
  readonly silent: number | null
  readonly verify: string | null
  readonly idempotent: boolean
  readonly baseline: readonly string[]
}

/** What is handed to the shell. Values never stand in it: they travel as environment variables. */
export interface ShellText {
  readonly interpreter: 'bash' | 'sh'
  /** The exact text that is shown, confirmed and run; placeholders stand as `"$NAME"`. */
  readonly text: string
  /** The variables that the text gets from us, in the order of appearance. */
  readonly variables: readonly ShellVariable[]
}

export interface ShellVariable {
  /** Name in the environment, e.g. `INPUT_BACKUP` for an input, `SLACK_WEBHOOK_URL` for a plain `$NAME`. */
  readonly env: string
  /** Key of `Settings.inputs` where one is declared, otherwise the placeholder's own name. */
  readonly input: string
  /** As it stood in the source: `YYYYMMDD_HHMMSS`, `<VERSION>`, `{{NAME}}` or `$NAME`. */
  readonly placeholder: string
}

export interface LinkItem extends ItemCommon {
  readonly kind: 'link'
  readonly url: string
  readonly verify: string | null
}

export interface FollowUpItem extends ItemCommon {
  readonly kind: 'follow-up'
}

export interface CriterionItem extends ItemCommon {
  readonly kind: 'criterion'
  /** The probe whose failure raises it; null: the operator answers. */
  readonly trigger: string | null
  readonly within: number | null
  readonly checked: boolean
}

export type Item = SensedItem | ManualItem | CommandItem | LinkItem | FollowUpItem | CriterionItem
export type ItemKind = Item['kind']

export interface Contact {
  readonly id: string
  readonly section: SectionId
  /** The heading or list item it stands under. */
  readonly group: Safe
  readonly name: Safe
  readonly value: Safe
  /** True where the value is a placeholder such as `+90 xxx xxx xx xx`. */
  readonly placeholder: boolean
  readonly position: Position
}

/** The probes file: how the site checks what the runbook says. All empty where there is no such file. */
export interface Settings {
  readonly target: Target | null
  readonly envFiles: readonly string[]
  readonly secrets: readonly string[]
  readonly inputs: Readonly<Record<string, InputSpec>>
  readonly probes: Readonly<Record<string, ProbeSpec>>
  /** Per contact id, the site's own value (a template). */
  readonly contacts: Readonly<Record<string, string>>
  /** Per audience, the ways in which this site tells it. */
  readonly messages: Readonly<Record<string, MessageSpec>>
  /** When the runbook was last rehearsed, YYYY-MM-DD; left out where nobody says. */
  readonly rehearsed?: {readonly date: string; readonly position: Position}
  /** Where in the file inputs and contacts stand; left out where there is no file. */
  readonly places?: {
    readonly inputs: Readonly<Record<string, Position>>
    readonly contacts: Readonly<Record<string, Position>>
  }
}

/** How an audience is told; each `${NAME}` still unresolved. A way that is null is not offered. */
export interface MessageSpec {
  readonly audience: string
  /** Whom it reaches, in words, where the address itself says nothing: a channel's name. */
  readonly to: string | null
  readonly webhook: {readonly url: string; readonly ca: string | null} | null
  readonly mail: {readonly server: string; readonly to: string; readonly from: string | null} | null
  /** Shell text; the message is its standard input. */
  readonly command: string | null
  /** Names of the variables used above, and which of them have a default. */
  readonly variables: readonly {readonly name: string; readonly fallback: string | null}[]
}

export interface Target {
  readonly name: string
  /** What it is known by; where something else is sensed, nothing dangerous starts. */
  readonly expect: Readonly<Partial<Record<IdentityFact, string | undefined>>>
  /** Which probe's value tells a fact; where it is left out, the first probe of the type that knows it. */
  readonly sense: Readonly<Partial<Record<SensedFact, {readonly probe: string; readonly value: string}>>>
}

/** What a target is known by. The host is known without looking; the others are sensed. */
export type IdentityFact = 'host' | SensedFact
export type SensedFact = 'database' | 'environment' | 'compose-project' | 'version'

export interface InputSpec {
  readonly name: string
  readonly ask: Safe | null
  readonly pattern: string | null
  readonly optional: boolean
  readonly secret: boolean
  /** Files (a glob relative to the working directory) to choose from; `capture` takes the value out of a file's path. */
  readonly choices: {readonly files: string; readonly capture: string | null} | null
}

export interface ProbeSpec {
  readonly name: string
  readonly type: string
  /** In milliseconds. */
  readonly timeout: number
  readonly every: number | null
  readonly passes: number
  readonly fails: number
  readonly samples: number
  readonly effects: boolean
  /** Where named: it has effects only while this variable has a value; without one it is looked at like any other. */
  readonly effectsWith?: string
  readonly needs: readonly string[]
  /** The type's own options, validated, `${NAME}` still unresolved. */
  readonly options: Readonly<Record<string, unknown>>
  /** Names of the variables its options use, and which of them have a default. */
  readonly variables: readonly {readonly name: string; readonly fallback: string | null}[]
  readonly position: Position
}

import type {CommandItem, InputSpec, ShellText} from '#src/runbook/types.ts'
import type {Safe} from '#src/text/safe.ts'

export type FenceLanguage = 'bash' | 'sh' | 'shell' | 'console'

export interface FenceOptions {
  readonly language: FenceLanguage
  /** From the fence's annotation: placeholder → name of the input. */
  readonly inputs: Readonly<Record<string, string>>
  /** `Settings.inputs`. */
  readonly declared: Readonly<Record<string, InputSpec>>
}

export interface FenceCommand {
  readonly kind: 'command'
  /** The comment that names it; null where there is none. */
  readonly title: Safe | null
  /** Comments before it that name nothing (a warning standing alone), so that none is lost. */
  readonly note: Safe | null
  readonly source: string
  readonly shell: ShellText
  readonly watch: boolean
  readonly part: CommandItem['part']
  /** Its first line in the fence, from 0. */
  readonly line: number
}

export interface FenceLink {
  readonly kind: 'link'
  readonly title: Safe
  readonly note: Safe | null
  readonly url: string
  readonly line: number
}

export type FencePart = FenceCommand | FenceLink

import type {Code} from './markdown/block.ts'
import type {FenceLanguage} from './shell/fence-part.ts'

const languages: readonly FenceLanguage[] = ['bash', 'sh', 'shell', 'console']

/** The shell that a fence is written for; null where it holds no commands. */
export const fenceLanguage = ({language}: Code): FenceLanguage | null =>
  languages.find(known => known === language?.toLowerCase()) ?? null

export const isCommandFence = (code: Code): boolean => fenceLanguage(code) !== null

import {say} from '#src/text/say.ts'

/** The keys: what each is called and does, and why one does nothing just now. */
export const keys = {
  'too-early': () => say`ignored: too early`,
}

export type KeyTexts = typeof keys

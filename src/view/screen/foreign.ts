import {type Safe, safe} from '#src/text/safe.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'

/** Text from outside: masked, and made harmless again after that. */
export const foreign = (input: Pick<ScreenInput, 'redact'>, text: string): Safe => safe(input.redact(text))

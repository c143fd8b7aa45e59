import type {FaultTexts} from '#src/i18n/en/faults.ts'
import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

const meant = (suggestion: Safe | null): Safe =>
  suggestion === null ? say`` : say` "${suggestion}" mi demek istediniz?`

export const faults: FaultTexts = {
  'unknown-key': f =>
    say`bilinmeyen anahtar "${f.key}".${meant(f.suggestion)} Burada bilinenler: ${f.known}.`,
}

import type {IdentityTexts} from '#src/i18n/en/identity.ts'
import {say} from '#src/text/say.ts'

export const identity: IdentityTexts = {
  host: say`sunucu`,
  database: say`veritabanı`,
  environment: say`ortam`,
  'compose-project': say`compose projesi`,
  version: say`sürüm`,
  known: f => say`${f.fact} ${f.found}`,
  unsensed: f => say`ALGILANAMADI: ${f.fact}; ${f.expected} olmalı, kendiniz doğrulayın`,
}

import type {RepairTexts} from '#src/i18n/en/repairs.ts'
import {say} from '#src/text/say.ts'

export const repairs: RepairTexts = {
  bom: say`bayt sırası imi (BOM) çıkarıldı`,
  'utf-16le': say`UTF-16 olarak okundu`,
  'utf-16be': say`UTF-16 olarak okundu`,
  'mojibake-1254': say`Windows-1254 sanılarak okunmuş UTF-8`,
  'mojibake-1252': say`Windows-1252 sanılarak okunmuş UTF-8`,
  'mojibake-latin1': say`Latin-1 sanılarak okunmuş UTF-8`,
  'invalid-utf8': say`UTF-8 değildi; Windows-1254 olarak okundu`,
}

import type {Repair} from '#src/text/repair.ts'
import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** What was wrong with a file's text. */
export const repairs: Readonly<Record<Repair, Safe>> = {
  bom: say`byte order mark removed`,
  'utf-16le': say`read as UTF-16`,
  'utf-16be': say`read as UTF-16`,
  'mojibake-1254': say`UTF-8 that had been read as Windows-1254`,
  'mojibake-1252': say`UTF-8 that had been read as Windows-1252`,
  'mojibake-latin1': say`UTF-8 that had been read as Latin-1`,
  'invalid-utf8': say`was not UTF-8; read as Windows-1254`,
}

export type RepairTexts = typeof repairs

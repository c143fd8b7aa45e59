import type {Texts} from '#src/i18n/texts.ts'
import {type Safe, safe, safeBlock} from '#src/text/safe.ts'

/** The end of an output, a line each, marked as foreign. */
export const tailLines = (
  tail: string,
  {lines, speech, spoken}: Pick<Texts, 'lines' | 'speech' | 'spoken'>,
  most = 10,
): readonly Safe[] => {
  const said = spoken === true ? speech : lines
  const shown = safeBlock(tail)
    .split('\n')
    .filter(line => line.trim() !== '')
    .slice(-most)
  return shown.length === 0 ? [lines['no-output']()] : shown.map(line => said.output({line: safe(line)}))
}

import type {CodePage} from './code-pages.ts'
import {weigh} from './mojibake-evidence.ts'
import {type Disguise, findDisguised} from './utf8-in-disguise.ts'

/** Evidence (see `weigh`) that a text, or a line of a text that has sound parts too, must show to be believed damaged. */
const ENOUGH_FOR_TEXT = 2
const ENOUGH_FOR_LINE = 3
/** From here on, where damaged lines prevail, every line without a sound character is taken for damaged too. */
const BEYOND_DOUBT = 8

/** A stretch of the text with what was found in it. */
interface Part {
  readonly start: number
  readonly end: number
  readonly strays: number
  readonly weight: number
}

interface Finding extends Disguise {
  readonly page: CodePage
  readonly weights: readonly number[]
  readonly lines: readonly Part[]
}

/** The parts of the text between separators, each with its strays and its evidence, in one pass. */
const partsOf = (
  text: string,
  separator: string,
  found: Disguise & {readonly weights: readonly number[]},
): Part[] => {
  const parts: Part[] = []
  let stray = 0
  let sequence = 0
  for (let start = 0; start <= text.length; ) {
    const next = text.indexOf(separator, start)
    const end = next < 0 ? text.length : next
    let strays = 0
    let weight = 0
    for (; (found.strays[stray] ?? text.length) < end; stray++) strays++
    for (; (found.sequences[sequence]?.start ?? text.length) < end; sequence++)
      weight += found.weights[sequence] ?? 0
    parts.push({start, end, strays, weight})
    start = end + 1
  }
  return parts
}

const isClean = (part: Part): boolean => part.strays === 0
const weightOf = (parts: readonly Part[]): number =>
  parts.reduce((sum, part) => sum + (isClean(part) ? part.weight : 0), 0)

const look = (text: string, page: CodePage): Finding => {
  const disguise = findDisguised(text, page)
  const found = {...disguise, weights: weigh(text, disguise.sequences)}
  return {...found, page, lines: partsOf(text, '\n', found)}
}

/** The parts of the text that are damaged for certain. */
const damagedParts = (text: string, finding: Finding): readonly Part[] => {
  const {lines, strays} = finding
  const weight = weightOf(lines)
  if (strays.length === 0) return weight >= ENOUGH_FOR_TEXT ? lines : []
  const damaged = lines.filter(line => isClean(line) && line.weight > 0)
  const mixed = lines.filter(line => !isClean(line))
  if (weight < BEYOND_DOUBT || damaged.length <= mixed.length) {
    return damaged.filter(line => line.weight >= ENOUGH_FOR_LINE)
  }
  const words = partsOf(text, ' ', finding).filter(word => isClean(word) && word.weight > 0)
  return [...damaged, ...words]
}

const decode = (text: string, finding: Finding, parts: readonly Part[]): string => {
  const isDamaged = new Uint8Array(text.length)
  for (const {start, end} of parts) isDamaged.fill(1, start, end)
  let decoded = ''
  let at = 0
  for (const {start, end, codePoint} of finding.sequences) {
    if (isDamaged[start] !== 1) continue
    decoded += text.slice(at, start) + String.fromCodePoint(codePoint)
    at = end
  }
  return decoded + text.slice(at)
}

/**
 * Undoes one reading of UTF-8 through a code page and says which. Null where nothing is certain, as in every sound text,
 * however odd its letters. Where sound text was put into a damaged one, the damaged lines are repaired, or only words.
 */
export const undoMojibake = (text: string): {readonly text: string; readonly page: CodePage} | null => {
  if (!/[\u00c2-\u00f4\u011e\u011f\u0130\u015e]/.test(text)) return null
  const findings = (['1254', '1252', 'latin1'] as const).map(page => look(text, page))
  // The page that explains most; of equals the first, for where they differ in nothing the team's own is likeliest.
  const best = findings.reduce((a, b) => {
    const more = weightOf(b.lines) - weightOf(a.lines)
    return more > 0 || (more === 0 && b.strays.length < a.strays.length) ? b : a
  })
  const parts = damagedParts(text, best)
  return parts.length === 0 ? null : {text: decode(text, best, parts), page: best.page}
}

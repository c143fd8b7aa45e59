const LONGEST_WORD = 64
const LONGEST_SLUG = 60

/** Whether exactly this word was typed. Outer white space and the Unicode form are forgiven, case never is. */
export const sameWord = (typed: string, wanted: string): boolean =>
  typed.trim().normalize('NFC') === wanted.trim().normalize('NFC')

/** How many letters to insert, drop, replace or swap with a neighbour (optimal string alignment). */
const distance = (from: string, to: string): number => {
  let before: readonly number[] = []
  let above: readonly number[] = Array.from({length: to.length + 1}, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1]
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      current[column] = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
        swapped && row > 1 && column > 1 ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    before = above
    above = current
  }
  return above[to.length] ?? 0
}

/**
 * The known word most likely meant, for "did you mean", or null when none is near: at most a third of its letters may
 * differ, whatever their case. Of equally near ones the first.
 */
export const closest = (word: string, known: readonly string[]): string | null => {
  if (word.length > LONGEST_WORD) return null
  let best: {readonly word: string; readonly away: number} | null = null
  for (const candidate of known) {
    const allowed = Math.floor(Math.max(word.length, candidate.length, 3) / 3)
    if (Math.abs(candidate.length - word.length) > allowed) continue
    const away = distance(word.toLowerCase(), candidate.toLowerCase())
    if (away <= allowed && (best === null || away < best.away)) best = {word: candidate, away}
  }
  return best?.word ?? null
}

/** Letters that Unicode does not decompose into a Latin letter and its marks. */
const folded: Readonly<Record<string, string>> = {
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
}

/**
 * A name for an id made of a heading's words: lower-case ASCII letters and digits joined by "-", at most 60 characters,
 * the same on every machine. A text without any such letter gives "section".
 */
export const slug = (text: string): string => {
  const letters = text
    // Marks go first: normalizing a long run of them is quadratic.
    .replace(/\p{M}/gu, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ıßæœøđðłþ]/g, letter => folded[letter] ?? '')
  const joined = letters.replace(/[’'`]/g, '').replace(/[^a-z0-9]+/g, '-')
  return joined.replace(/^-/, '').slice(0, LONGEST_SLUG).replace(/-$/, '') || 'section'
}

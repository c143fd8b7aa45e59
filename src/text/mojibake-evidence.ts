import type {Disguised} from './utf8-in-disguise.ts'

/**
 * What may follow a capital with an accent in sound text: „Ä“, “DEĞİŞTİ”, AÜ’de, AMANHÃ…, É™. Each of these pairs is
 * well-formed UTF-8 as well, so a pair of this kind proves nothing by itself.
 */
const followsLetters = /^[’‘”“–—…»«›‹•·®™ªº¹²³\u00a0]+$/

/** Characters that text is written in; what else might come out (Syriac, Ogham, Ɏ) comes of chance. */
const written = new RegExp(
  '^[\\u{a0}-\\u{17f}\\u{186}\\u{18f}\\u{190}\\u{192}\\u{199}\\u{1a0}\\u{1a1}\\u{1af}\\u{1b0}\\u{1b4}\\u{1cd}-\\u{1dc}' +
    '\\u{218}-\\u{21b}\\u{253}\\u{254}\\u{257}\\u{259}\\u{25b}\\u{2c6}\\u{2c7}\\u{2d8}-\\u{2dd}' +
    '\\u{300}-\\u{304}\\u{306}-\\u{30c}\\u{323}\\u{327}\\u{328}\\u{370}-\\u{52f}\\u{531}-\\u{58f}\\u{591}-\\u{5f4}' +
    '\\u{600}-\\u{6ff}\\u{900}-\\u{e7f}\\u{10a0}-\\u{11ff}\\u{1e00}-\\u{27bf}\\u{2900}-\\u{2bff}\\u{3000}-\\u{318f}' +
    '\\u{3400}-\\u{4dbf}\\u{4e00}-\\u{9fff}\\u{ac00}-\\u{d7a3}\\u{fe0e}\\u{fe0f}\\u{feff}-\\u{ffef}\\u{fffd}' +
    '\\u{1d400}-\\u{1d7ff}\\u{1f000}-\\u{1faff}\\u{20000}-\\u{323af}\\u{e0020}-\\u{e007f}]$',
  'u',
)
const otherScript = /^(?![\u1e00-\u1eff])[\u0370-\u{10ffff}]$/u
const letter = /^\p{L}$/u
const asciiLetter = /^[A-Za-z]$/
const asciiLower = /^[a-z]$/
const quote = /^["'`]$/

/**
 * How much each sequence speaks for damage: 0 where sound text may hold it by chance or where it is only cited ("Ã¼"), 1
 * for a letter inside a word, 2 for three or four characters that together make one.
 */
export const weigh = (text: string, sequences: readonly Disguised[]): readonly number[] => {
  const isCited = citations(text, sequences)
  return sequences.map((sequence, index) => {
    const {start, end} = sequence
    const character = String.fromCodePoint(sequence.codePoint)
    const before = text.charAt(start - 1)
    const after = text.charAt(end)
    const atWord = asciiLetter.test(before) || asciiLetter.test(after)
    if (isCited[index] || !written.test(character)) return 0
    // A letter of another script inside a Latin word: "víš…" is sound, "v횅" is not.
    if (atWord && otherScript.test(character) && letter.test(character)) return 0
    const chance = followsLetters.test(text.slice(start + 1, end))
    if (end - start > 2) return chance ? 0 : 2
    const inRun = sequences[index - 1]?.end === start || sequences[index + 1]?.start === end
    if (!atWord && !inRun) return 0
    // All first characters of two are capitals, and in lower case "Ã" is no neighbour of theirs.
    const outOfCase = asciiLower.test(before) || (text.charAt(start) === 'Ã' && asciiLower.test(after))
    return chance && !outOfCase ? 0 : 1
  })
}

/** Whether each sequence stands in a run of them that is in quotes as a whole. */
const citations = (text: string, sequences: readonly Disguised[]): readonly boolean[] => {
  const cited: boolean[] = []
  for (let first = 0; first < sequences.length; ) {
    let last = first
    while (sequences[last + 1]?.start === sequences[last]?.end) last++
    const isCited =
      quote.test(text.charAt((sequences[first]?.start ?? 0) - 1)) &&
      quote.test(text.charAt(sequences[last]?.end ?? 0))
    for (; first <= last; first++) cited.push(isCited)
  }
  return cited
}

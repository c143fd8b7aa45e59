/** Removes a placeholder's delimiters: `<VERSION>`, `{{VERSION}}`, `$VERSION` and `${VERSION}` are VERSION. */
const bare = (placeholder: string): string =>
  /^<([^<>]*)>$/.exec(placeholder)?.[1] ??
  /^\{\{([^{}]*)\}\}$/.exec(placeholder)?.[1]?.trim() ??
  /^\$\{([^{}]*)\}$/.exec(placeholder)?.[1] ??
  (placeholder.startsWith('$') ? placeholder.slice(1) : placeholder)

/** Whether a key of an annotation's `inputs` means that placeholder: as it is written in the command, or its name alone. */
export const meansPlaceholder = (key: string, placeholder: string): boolean =>
  key === placeholder || (bare(key) === bare(placeholder) && (key === bare(key) || key[0] === placeholder[0]))

/** The input that an annotation gives a placeholder; null where it says nothing of it. */
export const annotatedInput = (
  inputs: Readonly<Record<string, string>>,
  placeholder: string,
): string | null => {
  if (Object.hasOwn(inputs, placeholder)) return inputs[placeholder] ?? null
  const key = Object.keys(inputs).find(candidate => meansPlaceholder(candidate, placeholder))
  return key === undefined ? null : (inputs[key] ?? null)
}

const folded: Readonly<Record<string, string>> = {
  ı: 'i',
  İ: 'I',
  ß: 'ss',
  ø: 'o',
  Ø: 'O',
  æ: 'ae',
  ł: 'l',
  đ: 'd',
}

/** The environment variable that carries an input: `INPUT_` and its name in ASCII capitals. */
export const environmentName = (input: string): string => {
  const ascii = input
    .replace(/[ıİßøØæłđ]/g, letter => folded[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '_')
  return `INPUT_${ascii}`
}

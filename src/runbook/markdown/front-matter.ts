const longest = 200
const line = /^(?:\s*|\s*#.*|\s*-\s(?!\[).*|\s+.*|["'\w-][^:]*:(?:\s.*)?|[\]}],?)$/

/**
 * How many lines of metadata (`---`, YAML, `---`) a file begins with; GitHub does not show them as text. Anything that
 * could be a part of the procedure makes it no metadata.
 */
export const frontMatterLines = (lineAt: (index: number) => string | undefined): number => {
  if (lineAt(0)?.trimEnd() !== '---' || !/^["'\w-]+:(\s|$)/.test(lineAt(1) ?? '')) return 0
  for (let index = 1; index < longest; index++) {
    const text = lineAt(index)
    if (text === undefined) return 0
    if (/^(?:---|\.\.\.)\s*$/.test(text)) return index + 1
    if (!line.test(text)) return 0
  }
  return 0
}

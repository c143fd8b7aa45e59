const URL_WORD = /^https?:\/\/[^\s<>"'`]+$/i

const isDecoration = (character: string | undefined): boolean =>
  character !== undefined && '#-=*~_ \t\r'.includes(character)

/** The words of a comment without its `#` and the rules drawn around it; null for one that says nothing: `#!/bin/bash`, `# ---`. */
export const commentWords = (comment: string): string | null => {
  if (comment.startsWith('#!')) return null
  let start = 0
  let end = comment.length
  while (start < end && isDecoration(comment[start])) start += 1
  while (end > start && isDecoration(comment[end - 1])) end -= 1
  // One sign alone belongs to the words, as in `# -v shows more` or `# *.log`.
  while (start > 0 && !'# \t'.includes(comment[start - 1] ?? '#') && !isRule(comment, start - 1)) start -= 1
  const words = comment.slice(start, end)
  return /[\p{L}\p{N}]/u.test(words) ? words : null
}

const isRule = (text: string, at: number): boolean => text[at - 1] === text[at] || text[at] === text[at + 1]

/** The address that words consist of; null where they are anything else. */
export const addressOf = (words: string): string | null => {
  const address = words.startsWith('<') && words.endsWith('>') ? words.slice(1, -1) : words
  return URL_WORD.test(address) ? address : null
}

/** Words that end with an address: `Grafana: http://…`. */
export const labelledAddress = (words: string): {readonly label: string; readonly url: string} | null => {
  const space = words.lastIndexOf(' ')
  const url = addressOf(words.slice(space + 1))
  let end = space
  while (end > 0 && ':-–—→> \t'.includes(words[end - 1] ?? '')) end -= 1
  return url === null || end <= 0 ? null : {label: words.slice(0, end), url}
}

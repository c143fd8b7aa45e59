/** A text with one thing written into it, and the line where that stands. */
export interface Edit {
  readonly text: string
  readonly line: number
}

interface Line {
  readonly text: string
  /** Its end as it is in the file; none at the end of a file that lacks it. */
  readonly end: string
}

const linesOf = (text: string): readonly Line[] =>
  [...text.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)].map(([, line = '', end = '']) => ({text: line, end}))

const replaced = (lines: readonly Line[], at: number, text: string): Edit => ({
  text: lines.map((line, index) => (index === at ? text : line.text) + line.end).join(''),
  line: at + 1,
})

const insertedAfter = (lines: readonly Line[], at: number, text: string): Edit => {
  const end = lines.find(line => line.end !== '')?.end ?? '\n'
  const written = lines.flatMap((line, index) => {
    if (index !== at) return [line.text + line.end]
    return [line.text + (line.end || end), text + (line.end === '' ? '' : end)]
  })
  return {text: written.join(''), line: at + 2}
}

const opening = /^( {0,3})(`{3,}|~{3,})[ \t]*[A-Za-z]/
const annotation = /^(\s*<!--\s*\{)(.*?)(\s*\}\s*-->\s*)$/

/** Annotates the block of commands around a line with `danger: true`; null where it is not written in the plainest way. */
export const withDanger = (text: string, line: number): Edit | null => {
  const lines = linesOf(text)
  let from = line - 2
  while (from >= 0 && !opening.test(lines[from]?.text ?? '')) from--
  const [, indent = '', fence = ''] = opening.exec(lines[from]?.text ?? '') ?? []
  if (fence === '') return null
  const closing = new RegExp(`^ {0,3}\\${fence.charAt(0)}{${fence.length},}[ \\t]*$`)
  const to = lines.findIndex((each, index) => index > from && closing.test(each.text))
  if (to < line - 1) return null
  const next = lines.findIndex((each, index) => index > to && each.text.trim() !== '')
  const after = lines[next]?.text ?? ''
  if (!after.trimStart().startsWith('<!--'))
    return insertedAfter(lines, to, `${indent}<!-- {danger: true} -->`)
  const [, head, keys = '', tail] = annotation.exec(after) ?? []
  if (head === undefined || tail === undefined) return null
  return replaced(lines, next, `${head}${keys}${keys.trim() === '' ? '' : ', '}danger: true${tail}`)
}

/** Lists a name under `secrets` of a probes file; null where that is written in a way that is not one of the plain ones. */
export const withSecret = (text: string, name: string): Edit | null => {
  const lines = linesOf(text)
  const at = lines.findIndex(line => /^secrets\s*:/.test(line.text))
  if (at === -1) {
    const first = lines.findIndex(line => /^[a-z-]+\s*:/.test(line.text))
    if (first === -1) return null
    const [before, rest] = [lines.slice(0, first), lines.slice(first)]
    const end = lines[first]?.end || '\n'
    const join = (some: readonly Line[]): string => some.map(line => line.text + line.end).join('')
    return {text: `${join(before)}secrets: [${name}]${end}${join(rest)}`, line: first + 1}
  }
  const written = lines[at]?.text ?? ''
  const flow = /^(secrets\s*:\s*\[)([^\][#]*)(\]\s*(?:#.*)?)$/.exec(written)
  if (flow !== null) {
    const [, head = '', names = '', tail = ''] = flow
    const list = names.trim() === '' ? name : `${names.replace(/[\s,]+$/, '')}, ${name}`
    return replaced(lines, at, head + list + tail)
  }
  const dash = /^(\s*-\s+)\S/.exec(lines[at + 1]?.text ?? '')?.[1]
  if (!/^secrets\s*:\s*(?:#.*)?$/.test(written) || dash === undefined) return null
  return insertedAfter(lines, at, dash + name)
}

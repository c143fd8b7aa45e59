/** A piece of a script that looks like a placeholder; whether it is one depends on where it stands. */
export interface Candidate {
  readonly start: number
  readonly end: number
  readonly written: string
  /** Without its delimiters: the name of the input, unless an annotation says otherwise. */
  readonly name: string
  readonly form: 'angle' | 'braces' | 'word'
  /** Within quotes it is more likely a tag of HTML or XML: `grep '<title>'`. */
  readonly tag: boolean
}

const NAME = String.raw`[\p{L}][\p{L}\p{N}_.-]*`
const DATE = 'YYYY[-_.]?MM[-_.]?DD(?:[-_T]?HH[-_:.]?MM(?:[-_:.]?SS)?)?|HH[-_:.]?MM[-_:.]?SS'

// What docker, kubectl and Go print or parse: `grep '<none>'` and `{{end}}` are no placeholders.
const printed = new Set(['none', 'unknown', 'pending', 'nil', 'invalid', 'missing', 'null', 'unset'])
const template = new Set(['end', 'else', 'break', 'continue'])
const markup = new Set(
  'a b body br code div em form h1 h2 h3 head html i img li ol p pre script span strong style table td th title tr ul'.split(
    ' ',
  ),
)

const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

const inDateFormat = (text: string, at: number): boolean =>
  /to_(?:char|date|timestamp)\s{0,4}\([^;\n]*$/i.test(text.slice(Math.max(0, at - 120), at))

const redirectsAfter = (text: string, end: number): boolean =>
  /^(?:>|\(|&[0-9-])/.test(text.slice(end, end + 2))

const isPlaceholder = (candidate: Candidate, text: string): boolean => {
  const {start, end, name} = candidate
  switch (candidate.form) {
    case 'angle':
      // `\<word\>` is a regular expression, `(?<name>` a group of one, `<in>>out` two redirections.
      if (printed.has(name)) return false
      if (
        /[\\?<&]$|\?P$/.test(text.slice(Math.max(0, start - 2), start)) &&
        !/<<<$/.test(text.slice(Math.max(0, start - 3), start))
      )
        return false
      return !redirectsAfter(text, end)
    case 'braces':
      return !template.has(name)
    case 'word':
      return !/^\+?=/.test(text.slice(end, end + 2)) && !inDateFormat(text, start)
  }
}

const closedTags = (text: string): ReadonlySet<string> =>
  new Set(Array.from(text.matchAll(/<\/([A-Za-z][A-Za-z0-9_.-]*)>/g), match => match[1] ?? ''))

/**
 * Everything in a script that may be a placeholder, in the order of appearance, without overlaps: `<NAME>`, `{{NAME}}`, dates as
 * `YYYYMMDD_HHMMSS`, and the words that the annotation calls placeholders. Linear in the text.
 */
export const placeholderCandidates = (text: string, annotated: readonly string[]): readonly Candidate[] => {
  const words = annotated
    .filter(key => /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(key))
    .sort((a, b) => b.length - a.length)
    .map(escapeRegExp)
  const own =
    words.length === 0 ? '' : String.raw`|(?<![\p{L}\p{N}_$])(?:${words.join('|')})(?![\p{L}\p{N}_])`
  const pattern = new RegExp(
    String.raw`<(${NAME})>|\{\{[ \t]*(${NAME})[ \t]*\}\}|(?<![\p{L}\p{N}$])(?:${DATE})(?![\p{L}\p{N}])${own}`,
    'gu',
  )
  const closed = closedTags(text)
  const found: Candidate[] = []
  for (const match of text.matchAll(pattern)) {
    const [written, angle, braces] = match
    const name = angle ?? braces ?? written
    const candidate: Candidate = {
      start: match.index,
      end: match.index + written.length,
      written,
      name,
      form: angle !== undefined ? 'angle' : braces !== undefined ? 'braces' : 'word',
      tag: angle !== undefined && (markup.has(name) || closed.has(name)),
    }
    if (isPlaceholder(candidate, text)) found.push(candidate)
  }
  return found
}

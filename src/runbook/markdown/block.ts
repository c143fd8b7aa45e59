/** A stretch of the source, as offsets; the end is exclusive. */
export interface Segment {
  readonly start: number
  readonly end: number
}

/** Lines of text without the marks of what they stand in, joined by "\n"; `segments` says where in the source each line is. */
export interface Text {
  readonly text: string
  readonly segments: readonly Segment[]
}

export interface Heading {
  readonly type: 'heading'
  readonly level: number
  readonly text: Text
  readonly start: number
}

export interface Paragraph {
  readonly type: 'paragraph'
  readonly text: Text
  readonly start: number
}

export interface CodeLine {
  readonly text: string
  readonly start: number
}

/** A fence, or (with `language` null and no marks) indented code. */
export interface Code {
  readonly type: 'code'
  readonly language: string | null
  readonly lines: readonly CodeLine[]
  /** False where the fence's end is missing and its container or the file ended it. */
  readonly closed: boolean
  readonly start: number
}

export interface Html {
  readonly type: 'html'
  readonly text: Text
  /** False for a comment (or `<script>` and its like) that the rest of the file went into. */
  readonly closed: boolean
  readonly start: number
}

export interface Quote {
  readonly type: 'quote'
  readonly children: readonly Block[]
  readonly start: number
}

/** Lists themselves are not kept: which items stand together is never asked. */
export interface ListItem {
  readonly type: 'item'
  readonly ordered: boolean
  readonly children: readonly Block[]
  readonly start: number
}

export interface Rule {
  readonly type: 'rule'
  readonly start: number
}

export type Block = Heading | Paragraph | Code | Html | Quote | ListItem | Rule

/** Where in the source a place of a text stands. */
export const offsetIn = (text: Text, index: number): number => {
  let rest = index
  let last = 0
  for (const {start, end} of text.segments) {
    if (rest <= end - start) return start + rest
    rest -= end - start + 1
    last = end
  }
  return last
}

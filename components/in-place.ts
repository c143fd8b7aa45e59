/** What is drawn has no identity but its place: a row that changes is the same row with other text. So its place is its key. */
export const inPlace = <T>(parts: readonly T[]): readonly {readonly key: string; readonly part: T}[] =>
  parts.map((part, place) => ({key: String(place), part}))

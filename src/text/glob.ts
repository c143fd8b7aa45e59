/** A part of a glob, between two slashes, as a regular expression for one name: `*`, `?` and `[...]`. */
export const namePattern = (part: string): RegExp => {
  const source = part.replace(/\[[^\]]+\]|[*?]|[.+^${}()|[\]\\/]/g, piece => {
    if (piece === '*') return '[^/]*'
    if (piece === '?') return '[^/]'
    return piece.length > 1 ? piece.replace(/^\[!/, '[^') : `\\${piece}`
  })
  try {
    return new RegExp(`^${source}$`, 'u')
  } catch {
    // Brackets that hold no range are themselves.
    return new RegExp(`^${part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}$`, 'u')
  }
}

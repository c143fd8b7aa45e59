/**
 * Ink 6.8 goes one row too few up before it writes the lines of a frame that have changed (mended in Ink 7, which wants
 * Node 22): everything would stand one row too low. Frames here are always one row less than the terminal, so the move is
 * known exactly; anything else is left as it is.
 */
export const mendFrame = (text: string, rows: number): string => {
  const tooFew = `\u001B[${rows - 2}A`
  return rows > 2 && text.startsWith(tooFew) ? `\u001B[${rows - 1}A${text.slice(tooFew.length)}` : text
}

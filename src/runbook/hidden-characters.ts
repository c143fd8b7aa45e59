/** Characters that make a command read otherwise than it runs: bidirectional controls, and NUL, which ends it for the system. */
const hidden = /[\0\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/

/** The first character of a command's text that hides what it does. */
export const findHidden = (text: string): {readonly index: number; readonly character: string} | null => {
  const match = hidden.exec(text)
  return match === null ? null : {index: match.index, character: match[0]}
}

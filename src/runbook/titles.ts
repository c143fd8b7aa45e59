import {type Safe, safe} from '#src/text/safe.ts'

const number = /^(\d{1,9}(?:\.\d{1,9}){0,9})(?:[.)](?=\s)|(?=\s))\s+(?=\S)/

/** Takes the number ("4.1") off the start of a heading; a heading that is nothing but a number keeps it as its title. */
export const splitNumber = (text: string): {readonly number: string | null; readonly title: Safe} => {
  const match = number.exec(text)
  if (match === null) return {number: null, title: safe(text)}
  return {number: match[1] ?? null, title: safe(text.slice(match[0].length))}
}

/** A title made of the file's name, for a runbook without one. */
export const titleOfFile = (file: string): Safe => {
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)
  return safe(name.replace(/\.(?:md|markdown)$/i, '') || name || file)
}

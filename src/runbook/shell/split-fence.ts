import type {Safe} from '#src/text/safe.ts'
import {safe} from '#src/text/safe.ts'
import {commentWords} from './comment-text.ts'
import {looksLikeTranscript, readTranscript} from './console.ts'
import type {FenceOptions, FencePart} from './fence-part.ts'
import type {ScannedCommand, Scanner} from './frames.ts'
import type {Entry} from './naming.ts'
import {nameEntries} from './naming.ts'
import {provided} from './provided.ts'
import {scanScript} from './scan-script.ts'
import {shellText} from './shell-text.ts'

const shown = (text: string | null): Safe | null => (text === null ? null : safe(text))

/** A loop leaves its variable behind: does a command read one before a loop of its own sets it? */
const sharesLoopVariables = (s: Scanner): boolean => {
  if (s.loopNames.size === 0 || s.commands.length < 2) return false
  // What scripts call in capitals may be in the environment, and then every later program sees the change.
  if ([...s.loopNames].some(name => name === name.toUpperCase())) return true
  const setsIt = (offset: number): boolean =>
    /\b(?:for|select)\s+$/.test(s.text.slice(Math.max(0, offset - 20), offset))
  return s.commands.some(({start, end}) => {
    const met = new Set<string>()
    for (const {0: name, index} of s.text.slice(start, end).matchAll(/[A-Za-z_][A-Za-z0-9_]*/g)) {
      if (!s.loopNames.has(name) || met.has(name)) continue
      if (!setsIt(start + index)) return true
      met.add(name)
    }
    return false
  })
}

const lastCharacter = (text: string): number => {
  let end = text.length
  while (end > 0 && text[end - 1] === '\n') end -= 1
  return end
}

/** The commands to offer one by one: as scanned, or all of them as one where a later line may need what an earlier one did. */
const commandsOf = (s: Scanner): {readonly commands: readonly ScannedCommand[]; readonly whole: boolean} => {
  const first = s.commands[0]
  const last = s.commands.at(-1)
  if (first === undefined || last === undefined) return {commands: [], whole: false}
  const whole = s.uncertain || s.sets || s.looksBack || sharesLoopVariables(s)
  if (!whole) return {commands: s.commands, whole}
  const end = s.uncertain ? lastCharacter(s.text) : last.end
  return {commands: [{start: first.start, end, follows: s.commands.some(command => command.follows)}], whole}
}

const lineStarts = (text: string): readonly number[] => {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

const lineOf = (starts: readonly number[], offset: number): number => {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/**
 * The commands and links of a fenced shell block, in order. A block is split only where its commands, each in a shell of its own,
 * do what the block would do in one; in doubt it stays whole. Linear in the block, never throws.
 */
export const splitFence = (code: string, options: FenceOptions): readonly FencePart[] => {
  const source = code.replace(/\r\n/g, '\n')
  const transcript =
    options.language === 'console' || looksLikeTranscript(source) ? readTranscript(source) : null
  const text = transcript?.text ?? source
  const interpreter = options.language === 'sh' ? 'sh' : 'bash'
  const s = scanScript(text, {bash: interpreter === 'bash', annotated: Object.keys(options.inputs)})
  const {commands, whole} = commandsOf(s)
  const starts = lineStarts(text)
  const entries: Entry[] = commands.map(({start, end}) => ({
    kind: 'command',
    line: lineOf(starts, start),
    lastLine: lineOf(starts, end),
  }))
  const from = commands[0]?.start ?? text.length
  const to = commands.at(-1)?.end ?? text.length
  const inside: string[] = []
  for (const {start, end} of s.comments) {
    const comment = text.slice(start, end)
    if (whole && start > from && start < to) inside.push(comment)
    else entries.push({kind: 'comment', text: comment, line: lineOf(starts, start)})
  }
  entries.sort((a, b) => a.line - b.line)
  const firstInside = inside.map(commentWords).find(words => words !== null) ?? null
  const give = provided(s, options)
  let next = 0
  let occurrence = 0
  return nameEntries(entries).map(named => {
    const line = transcript?.lines[named.line] ?? named.line
    const note = shown(named.note)
    if (named.kind === 'link') return {kind: 'link', title: safe(named.title), note, url: named.url, line}
    const command = commands[next] ?? {start: 0, end: 0, follows: false}
    next += 1
    const first = occurrence
    while ((s.occurrences[occurrence]?.start ?? Number.POSITIVE_INFINITY) < command.end) occurrence += 1
    const piece = text.slice(command.start, command.end)
    return {
      kind: 'command',
      title: shown(named.title ?? (whole ? firstInside : null)),
      note,
      source: piece,
      shell: shellText(piece, {
        from: command.start,
        interpreter,
        occurrences: s.occurrences.slice(first, occurrence),
        provided: give,
      }),
      watch: command.follows,
      part: named.part,
      line,
    }
  })
}

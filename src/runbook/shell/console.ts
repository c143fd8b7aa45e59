import {scanScript} from './scan-script.ts'

/** A script drawn from a transcript, and where each of its lines stood. */
interface Transcript {
  readonly text: string
  readonly lines: readonly number[]
}

type Prompt = 'user' | 'root'

const PROMPT =
  /^[ \t]{0,8}(?:\([\w.-]+\) ?)?(?:\[?[\w.-]+@[\w.-]+(?:[: ][^\s#$%>\]]*)?\]? ?|(?:bash|sh)-[\d.]+|[\w.-]+:[~/][^\s#$%>]*)?([$#%❯➜])(?:[ \t]+(.*))?$/

const readPrompt = (
  line: string,
): {readonly kind: Prompt; readonly rest: string; readonly signed: boolean} | null => {
  const found = PROMPT.exec(line)
  if (found === null) return null
  const [, sign = '', rest = ''] = found
  return {kind: sign === '#' ? 'root' : 'user', rest, signed: !/^[ \t]*#/.test(line)}
}

/** Whether a fence of another language is a transcript all the same: no command is called `$`. */
export const looksLikeTranscript = (code: string): boolean =>
  /^\$[ \t]/.test(code.split('\n').find(line => line.trim() !== '' && !line.startsWith('#')) ?? '')

/**
 * The commands of a terminal's transcript: what stands behind a prompt, with the lines that a command not yet complete goes on in
 * (behind `> ` or not); all else is output. `# ` at the start of a line is a comment as soon as any line has another prompt
 * (`$ `, `user@host:~# `), and root's prompt only where there is none. A comment right behind output is taken for output.
 */
export const readTranscript = (code: string): Transcript => {
  const source = code.split('\n')
  const commented = source.some(line => readPrompt(line)?.signed === true)
  const text: string[] = []
  const lines: number[] = []
  const add = (line: string, at: number): void => {
    text.push(line)
    lines.push(at)
  }
  const promptAt = (at: number): ReturnType<typeof readPrompt> => {
    const prompt = readPrompt(source[at] ?? '')
    return prompt === null || (commented && !prompt.signed) ? null : prompt
  }
  // Each line taken into a command has it read again; an endless one must not cost more than some readings of the whole.
  let budget = 4 * code.length + 65_536
  let afterOutput = false
  for (let at = 0; at < source.length; at += 1) {
    const line = source[at] ?? ''
    const prompt = promptAt(at)
    if (prompt === null) {
      if (line.trim() === '') add('', at)
      else if (commented && /^[ \t]*#/.test(line) && !afterOutput) add(line, at)
      afterOutput = line.trim() !== '' && (afterOutput || !/^[ \t]*#/.test(line))
      continue
    }
    afterOutput = false
    let command = prompt.rest
    add(command, at)
    while (at + 1 < source.length && promptAt(at + 1) === null && budget > 0 && !isComplete(command)) {
      budget -= command.length
      at += 1
      const more = (source[at] ?? '').replace(/^[ \t]*> ?/, '')
      command += `\n${more}`
      add(more, at)
    }
  }
  return {text: text.join('\n'), lines}
}

const isComplete = (command: string): boolean => !scanScript(command, {bash: true, annotated: []}).uncertain

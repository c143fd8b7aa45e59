import {type ChildProcessWithoutNullStreams, spawn, spawnSync} from 'node:child_process'
import {appendFileSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

/** A fenced block of a tutorial, with what a comment above it says of a file. */
export interface TutorialBlock {
  readonly language: string
  readonly text: string
  readonly how: 'file' | 'from there on' | 'at the end' | null
  readonly file: string
  readonly line: number
}

const fence = /^(`{3,})(\w+)$/

export const blocksOf = (markdown: string): readonly TutorialBlock[] => {
  const lines = markdown.split('\n')
  const blocks: TutorialBlock[] = []
  for (let at = 0; at < lines.length; at++) {
    const [, ticks, language] = fence.exec(lines[at] ?? '') ?? []
    if (ticks === undefined || language === undefined) continue
    const end = lines.indexOf(ticks, at)
    const [, how = null, file = ''] =
      /^<!-- (file|from there on|at the end): (\S+) -->$/.exec(lines[at - 1] ?? '') ?? []
    const text = `${lines.slice(at + 1, end).join('\n')}\n`
    blocks.push({language, text, how: how as TutorialBlock['how'], file, line: at + 1})
    at = end
  }
  return blocks
}

/** Writes the block's file below the directory, as a reader would with an editor. */
export const saveBlock = ({how, file, text}: TutorialBlock, directory: string): void => {
  const path = join(directory, file)
  if (how === 'file') {
    writeFileSync(path, text)
    return
  }
  if (how === 'at the end') {
    appendFileSync(path, `${file.endsWith('.md') ? '\n' : ''}${text}`)
    return
  }
  const before = readFileSync(path, 'utf8')
  const from = before.indexOf(text.slice(0, text.indexOf('\n')))
  if (from === -1) throw new Error(`nothing in ${file} begins like:\n${text}`)
  writeFileSync(path, before.slice(0, from) + text)
}

export interface Reader {
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  /** What has to be said to a new shell first, so that it is like the one that the reader has all the time. */
  readonly prelude: string
  /** What differs from place to place, as the tutorial shows it. */
  readonly shown: (text: string) => string
}

export const runBlock = (text: string, {env, cwd, prelude, shown}: Reader): string => {
  const {stdout, stderr} = spawnSync('bash', ['-c', `${prelude}\n${text}`], {cwd, env, encoding: 'utf8'})
  return shown(stdout + stderr)
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** What a shown line stands for: `…` is anything. */
const patternOf = (line: string): string => line.split('…').map(escaped).join('.*')

/** Null where the output is as shown: line by line, with `…` on a line of its own for any number of them. */
export const differsFrom = (shown: string, output: string): string | null => {
  const lines = output.trimEnd().split('\n')
  let at = 0
  let isFree = false
  for (const line of shown.trimEnd().split('\n')) {
    if (line === '…') {
      isFree = true
      continue
    }
    const pattern = new RegExp(`^${patternOf(line)}$`)
    const found = isFree ? lines.findIndex((each, index) => index >= at && pattern.test(each)) : at
    if (found === -1 || !pattern.test(lines[found] ?? '')) return `not as shown: ${line}\nbut:\n${output}`
    at = found + 1
    isFree = false
  }
  return isFree || at === lines.length ? null : `more than shown:\n${lines.slice(at).join('\n')}`
}

const prompt = 'rollcall> '
const answered = /^(type .+ cancels: |who: |channel: |owner: |due date: )(.+)$/

/** Sits at a session as its transcript shows it: types what was typed there, and waits for what was shown. */
export const walkBlock = async (text: string, reader: Reader): Promise<void> => {
  const [command = '', ...lines] = text.trimEnd().split('\n')
  const child: ChildProcessWithoutNullStreams = spawn(
    'bash',
    ['-c', `${reader.prelude}\n${command.replace(/^\$ /, '')}`],
    {cwd: reader.cwd, env: reader.env},
  )
  let printed = ''
  let at = 0
  let wake = (): void => undefined
  let isGone = false
  const hear = (chunk: string): void => {
    printed += chunk
    wake()
  }
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear)
  child.stdin.on('error', () => undefined)
  const left = new Promise<void>(resolve =>
    child.on('close', () => {
      isGone = true
      wake()
      resolve()
    }),
  )
  // News comes behind a prompt too: one that was printed since the last line was typed is still there.
  let typed = 0
  const types = (line: string): void => {
    child.stdin.write(`${line}\n`)
    typed = at = reader.shown(printed).length
  }
  const until = async (pattern: string, from?: number): Promise<void> => {
    const giveUpAt = performance.now() + 20_000
    for (;;) {
      const rest = reader.shown(printed).slice(from ?? at)
      const match = new RegExp(pattern, 'm').exec(rest)
      if (match !== null) {
        at = Math.max(at, (from ?? at) + match.index + match[0].length)
        return
      }
      if (isGone || performance.now() > giveUpAt) throw new Error(`never ${pattern} in:\n${rest}`)
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, Math.max(1, giveUpAt - performance.now()))
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
  try {
    for (const line of lines) {
      const [, question, answer] = answered.exec(line) ?? []
      if (line === '…') continue
      if (line.startsWith(prompt)) {
        await until(escaped(prompt), typed)
        types(line.slice(prompt.length))
      } else if (question !== undefined) {
        await until(escaped(question), typed)
        types(answer ?? '')
      } else await until(patternOf(line))
    }
    child.stdin.end()
    await left
  } finally {
    child.kill('SIGKILL')
  }
}

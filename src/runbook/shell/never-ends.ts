/** A word of a command without its quotes; null where the shell puts something in. */
type Word = string | null

/** Programs that run another command, and the options of theirs that take a word; `operands` words stand before the command. */
const wrappers: Readonly<Record<string, {readonly takes: string; readonly operands: number}>> = {
  sudo: {takes: 'ughpCrtTUDR', operands: 0},
  doas: {takes: 'uC', operands: 0},
  env: {takes: 'uCS', operands: 0},
  nice: {takes: 'n', operands: 0},
  ionice: {takes: 'cnp', operands: 0},
  nohup: {takes: '', operands: 0},
  stdbuf: {takes: 'ioe', operands: 0},
  unbuffer: {takes: '', operands: 0},
  command: {takes: '', operands: 0},
  exec: {takes: 'a', operands: 0},
  ssh: {takes: 'BbcDEeFIiJLlmOopQRSWw', operands: 1},
}

const screens = new Set(
  'atop bpytop btop ctop glances gtop htop iftop iotop k9s kubetail multitail nethogs nload nmon pg_top stern top'.split(
    ' ',
  ),
)
const samplers = new Set(['vmstat', 'iostat', 'mpstat', 'pidstat', 'dstat', 'sar'])
const containers = new Set([
  'docker',
  'docker-compose',
  'podman',
  'podman-compose',
  'nerdctl',
  'kubectl',
  'oc',
])

/** Whether a short option stands among the words, also within a cluster such as `-fn`; `takes` are those whose value may be glued on. */
const hasShort = (words: readonly Word[], letters: string, takes: string): boolean =>
  words.some(word => {
    if (word === null || !/^-[^-]/.test(word)) return false
    for (const letter of word.slice(1)) {
      if (letters.includes(letter)) return true
      if (takes.includes(letter)) return false
    }
    return false
  })

const hasLong = (words: readonly Word[], ...names: readonly string[]): boolean =>
  words.some(word => word !== null && names.some(name => word === name || word.startsWith(`${name}=`)))

const options = (words: readonly Word[]): readonly Word[] => {
  const end = words.indexOf('--')
  return end < 0 ? words : words.slice(0, end)
}

/** `docker logs -f`, `kubectl get pods -w`: the option counts behind the verb, since `-f` before it names a file. */
const containerFollows = (words: readonly Word[]): boolean => {
  const verb = words.findIndex(
    word => word !== null && ['logs', 'get', 'events', 'stats', 'exec'].includes(word),
  )
  const rest = options(words.slice(verb + 1))
  switch (verb < 0 ? null : words[verb]) {
    case 'logs':
      return hasShort(rest, 'f', 'ncl') && !hasLong(rest, '--follow=false') ? true : hasLong(rest, '--follow')
    case 'get':
      return hasShort(rest, 'w', 'nlo') || hasLong(rest, '--watch')
    case 'stats':
      return !hasLong(rest, '--no-stream')
    case 'events':
      return hasShort(rest, 'w', 'n') || hasLong(rest, '--watch') || !hasLong(rest, '--until')
    default:
      return false
  }
}

const follows = (program: string, args: readonly Word[]): boolean => {
  const given = options(args)
  switch (program) {
    case 'tail':
      return (hasShort(given, 'fF', 'cns') || hasLong(given, '--follow')) && !hasLong(given, '--pid')
    case 'journalctl':
      return hasShort(given, 'f', 'utpnocDMgSUiTF') || hasLong(given, '--follow')
    case 'dmesg':
      return hasShort(given, 'wW', 'flns') || hasLong(given, '--follow', '--follow-new')
    case 'watch':
      return !hasShort(given, 'gqe', 'n') && !hasLong(given, '--chgexit', '--equexit', '--errexit')
    case 'less':
      return args.includes('+F')
    case 'ping':
      return !hasShort(given, 'cw', 'iIsWtQpM')
    case 'inotifywait':
      return hasShort(given, 'm', 'et')
    case 'redis-cli':
      return args.some(word => word?.toLowerCase() === 'monitor' || word === '--stat' || word === '--latency')
    default:
      // A screen that was told how often stops by itself.
      if (screens.has(program)) return !hasShort(given, 'n', 'dupU') || program === 'stern'
      if (samplers.has(program))
        return args.filter(word => word !== null && /^[0-9]+$/.test(word)).length === 1
      return containers.has(program) && containerFollows(args)
  }
}

/** Skips a wrapper's options, `NAME=value` words and operands: the index of the command it runs. */
const innerCommand = (
  words: readonly Word[],
  wrapper: {readonly takes: string; readonly operands: number},
): number => {
  let at = 1
  let operands = wrapper.operands
  while (at < words.length) {
    const word = words[at] ?? ''
    if (word === '--') return at + 1
    if (/^-[^-]$/.test(word) && wrapper.takes.includes(word.slice(1))) at += 2
    else if (word.startsWith('-') || /^[A-Za-z_][A-Za-z0-9_]*=/.test(word)) at += 1
    else if (operands > 0) {
      operands -= 1
      at += 1
    } else return at
  }
  return at
}

/** What a container's `exec` runs inside: everything behind the name of the container. */
const insideContainer = (words: readonly Word[]): readonly Word[] | null => {
  const exec = words.indexOf('exec')
  if (exec < 0) return null
  const dashes = words.indexOf('--', exec)
  const rest = words.slice(exec)
  return dashes < 0 ? rest.slice(innerCommand(rest, {takes: 'uewnc', operands: 1})) : words.slice(dashes + 1)
}

const MAX_WRAPPERS = 8

/**
 * `follows`: it shows what happens until somebody ends it, as `tail -f` does; `cuts`: at the end of a pipeline it ends one that
 * would not, as `head` does. A list of programs, not a proof: an annotation's `watch` says it for the others.
 */
export const neverEnds = (command: readonly Word[]): 'follows' | 'cuts' | 'ends' => {
  let words = command
  for (let depth = 0; depth < MAX_WRAPPERS; depth += 1) {
    const program = words[0]?.replace(/^.*\//s, '')
    if (!program) return 'ends'
    const args = words.slice(1)
    if (program === 'head') return 'cuts'
    if (
      program.endsWith('grep') &&
      (hasShort(args, 'mq', 'eABCf') || hasLong(args, '--max-count', '--quiet', '--silent'))
    )
      return 'cuts'
    const wrapper = Object.hasOwn(wrappers, program) ? wrappers[program] : undefined
    const inner =
      wrapper !== undefined
        ? words.slice(innerCommand(words, wrapper))
        : containers.has(program)
          ? insideContainer(words)
          : null
    if (inner === null) return follows(program, args) ? 'follows' : 'ends'
    // ssh takes a whole command line as one word.
    words = inner.length === 1 && program === 'ssh' ? (inner[0]?.split(/\s+/) ?? []) : inner
  }
  return 'ends'
}

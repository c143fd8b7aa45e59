import type {ShellVariable} from '#src/runbook/types.ts'
import type {FenceOptions} from './fence-part.ts'
import type {Occurrence, Scanner} from './frames.ts'
import {annotatedInput, environmentName} from './input-names.ts'

/** Variables that every shell or login has; nobody has to be asked for them. */
const wellKnown = new Set(
  (
    '_ BASH BASHOPTS BASHPID COLUMNS COMP_WORDBREAKS DIRSTACK EPOCHREALTIME EPOCHSECONDS EUID FUNCNAME GROUPS HISTCMD HOME ' +
    'HOSTNAME HOSTTYPE IFS LANG LINENO LINES LOGNAME MACHTYPE MAPFILE OLDPWD OPTARG OPTERR OPTIND OSTYPE PATH PIPESTATUS PPID ' +
    'PS1 PS2 PS4 PWD RANDOM REPLY SECONDS SHELL SHELLOPTS SHLVL SRANDOM TERM TMPDIR UID USER'
  ).split(' '),
)

const isWellKnown = (name: string): boolean => wellKnown.has(name) || name.startsWith('BASH_')

/** Which values a script gets from us, and under which name each travels. */
export type Provided = (occurrence: Occurrence) => ShellVariable | null

const asked = (s: Scanner, {inputs, declared}: FenceOptions): ReadonlySet<string> => {
  const names = new Set<string>()
  const opaque = new Set<string>()
  for (const {form, name, written, start, arithmetic} of s.occurrences) {
    if (form === 'opaque' || (form === 'operator' && arithmetic !== 'no')) opaque.add(name)
    if (form !== 'plain' && form !== 'operator') continue
    if (s.assigned.has(name) || names.has(name)) continue
    const meant = annotatedInput(inputs, written) !== null || Object.hasOwn(declared, name)
    // What a sourced file sets is not for the operator to answer.
    const known = isWellKnown(name) || (s.sourcedFrom !== null && start > s.sourcedFrom)
    if (meant || !known) names.add(name)
  }
  // A value that the shell takes for the name of a variable can run a command, so it is none that we would give.
  for (const name of opaque) names.delete(name)
  return names
}

/**
 * Decides for the whole fence, so that one input has one name in all its commands, and a placeholder's name in the
 * environment never is one that the script uses for something else.
 */
export const provided = (s: Scanner, options: FenceOptions): Provided => {
  const names = asked(s, options)
  const taken = new Set(s.assigned)
  for (const {form, name} of s.occurrences) if (form !== 'placeholder') taken.add(name)
  const environment = new Map<string, string>()
  const environmentOf = (input: string): string => {
    const known = environment.get(input)
    if (known !== undefined) return known
    const wanted = environmentName(input)
    let name = wanted
    for (let count = 2; taken.has(name); count += 1) name = `${wanted}_${count}`
    taken.add(name)
    environment.set(input, name)
    return name
  }
  return ({form, name, written}) => {
    if (form === 'placeholder') {
      const input = annotatedInput(options.inputs, written) ?? name
      return {env: environmentOf(input), input, placeholder: written}
    }
    if (!names.has(name)) return null
    return {env: name, input: annotatedInput(options.inputs, `$${name}`) ?? name, placeholder: `$${name}`}
  }
}

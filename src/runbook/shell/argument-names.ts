import type {ShellText} from '#src/runbook/types.ts'

/** Commands that the shell runs in its own process: what they are given stands in no command line of the system. */
const builtin =
  /^(?:(?:if|then|elif|else|while|until|do|!|time|\{)\s+)*(?:echo|printf|test|\[\[?|:|true|false|export|declare|local|readonly|unset|cd|read|let|set|shift|return|exit|trap|umask|wait)(?:\s|$)/
const assignment = /^(?:[A-Za-z_][A-Za-z0-9_]*=\S*\s*)*[A-Za-z_][A-Za-z0-9_]*=\S*$/
const separator = /[;&|()\n]/

/** Whether quotes are open there, so that what looks like a separator may be none. */
const isQuoted = (before: string): boolean =>
  (before.match(/"/g)?.length ?? 0) % 2 === 1 || (before.match(/'/g)?.length ?? 0) % 2 === 1

const isArgument = (text: string, at: number): boolean => {
  let start = at
  while (start > 0 && !separator.test(text[start - 1] ?? '')) start -= 1
  if (isQuoted(text.slice(0, start))) return true
  const before = text.slice(start, at).trimStart()
  return !builtin.test(before) && !assignment.test(before.replace(/["']$/, ''))
}

/**
 * Of the variables that a command gets, those whose values become arguments of another program, which every local user
 * can see while it runs. Where that cannot be told with certainty it counts as seen.
 */
export const argumentNames = ({text, variables}: ShellText): ReadonlySet<string> =>
  new Set(
    variables
      .map(({env}) => env)
      .filter(env =>
        [
          ...text.matchAll(new RegExp(`\\$(?:${env}(?![A-Za-z0-9_])|\\{[#!]?${env}(?![A-Za-z0-9_]))`, 'g')),
        ].some(({index}) => isArgument(text, index)),
      ),
  )

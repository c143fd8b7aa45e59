const verbs = [
  'resume',
  'watch',
  'sessions',
  'status',
  'export',
  'check',
  'lint',
  'schema',
  'print',
  'verify',
]

const starts = (args: readonly string[]): boolean =>
  args.some(arg => arg.endsWith('.md')) && !args.some(arg => verbs.includes(arg))

/** The same command line, in which a content that is begun with is said to be trusted: nobody else has seen what the tests write. */
export const trusting = (args: readonly string[]): readonly string[] =>
  starts(args) || args.includes('--adopt') ? [...args, '--trust'] : args

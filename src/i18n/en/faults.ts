import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

const meant = (suggestion: Safe | null): Safe =>
  suggestion === null ? say`` : say` Did you mean "${suggestion}"?`

/** What a value should have been. */
const expectations = {
  mapping: say`a mapping (key: value)`,
  list: say`a list`,
  text: say`a text`,
  'not-empty': say`a text that is not empty`,
  'not-empty-list': say`a list with at least one entry`,
  boolean: say`true or false`,
  integer: say`a whole number`,
  number: say`a number`,
  duration: say`a duration above zero, such as 500ms, 5s or 2m`,
  days: say`a number of days, such as 14d`,
  id: say`a name of the letters a–z, digits, ".", "_" and "-" that begins with a letter or digit`,
  'variable-name': say`the name of an environment variable: letters, digits and "_"`,
  'input-name': say`the name of an input: letters, digits, ".", "_" and "-"`,
  template: say`a text in which a variable stands as \${NAME} or \${NAME:-default}, not nested`,
  'capturing-pattern': say`a regular expression with a group in parentheses`,
  'no-variables': say`a text without variables: none are filled in here`,
  amount: say`a number such as 100, or a share such as 0.5%`,
  'ten-seconds': say`never, or a duration of at least 10s: a ping to the workers has to stay rare`,
  'twenty-samples': say`at least 20 samples: a percentile of fewer means nothing`,
  json: say`JSON text`,
  'http-status': say`a status such as 200 or 2xx`,
  else: say`another kind of value`,
}

export type Expected = keyof typeof expectations

/** What stood there instead. */
export type Found = 'mapping' | 'list' | 'nothing' | 'hidden' | {readonly text: Safe}

const foundInstead = (found: Found): Safe => {
  if (found === 'mapping') return say`a mapping`
  if (found === 'list') return say`a list`
  if (found === 'nothing') return say`nothing`
  if (found === 'hidden') return say`something else`
  return say`"${found.text}"`
}

/** Faults of a runbook or a probes file: what is wrong, what was expected, what to do. File, line and column are put before it. */
export const faults = {
  'unknown-key': (f: {key: Safe; known: Safe; suggestion: Safe | null}) =>
    say`unknown key "${f.key}".${meant(f.suggestion)} Known here: ${f.known}.`,

  // The probes file
  'unknown-probe': (f: {name: Safe; known: Safe; suggestion: Safe | null}) =>
    say`there is no probe "${f.name}".${meant(f.suggestion)} There are: ${f.known}.`,
  'borrowed-type': (f: {name: Safe; type: Safe; wanted: Safe}) =>
    say`the probe "${f.name}" is of the type ${f.type}; one of the type ${f.wanted} is needed here.`,
  'needs-cycle': (f: {cycle: Safe}) =>
    say`these probes need each other: ${f.cycle}. None of them could ever run.`,
  'password-written': () =>
    say`a password is written out here. Put it into a variable, write \${NAME} for it, and list NAME under "secrets".`,
  'password-default': (f: {name: Safe}) =>
    say`the secret ${f.name} has a default written out here. Write \${${f.name}} or \${${f.name}:-} for it.`,
  'undeclared-secret': (f: {name: Safe}) =>
    say`${f.name} stands where a secret belongs, but is not listed under "secrets": its value would not be masked.`,

  // Keys that belong together, or not
  'needs-one-of': (f: {keys: Safe}) => say`one of these keys is needed: ${f.keys}.`,
  'not-together': (f: {key: Safe; other: Safe}) =>
    say`"${f.key}" cannot stand beside "${f.other}". Keep one of them.`,
  'needs-beside': (f: {key: Safe; others: Safe}) =>
    say`"${f.key}" needs one of these beside it: ${f.others}.`,
  'not-among': (f: {name: Safe; source: Safe}) =>
    say`"${f.name}" is not given under "${f.source}", so there is nothing to compare with.`,
  'saved-later': (f: {name: Safe}) =>
    say`${f.name} is saved by this step or a later one, so it has no value here yet.`,
  'effects-once': (f: {key: Safe}) =>
    say`"${f.key}" cannot repeat a probe with effects: it runs once for each confirmation.`,

  // YAML and the fields read from it
  'wrong-value': (f: {key: Safe; found: Found; expected: Expected}) =>
    say`${f.key}: expected ${expectations[f.expected]}, found ${foundInstead(f.found)}.`,
  'wrong-choice': (f: {key: Safe; found: Safe; known: Safe; suggestion: Safe | null}) =>
    say`${f.key}: "${f.found}" is not possible.${meant(f.suggestion)} Possible: ${f.known}.`,
  'missing-key': (f: {key: Safe}) => say`the key "${f.key}" is missing.`,
  'duplicate-key': (f: {key: Safe; line: number}) =>
    say`the key "${f.key}" is already given in line ${f.line}.`,
  'out-of-range': (f: {from: number; to: number}) => say`expected a whole number from ${f.from} to ${f.to}.`,
  'bad-pattern': (f: {pattern: Safe}) =>
    say`"${f.pattern}" is not a regular expression (JavaScript notation, flag u).`,
  'yaml-not-supported': (f: {
    what: 'anchor' | 'alias' | 'tag' | 'merge' | 'directive' | 'documents' | 'key'
  }) => {
    const names = {
      anchor: say`an anchor (&name)`,
      alias: say`an alias (*name)`,
      tag: say`a tag (!name)`,
      merge: say`a merge key (<<)`,
      directive: say`a directive (%)`,
      documents: say`a second document (---)`,
      key: say`a key that is not plain text`,
    }
    return say`${names[f.what]} is not supported here. Write the value out, or put it in quotes if it is text.`
  },
  'yaml-indentation': () =>
    say`the indentation does not fit: entries of one mapping begin in the same column.`,
  'yaml-tab': () => say`a tab is used for indentation. Use spaces.`,
  'yaml-unclosed': () => say`a quote or bracket is not closed.`,
  'yaml-escape': () => say`unknown escape in double quotes. In single quotes a backslash stands for itself.`,
  'yaml-colon': () =>
    say`a colon begins a second mapping in this line. Put the value in quotes if it is text.`,
  'yaml-start': () => say`an unquoted value cannot begin with this character. Put it in quotes.`,
  'yaml-syntax': () => say`this is not YAML that can be read from here on.`,
  'yaml-too-deep': () => say`nested too deeply.`,
  'too-large': (f: {limit: Safe}) => say`the file is larger than ${f.limit}.`,
  'not-a-mapping': () => say`expected entries of the form key: value.`,
  'not-a-flow-mapping': () => say`an annotation is one mapping in braces: {key: value}.`,
}

export type FaultTexts = typeof faults

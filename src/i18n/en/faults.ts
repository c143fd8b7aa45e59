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
  date: say`a date as YYYY-MM-DD`,
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

  // The runbook
  'annotation-misplaced': () =>
    say`this annotation stands after nothing it could mean. Put it right after a heading, a list item or a block of commands.`,
  'annotation-ambiguous': () =>
    say`this annotation stands after an item and after the one that holds it. Put it at the end of the line it means.`,
  'annotation-twice': (f: {line: number}) =>
    say`there is an annotation for this already, in line ${f.line}. Put everything into one.`,
  'annotation-beside-text': () =>
    say`there is text beside this annotation. An annotation is the last thing on its line.`,
  'annotation-dashes': () => say`"--" cannot stand inside a comment. Use another dash, or one only.`,
  'annotation-without-brace': (f: {key: Safe}) =>
    say`this comment begins with "${f.key}:" but is not an annotation, and is ignored. An annotation is in braces: {${f.key}: …}.`,
  'comment-unclosed': () =>
    say`this comment is never closed, so that it could hide the rest of the file. End it with -->.`,
  'fence-unclosed': () => say`this block of commands is never closed. End it with the marks it begins with.`,
  'hidden-in-command': (f: {character: Safe}) =>
    say`the command holds ${f.character}, which makes it read otherwise than it runs. Remove the character.`,
  'nested-too-deep': () => say`lists or quotes are nested too deeply here. Fifty levels are the limit.`,
  'duplicate-id': (f: {id: Safe; line: number}) =>
    say`the id "${f.id}" is already given in line ${f.line}. Sections and items share their names; give another one.`,
  'unknown-need': (f: {name: Safe; known: Safe; suggestion: Safe | null}) =>
    say`needs: there is no section or item "${f.name}".${meant(f.suggestion)} There are: ${f.known}.`,
  'sections-cycle': (f: {cycle: Safe}) =>
    say`these wait for each other: ${f.cycle}. None of them could ever begin.`,
  'no-probes': (f: {name: Safe; count: number}) =>
    f.count === 1
      ? say`the probe "${f.name}" is named here, but there is no probes file, or it defines none. Put one beside the runbook (x.probes.yaml for x.md), or give --probes FILE.`
      : say`the probe "${f.name}" is named here, and probes in ${f.count} places, but there is no probes file, or it defines none. Put one beside the runbook (x.probes.yaml for x.md), or give --probes FILE.`,
  'unknown-input': (f: {name: Safe; known: Safe; suggestion: Safe | null}) =>
    say`there is no input "${f.name}" in the probes file.${meant(f.suggestion)} There are: ${f.known}.`,
  'placeholder-missing': (f: {placeholder: Safe}) =>
    say`the placeholder "${f.placeholder}" does not occur where it could be filled in.`,
  'steps-count': (f: {found: number; expected: number}) =>
    say`steps: ${f.found} given, but the block holds ${f.expected} (commands and links, in order).`,
  'danger-and-safe': () => say`a command cannot be both danger and safe. Keep one of them.`,
  'not-for-links': (f: {key: Safe}) =>
    say`"${f.key}" means nothing for a link. Known here: id, verify, note.`,
  'no-use-here': (f: {key: Safe}) => say`"${f.key}" means nothing for this kind of item. Remove it.`,
  'trigger-outside-decision': () =>
    say`"trigger" raises a criterion, and those stand only in a section with {mode: decision}. Use "probe" here.`,
  'contact-expected': () => say`a contact is written as "- **Name:** value".`,
  'box-without-text': () => say`a box without a text; it is left out.`,
  'nearly-a-box': (f: {written: Safe}) =>
    say`"${f.written}" is no box, so this is not an item to tick. A box is "[ ]" with a space in it, and a space after it.`,
  'box-in-quote': () => say`a box in a quote is not an item to tick. Take the ">" away.`,
  'nothing-to-do': () =>
    say`there is nothing to do in this runbook: no "- [ ]", no numbered step, no block of commands.`,

  // What lint finds in a sound runbook; why that is one, and what to do, stands in lint.ts
  'contact-placeholder': (f: {name: Safe}) =>
    say`what stands for ${f.name} is a placeholder: not ready for a real night.`,
  'contact-unknown': (f: {id: Safe; known: Safe; suggestion: Safe | null}) =>
    say`the probes file gives a value for the contact "${f.id}", which does not exist.${meant(f.suggestion)} There are: ${f.known}.`,
  'probe-unused': (f: {name: Safe}) => say`nothing in the runbook uses the probe "${f.name}".`,
  'input-unused': (f: {name: Safe}) => say`no command uses the input "${f.name}".`,
  'section-empty': (f: {title: Safe}) => say`the section "${f.title}" has no items.`,
  'duplicate-title': (f: {title: Safe; line: number}) =>
    say`"${f.title}" stands in this section already, in line ${f.line}; the two cannot be told apart.`,
  'looks-dangerous': (f: {word: Safe}) =>
    say`"${f.word}" can destroy something, and nothing says how dangerous this is.`,
  'wished-state': (f: {title: Safe}) =>
    say`"${f.title}" tells what to do, not what is to be seen when all is well.`,
  'long-section': (f: {title: Safe; count: number}) =>
    say`"${f.title}" holds ${f.count} items; a good list has fewer than ten.`,
  'killer-late': (f: {title: Safe; place: number; count: number}) =>
    say`the killer item "${f.title}" comes late: it is number ${f.place} of ${f.count} in its section.`,
  'secret-written': () => say`a password, token or key seems to be written out here.`,
  rehearsal: (f: {how: 'unknown' | 'ahead' | 'old'; date: Safe; days: number}) => {
    if (f.how === 'unknown')
      return say`nobody says when this runbook, which can destroy something, was rehearsed.`
    if (f.how === 'ahead') return say`"rehearsed" is ${f.date}, and that day has not come yet.`
    return say`it was last rehearsed on ${f.date}, ${f.days} days ago.`
  },

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
  'unknown-placeholder': (f: {name: Safe; meant: Safe}) =>
    say`there is no {{${f.name}}}${f.meant === '' ? say`.` : say`; did you mean {{${f.meant}}}?`}`,
  'no-template': (f: {audience: Safe; paths: Safe}) =>
    say`there is no message template for "${f.audience}"; looked for ${f.paths}.`,
  'not-a-flow-mapping': () => say`an annotation is one mapping in braces: {key: value}.`,
}

export type FaultTexts = typeof faults

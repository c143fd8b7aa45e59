import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** A rule of lint: why it is one, in a sentence, and what mends it. */
interface Rule {
  readonly why: () => Safe
  readonly fix: () => Safe
}

const rule = (why: Safe, fix: Safe): Rule => ({why: () => why, fix: () => fix})

/** The rules that lint teaches, by the codes of what they find. */
export const rules = {
  'wished-state': rule(
    say`"check Redis" is done as soon as somebody has looked, whatever there was to see; only a stated state can be found to be untrue.`,
    say`write what is seen when all is well: "Redis: answers" instead of "Check Redis".`,
  ),
  'long-section': rule(
    say`at night nobody keeps more than nine things in view: in long lists items are skipped, and the place is lost.`,
    say`divide it under headings of its own, by what belongs together or by who does it.`,
  ),
  'killer-late': rule(
    say`what decides everything has to be known before time is spent on the rest, and the end of a list is where people are interrupted.`,
    say`move it to the first half of its section.`,
  ),
  'contact-placeholder': rule(
    say`the number that is missing is noticed in the one minute in which it is needed.`,
    say`write the real one here, or under "contacts" in the probes file.`,
  ),
  'contact-unknown': rule(
    say`a number that belongs to nobody is shown to nobody.`,
    say`name a contact of the runbook by its id, or take the entry out.`,
  ),
  'probe-unused': rule(
    say`a probe that ticks nothing looks like a check that is made, and is none.`,
    say`name it at an item (probe, trigger, verify or baseline), or take it out of the probes file.`,
  ),
  'input-unused': rule(
    say`an input that fills nothing in is mostly a placeholder that is written otherwise in the command.`,
    say`name it under "inputs" of its command, or take it out of the probes file.`,
  ),
  'section-empty': rule(
    say`a section with nothing in it seems to be finished.`,
    say`write what is to be true or to be done in it, or take the heading out.`,
  ),
  'duplicate-title': rule(
    say`who reads "done" in the record has to know of which.`,
    say`say in each title what it is about.`,
  ),
  'looks-dangerous': rule(
    say`a dangerous command asks for the target's name, so that it runs on the right one; any other asks for a word that fingers know.`,
    say`annotate it with danger: true, or, where it destroys nothing, with safe: true.`,
  ),
  'secret-written': rule(
    say`a runbook is copied, printed and pasted into channels, and everything in it with it.`,
    say`write a variable ($NAME), list NAME under "secrets" in the probes file, and change the secret: it was readable until now.`,
  ),
  'password-written': rule(
    say`a probes file is copied and kept in version control, and everything in it with it.`,
    say`put it into a variable, and change it: it was readable until now.`,
  ),
  'password-default': rule(
    say`a default is read by everybody who reads the file.`,
    say`take the default out, and change the secret: it was readable until now.`,
  ),
  'undeclared-secret': rule(
    say`only a declared secret is masked on the screen, on disk and in exports.`,
    say`list its name under "secrets" in the probes file.`,
  ),
  rehearsal: rule(
    say`what nobody has walked through for half a year was written for hosts, scripts and people that have changed since.`,
    say`rehearse it from its first item to its last, and write the day into the probes file: rehearsed: YYYY-MM-DD.`,
  ),
}

/** The heads of the table of all rules. */
const table = {
  rule: () => say`rule`,
  why: () => say`why`,
  fix: () => say`what mends it`,
  itself: () => say`mended by --fix`,
}

/** What `lint` prints beside the faults themselves. */
export const lint = {
  rules,
  table,
  said: (f: {line: Safe; rule: Safe}) => say`${f.line} [${f.rule}]`,
  why: (f: {why: Safe}) => say`    why: ${f.why}`,
  fix: (f: {fix: Safe}) => say`    fix: ${f.fix}`,
  mendable: () => say`--fix does so where it is certain.`,
  'fixed-danger': (f: {path: Safe; line: number; rule: Safe}) =>
    say`${f.path}:${f.line}: wrote danger: true [${f.rule}]`,
  'fixed-secret': (f: {path: Safe; line: number; rule: Safe; name: Safe}) =>
    say`${f.path}:${f.line}: listed ${f.name} under secrets [${f.rule}]`,
}

export type LintTexts = typeof lint
export type LintRule = keyof typeof rules

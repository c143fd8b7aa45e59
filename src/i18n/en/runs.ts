import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** What is said around commands that run on production: trust, cards, runs elsewhere, output, stopping. */
export const runs = {
  // Trust
  untrusted: (f: {title: Safe; files: Safe}) =>
    say`READ ONLY: nobody has trusted this content yet. ${f.title} (${f.files}) would run:`,
  'plan-enter': () => say`harmless, on Enter`,
  'plan-word': () => say`after a typed word`,
  'plan-target': () => say`DANGEROUS, after the target's name`,
  'plan-watch': () => say`watches`,
  'plan-probes': () => say`== probes, by themselves and again and again ==`,
  'plan-probe': (f: {name: Safe; type: Safe}) => say`  ${f.name}: ${f.type}`,
  'untrusted-what': () => say`Nothing was started, looked at or recorded.`,
  'untrusted-how': (f: {path: Safe; digest: Safe}) =>
    say`If that is what is meant to run: rollcall ${f.path} --trust   (once for this content, SHA-256 ${f.digest})`,
  'untrusted-adopt': (f: {id: Safe}) =>
    say`Nothing was taken over. If that is what is meant to run: rollcall resume ${f.id} --adopt --trust`,
  foreign: () => say`characters outside ASCII are written out as <U+…>: a letter may look like another one`,
}

export type RunsTexts = typeof runs

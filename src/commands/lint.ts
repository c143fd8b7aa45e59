import {realpathSync, statSync} from 'node:fs'
import {resolve} from 'node:path'
import type {Context} from '#src/app/context.ts'
import {defaultRunbook, faultLine, type Inspected, inspectRunbook, type ReadText} from '#src/app/load.ts'
import {templateFaults} from '#src/app/telling/draft.ts'
import {type ExitCode, exitCodes} from '#src/errors.ts'
import type {LintRule} from '#src/i18n/en/lint.ts'
import type {Texts} from '#src/i18n/texts.ts'
import type {Fault} from '#src/runbook/faults.ts'
import {type Mended, type Mending, mendable, mendProbesFile, mendRunbook} from '#src/runbook/lint/mend.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {writeFile} from './write-file.ts'

/**
 * `rollcall lint [RUNBOOK]`: every fault of a runbook, its probes file and its message templates, each with the rule's
 * reason; warnings alone are 0, with --strict 2. With --fix what is mechanical is mended first.
 */
export const lint = async (
  context: Context,
  [path]: readonly (string | undefined)[],
  options: Readonly<Record<string, unknown>>,
): Promise<ExitCode> => {
  const {texts} = context
  const file = resolve(path ?? defaultRunbook(texts.language))
  const inspect = (): Inspected =>
    inspectRunbook(
      file,
      {probes: context.options.probes, today: context.now().toISOString().slice(0, 10)},
      texts,
    )
  const print = (line: Safe): void => void context.stdout.write(`${line}\n`)
  if (options.fix === true) {
    const mended = mend(context, inspect())
    for (const line of mended) print(line)
    if (mended.length === 0) print(texts.cli['nothing-to-fix']())
  }
  const {runbook, faults: own} = inspect()
  const faults = runbook === null ? own : [...own, ...templateFaults(file, runbook)]
  for (const line of taughtLines(faults, texts, {fixed: options.fix === true})) print(line)
  const errors = faults.filter(fault => fault.severity === 'error').length
  const warnings = faults.length - errors
  print(
    errors + warnings === 0
      ? texts.cli['lint-clean']({path: safe(file)})
      : texts.cli['lint-count']({errors, warnings}),
  )
  return errors > 0 || (options.strict === true && warnings > 0) ? exitCodes.usage : exitCodes.ok
}

/** Each fault; where a rule is met for the first time, with its reason and what mends it. */
const taughtLines = (
  faults: readonly Fault[],
  texts: Texts,
  {fixed}: {readonly fixed: boolean},
): readonly Safe[] => {
  const taught = new Set<string>()
  return faults.flatMap(fault => {
    const {code} = fault.detail
    const line = texts.lint.said({line: faultLine(fault, texts), rule: safe(code)})
    const said =
      fault.severity === 'error' ? texts.cli['lint-error']({line}) : texts.cli['lint-warning']({line})
    if (taught.has(code) || !isRule(code, texts)) return [said]
    taught.add(code)
    const {why, fix} = texts.lint.rules[code]
    const how = mendable.has(code) && !fixed ? say`${fix()} ${texts.lint.mendable()}` : fix()
    return [said, texts.lint.why({why: why()}), texts.lint.fix({fix: how})]
  })
}

const isRule = (code: string, {lint: {rules}}: Texts): code is LintRule => Object.hasOwn(rules, code)

/** Mends runbook and probes file on disk; a line for each thing that was changed. */
const mend = (context: Context, {runbook, settings, source, probes}: Inspected): readonly Safe[] => {
  const untouched = (text: string): Mended => ({text, mendings: []})
  const own = runbook === null ? untouched(source.text) : mendRunbook(source.text, {settings})
  const inProbes = probes?.exact === true ? mendProbesFile(probes.text) : untouched('')
  return [...put(context, source, own), ...(probes === null ? [] : put(context, probes, inProbes))]
}

const put = (
  context: Context,
  {path, repairs, exact}: ReadText,
  {text, mendings}: Mended,
): readonly Safe[] => {
  const {texts} = context
  // What neither was read exactly nor is known how it was damaged is left alone.
  if (!exact && repairs.length === 0) return []
  if (repairs.length === 0 && mendings.length === 0) return []
  // Behind a link is the file that everybody else reads, too.
  const real = realpathSync(path)
  writeFile(context, real, {text, mode: statSync(real).mode & 0o777})
  const shown = safe(path)
  const how = joinSafe(
    repairs.map(repair => texts.repairs[repair]),
    ', ',
  )
  return [
    ...(repairs.length === 0 ? [] : [texts.cli.fixed({path: shown, how})]),
    ...mendings.map(mending => mendedLine(mending, shown, texts)),
  ]
}

const mendedLine = (mending: Mending, path: Safe, {lint: said}: Texts): Safe => {
  const facts = {path, line: mending.line, rule: safe(mending.rule)}
  return mending.rule === 'looks-dangerous'
    ? said['fixed-danger'](facts)
    : said['fixed-secret']({...facts, name: mending.name})
}

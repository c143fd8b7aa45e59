import type {CodeOf} from '#src/i18n/code.ts'
import type {Expected, FaultTexts} from '#src/i18n/en/faults.ts'

/** What a schema objects to. Where the value stands, and what it was, is added by whoever read the file. */
export type Problem =
  | {readonly problem: 'expected'; readonly expected: Expected}
  | {readonly problem: 'detail'; readonly detail: CodeOf<FaultTexts>}

/** The issue that carries a problem through zod; `path` leads from the checked value to the part that is wrong. */
export const problemIssue = (
  problem: Problem,
  input: unknown,
  path: readonly PropertyKey[] = [],
): {code: 'custom'; input: unknown; path: PropertyKey[]; params: Problem} => ({
  code: 'custom',
  input,
  path: [...path],
  params: problem,
})

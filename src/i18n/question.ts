import {type Safe, safe} from '#src/text/safe.ts'
import type {QuestionTexts} from './en/questions.ts'

/** An item's question in the reader's language; as it is written where it is none of the usual ones. */
export const questionWord = (questions: QuestionTexts, name: string): Safe =>
  Object.entries(questions).find(([known]) => known === name)?.[1] ?? safe(name)

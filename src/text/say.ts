import type {Safe} from './safe.ts'

/** Template tag for our own sentences: what is put into one has passed `safe()` or is a number, so the sentence is safe too. */
export const say = (sentence: TemplateStringsArray, ...values: readonly (Safe | number)[]): Safe =>
  String.raw({raw: sentence}, ...values) as Safe

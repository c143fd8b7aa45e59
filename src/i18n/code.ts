import type {Safe} from '#src/text/safe.ts'

/** A table of sentences: for each code a function from its facts to the sentence in one language. */
export type Table = Readonly<Record<string, (facts: never) => Safe>>

/**
 * The coded form of a table's sentences: the code and exactly the facts its sentence needs. Pure code returns these;
 * only the edge turns them into words. A code without a sentence, in either language, does not compile.
 */
export type CodeOf<T extends Table> = {
  [Code in keyof T & string]: Parameters<T[Code]> extends [infer Facts]
    ? {readonly code: Code} & Readonly<Facts>
    : {readonly code: Code}
}[keyof T & string]

/** The sentence for a coded value. */
export const sentence = <T extends Table>(table: T, coded: CodeOf<T>): Safe =>
  (table[coded.code] as (facts: CodeOf<T>) => Safe)(coded)

declare const redactedBrand: unique symbol

/** A value in which every declared secret, in each encoding we know, has been masked. */
export type Redacted<T> = T & {readonly [redactedBrand]: true}

declare const safeBrand: unique symbol

/** Text that can be printed anywhere: it moves no cursor, hides nothing and reaches no clipboard. */
export type Safe = string & {readonly [safeBrand]: true}

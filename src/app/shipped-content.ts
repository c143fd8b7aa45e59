declare const SHIPPED_CONTENT: string | undefined

/**
 * Digests of the contents that came along when this program was built (scripts/bundle.mjs puts them in). They are not
 * taken from the files beside it: who edits those has made another content. Empty where the sources run unbuilt.
 */
export const shippedContent: readonly string[] =
  typeof SHIPPED_CONTENT === 'undefined' ? [] : SHIPPED_CONTENT.split(' ')

/** The value as one word of a shell, in quotes only where it needs them. */
export const shellWord = (value: string): string =>
  /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`

export interface ShownValue {
  readonly env: string
  /** Null: none yet. Of a secret never the value. */
  readonly value: string | null
  readonly secret: boolean
}

const inside = ({env, value, secret}: ShownValue): string | null =>
  secret ? (value === null || value === '' ? '' : `[${env}]`) : value

/**
 * A command's text with the values that it gets in their places, for a person to read: a secret stands as `[NAME]`. Null
 * where a value is still wanted or there is none. It is never what runs.
 */
export const resolvedText = (text: string, values: readonly ShownValue[]): string | null => {
  if (values.length === 0) return null
  let resolved = text
  for (const shown of values) {
    const value = inside(shown)
    if (value === null) return null
    const {env, secret} = shown
    const word = secret && value !== '' ? value : shellWord(value)
    resolved = resolved
      .replaceAll(`"$${env}"`, () => word)
      .replaceAll(`"\${${env}}"`, () => word)
      .replaceAll(`\${${env}}`, () => value)
      .replace(new RegExp(`\\$${env}(?![A-Za-z0-9_])`, 'g'), () => value)
  }
  return resolved
}

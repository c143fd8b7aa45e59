export type Language = 'tr' | 'en'

/** The language that the locale asks for, by POSIX's order of precedence; English where it asks for neither. */
export const localeLanguage = (env: Readonly<Record<string, string | undefined>>): Language => {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^tr([_.@-]|$)/i.test(locale) ? 'tr' : 'en'
}

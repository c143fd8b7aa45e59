import Conf from 'conf'

/** A runbook's content that somebody said may be run, under its digest. */
export interface TrustedContent {
  readonly title: string
  readonly path: string
  readonly by: string
  readonly at: string
}

/** What is kept between sessions and is not the truth of any of them. */
export interface Preferences {
  operator?: string
  language?: 'tr' | 'en'
  trusted?: Readonly<Record<string, TrustedContent>>
}

const word = {type: 'string'} as const

/** Opens `config.json` in the given home (mode 0600), so that `--home` makes everything hermetic. */
export const openSettings = (home: string): Conf<Preferences> =>
  new Conf<Preferences>({
    cwd: home,
    configName: 'config',
    configFileMode: 0o600,
    // A damaged preferences file must never stop a rollback: it is set aside as if it were empty.
    clearInvalidConfig: true,
    schema: {
      operator: word,
      language: {type: 'string', enum: ['tr', 'en']},
      trusted: {
        type: 'object',
        propertyNames: {pattern: '^[0-9a-f]{64}$'},
        additionalProperties: {
          type: 'object',
          properties: {title: word, path: word, by: word, at: word},
          required: ['title', 'path', 'by', 'at'],
        },
      },
    },
  })

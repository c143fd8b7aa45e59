import Conf from 'conf'

/** What is kept between sessions and is not the truth of any of them. */
export interface Preferences {
  operator?: string
  language?: 'tr' | 'en'
}

/** Opens `config.json` in the given home (mode 0600), so that `--home` makes everything hermetic. */
export const openSettings = (home: string): Conf<Preferences> =>
  new Conf<Preferences>({
    cwd: home,
    configName: 'config',
    configFileMode: 0o600,
    // A damaged preferences file must never stop a rollback: it is set aside as if it were empty.
    clearInvalidConfig: true,
    schema: {operator: {type: 'string'}, language: {type: 'string', enum: ['tr', 'en']}},
  })

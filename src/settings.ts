import Conf from 'conf'
import {z} from 'zod'

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

// Judged here and not by `conf`, whose own way costs each start a validator that writes and compiles JavaScript.
const preferences = z.looseObject({
  operator: z.string().optional(),
  language: z.enum(['tr', 'en']).optional(),
  trusted: z
    .record(
      z.string().regex(/^[0-9a-f]{64}$/),
      z.object({title: z.string(), path: z.string(), by: z.string(), at: z.string()}),
    )
    .optional(),
})

/** Opens `config.json` in the given home (mode 0600), so that `--home` makes everything hermetic. */
export const openSettings = (home: string): Conf<Preferences> => {
  const settings = new Conf<Preferences>({
    cwd: home,
    configName: 'config',
    configFileMode: 0o600,
    // A damaged preferences file must never stop a rollback: it is set aside as if it were empty.
    clearInvalidConfig: true,
  })
  if (!preferences.safeParse(settings.store).success) settings.clear()
  return settings
}

import type {Runbook} from '#src/runbook/types.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import {openSettings, type TrustedContent} from '#src/settings.ts'
import type {Loaded} from './load.ts'
import {shippedContent} from './shipped-content.ts'
import {sha256Of} from './source-file.ts'

/**
 * Why a content may run what stands in it: it came along, was trusted before, is trusted with this start, or holds
 * neither a command nor a probe nor a way to send a message.
 */
export type Trust = 'shipped' | 'kept' | 'given' | 'runs-nothing'

/** Runbook and probes file as one: a probe can run a program too, and says what a command's inputs are. */
export const contentDigest = ({source, probes}: Pick<Loaded, 'source' | 'probes'>): string =>
  sha256Of(`${source.sha256} ${probes?.sha256 ?? 'none'}`)

const runsNothing = (runbook: Runbook): boolean =>
  Object.keys(runbook.settings.probes).length === 0 &&
  Object.keys(runbook.settings.messages).length === 0 &&
  itemsOf(runbook).every(item => item.kind !== 'command')

export interface TrustWish {
  /** Null where there is none: then nothing was trusted before. */
  readonly home: string | null
  /** `--trust`. */
  readonly given: boolean
  readonly operator: string
  readonly now: Date
}

/** Whether this content may run anything; null: nobody has trusted it. What is trusted now is kept, once for each content. */
export const trustIn = (loaded: Loaded, wish: TrustWish): Trust | null => {
  if (runsNothing(loaded.runbook)) return 'runs-nothing'
  const digest = contentDigest(loaded)
  if (shippedContent.includes(digest)) return 'shipped'
  if (wish.home !== null && Object.hasOwn(keptIn(wish.home), digest)) return 'kept'
  if (!wish.given || wish.home === null) return null
  keep(wish.home, digest, {
    title: loaded.runbook.title,
    path: loaded.source.path,
    by: wish.operator,
    at: wish.now.toISOString(),
  })
  return 'given'
}

// Settings that cannot be read name nothing that was trusted; where they cannot be written, the word holds this once.
const keptIn = (home: string): Readonly<Record<string, TrustedContent>> => {
  try {
    return openSettings(home).get('trusted') ?? {}
  } catch {
    return {}
  }
}

const keep = (home: string, digest: string, content: TrustedContent): void => {
  try {
    const settings = openSettings(home)
    settings.set('trusted', {...settings.get('trusted'), [digest]: content})
  } catch {
    // Asked for again with the next start.
  }
}

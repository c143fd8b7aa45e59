import type {Texts} from '#src/i18n/texts.ts'
import type {Item} from '#src/runbook/types.ts'
import type {Session} from '#src/session/state.ts'
import {type Safe, safe} from '#src/text/safe.ts'

/** At a next step: what was noted as cause, lesson or suggestion in the night, so that nobody looks for it. */
export const notedBefore = (
  {telling}: Pick<Texts, 'telling'>,
  session: Session,
  item: Item,
): readonly Safe[] =>
  item.kind !== 'follow-up'
    ? []
    : session.notes.flatMap(({mark, text}) =>
        mark === null ? [] : [telling['noted-before']({mark: telling[`mark-${mark}`](), text: safe(text)})],
      )

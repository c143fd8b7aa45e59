import {copyText} from '#src/app/telling/clipboard.ts'
import {draftMessage} from '#src/app/telling/draft.ts'
import {type Way, type Ways, waysFor} from '#src/app/telling/ways.ts'
import {sentence} from '#src/i18n/code.ts'
import {type Draft, joinDraft, splitDraft} from '#src/messages/template.ts'
import {findItem} from '#src/runbook/walk.ts'
import {messageWord} from '#src/session/confirm-words.ts'
import {sendObstacle} from '#src/session/decide-telling.ts'
import type {Language} from '#src/session/events.ts'
import {joinSafe, type Safe, safe, safeBlock} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Desk} from './desk.ts'
import {tell} from './desk.ts'

/** The draft that was shown last, at the item that it belongs to: what is sent is what was seen. */
export interface ShownDraft {
  readonly item: string
  readonly audience: string
  readonly language: Language
  readonly draft: Draft
  readonly ways: Ways
}

const audienceHere = (desk: Desk): {readonly item: string; readonly audience: string} | null => {
  const item = desk.here === null ? null : findItem(desk.open.store.state().runbook, desk.here)
  return item?.kind === 'manual' && item.message !== null ? {item: item.id, audience: item.message} : null
}

/** `message [tr|en]`: drafts the item's message from the facts as they are now, and shows it. */
export const draftHere = (desk: Desk, word: string): void => {
  const here = audienceHere(desk)
  if (here === null) {
    desk.print(sentence(desk.texts.refusals, {code: 'no-message-here'}))
    return
  }
  const own = desk.open.store.state().session.facts?.language ?? desk.texts.language
  const language = word === 'tr' || word === 'en' ? word : own
  const drafted = draftMessage(desk.open, {...here, language, now: desk.now()}, desk.texts)
  if (!drafted.ok) {
    desk.print(...drafted.lines)
    return
  }
  desk.draft = {...here, language, draft: drafted.draft, ways: waysFor(desk.open, here.audience)}
  showDraft(desk, desk.draft)
}

const showDraft = (desk: Desk, {audience, draft, ways}: ShownDraft): void => {
  const {telling} = desk.texts
  desk.print(telling['draft-for']({audience: safe(audience)}))
  if (draft.subject !== '') desk.print(say`    ${telling.subject({subject: safe(draft.subject)})}`)
  for (const line of safeBlock(draft.text).split('\n')) desk.print(say`    ${safe(line)}`)
  desk.print(
    ...ways.ways.map((way, index) => say`  ${index + 1}. ${wayLine(desk, way)}`),
    ...ways.missing.map(({way, names}) =>
      telling['way-missing']({way: telling[`way-${way}`](), names: safe(names.join(', '))}),
    ),
    ...(ways.ways.length === 0 && ways.missing.length === 0 ? [telling['no-way']()] : []),
    telling['line-offers'](),
  )
}

export const recipientsOf = (way: Pick<Way, 'recipients'>): Safe => joinSafe(way.recipients.map(safe), ', ')

const wayLine = ({texts: {telling}}: Desk, way: Way): Safe =>
  telling['send-by']({way: telling[`way-${way.way}`](), to: recipientsOf(way)})

/** The draft of the current item, or the sentence that one has to be looked at first. */
const shownHere = (desk: Desk): ShownDraft | null => {
  if (desk.draft !== null && desk.draft.item === desk.here) return desk.draft
  desk.print(desk.texts.telling['no-draft']())
  return null
}

/** `edit`: lets the operator write in an editor of their own; what comes back is shown, and is then what may be sent. */
export const editDraft = async (desk: Desk): Promise<void> => {
  const shown = shownHere(desk)
  if (shown === null) return
  const end = await desk.lend('message.md', joinDraft(shown.draft))
  if (end.kind === 'failed') {
    const facts = {program: safe(end.program), cause: safe(end.cause)}
    return desk.print(desk.texts.desk['program-failed'](facts))
  }
  const edited = splitDraft(desk.open.redact(end.text))
  desk.draft = {...shown, draft: edited}
  showDraft(desk, desk.draft)
}

/** `copy`: the draft that was shown. */
export const copyDraft = (desk: Desk): void => {
  const shown = shownHere(desk)
  if (shown === null) return
  const name = `message-${shown.audience}`
  const copied = copyText(desk.open, {name, text: joinDraft(shown.draft)}, desk.clipboard, desk.texts)
  desk.print(copied.line)
}

/** `send [NUMBER]`: shows text and recipients once more by their confirmation, which is a word; then sends, once. */
export const sendDraft = async (desk: Desk, rest: string): Promise<void> => {
  const {telling, refusals} = desk.texts
  const {runbook, session} = desk.open.store.state()
  const obstacle = desk.here === null ? null : sendObstacle(runbook, session, desk.here)
  if (obstacle !== null) return desk.print(sentence(refusals, obstacle))
  const shown = shownHere(desk)
  if (shown === null) return
  const {ways} = shown.ways
  if (ways.length === 0) return desk.print(telling['no-way']())
  const way = rest === '' && ways.length === 1 ? ways[0] : ways[Number(rest) - 1]
  if (way === undefined) return desk.print(telling['usage-send']({count: ways.length}))
  desk.print(telling.to({to: recipientsOf(way), way: telling[`way-${way.way}`]()}))
  const typed = await desk.ask(telling['ask-send-word']({word: safe(messageWord(session))}))
  if (typed === null || typed.trim() === '') return desk.print(desk.texts.lines.cancelled())
  const {item, audience, language, draft} = shown
  if (!tell(desk, await desk.messages.send({item, audience, language, draft, typed}, way))) return
  desk.draft = null
  const message = desk.open.store.state().session.messages.length
  desk.print(telling.sending({message}))
  await Promise.race([desk.messages.whenOver(message), desk.left])
}

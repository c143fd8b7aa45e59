import {findItem} from '#src/runbook/walk.ts'
import {safe} from '#src/text/safe.ts'
import {actOnItem} from './act-on-item.ts'
import {continueElsewhere} from './continue.ts'
import {decideNow} from './decide.ts'
import {type Desk, type Left, tell} from './desk.ts'
import {abort, finish} from './ending.ts'
import {exportNow} from './export.ts'
import {noteFailureChoice} from './failure.ts'
import {goTo, moveOn, showEvidence, showHelp, showList} from './look.ts'
import {draftHere, editDraft, sendDraft} from './message.ts'
import {readNote} from './note.ts'
import {handOver, showContacts, tryContact, update} from './people.ts'
import {goBack} from './take-back.ts'
import {unseen} from './unseen.ts'
import {splitFirst, type Word} from './words.ts'

/** Does what a word says at the current item; answers with how the session was left, or null where it goes on. */
export const actOn = async (desk: Desk, word: Exclude<Word, 'quit'>, rest: string): Promise<Left | null> => {
  await noteFailureChoice(desk, word, rest)
  switch (word) {
    case 'help':
      showHelp(desk)
      return null
    case 'list':
      showList(desk)
      return null
    case 'contacts':
      showContacts(desk)
      return null
    case 'show':
      showEvidence(desk)
      return null
    case 'goto':
      goTo(desk, rest)
      return null
    case 'next':
      moveOn(desk)
      return null
    case 'message':
      draftHere(desk, rest)
      return null
    case 'send':
      await sendDraft(desk, rest)
      return null
    case 'edit':
      await editDraft(desk)
      return null
    case 'reached':
      await tryContact(desk, rest, 'reached')
      return null
    case 'noanswer':
      await tryContact(desk, rest, 'no-answer')
      return null
    case 'update':
      await update(desk, rest)
      return null
    case 'handover':
      return handOver(desk, rest)
    case 'export':
      await exportNow(desk, rest === '' ? null : rest)
      return null
    case 'abort':
      return abort(desk, rest)
    case 'finish':
      return finish(desk, rest)
    case 'continue':
      await continueElsewhere(desk, rest)
      return null
    case 'decide':
      await decideNow(desk, rest)
      return null
    case 'set':
      await setValue(desk, rest)
      return null
    case 'accept':
      tell(desk, await desk.open.store.dispatch({type: 'confirm-changes', reason: rest}))
      return null
    case 'note':
      tell(desk, await desk.open.store.dispatch({type: 'note', item: desk.here, ...readNote(rest)}))
      return null
    case 'back':
      await goBack(desk)
      return null
    default: {
      const item = desk.here === null ? null : findItem(desk.open.store.state().runbook, desk.here)
      if (item !== null) await actOnItem(desk, item, word, rest)
      return null
    }
  }
}

const setValue = async (desk: Desk, rest: string): Promise<void> => {
  const [name, value] = splitFirst(rest)
  const {lines, runs} = desk.texts
  const {inputs, secrets} = desk.open.store.state().runbook.settings
  const spec = Object.hasOwn(inputs, name) ? inputs[name] : undefined
  const secret = spec?.secret === true || secrets.includes(name)
  // Without a value it is asked for: a secret, so that it stands nowhere; what may be empty, so that it can be.
  const asks = value === '' && (secret || spec?.optional === true)
  if (name === '' || (value === '' && !asks)) return desk.print(lines['usage-set']())
  if (secret && !asks && process.stdin.isTTY) desk.print(runs['secret-on-screen']({name: safe(name)}))
  const given = asks ? await unseen(() => desk.ask(runs['ask-secret']({name: safe(name)}))) : value
  if (given === null || (given === '' && spec?.optional !== true)) return desk.print(lines.cancelled())
  if (tell(desk, await desk.open.setInput(name, given))) showValue(desk, name, given)
}

/** What was set, but for a secret, which is never shown. */
const showValue = (desk: Desk, name: string, value: string): void => {
  const {lines} = desk.texts
  const secret = desk.open.store.state().session.inputs.get(name)?.secret === true
  desk.print(
    secret ? lines['value-secret']({name: safe(name)}) : lines.value({name: safe(name), value: safe(value)}),
  )
}

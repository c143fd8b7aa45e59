import type {Item} from '#src/runbook/types.ts'
import type {EventType, NoteMark} from '#src/session/events.ts'
import {safe} from '#src/text/safe.ts'
import {eventually} from './commands.ts'
import type {Night, NightStep, StepOf} from './night-script.ts'
import {ended, ticked, wordOf} from './night-script-lines.ts'
import {type ScreenOperator, sitAtScreen} from './screen-operator.ts'

/** The sign in front of the row that the cursor is on. */
const cursor = '[›❯>]'

export interface Played {
  /** How the last program that sat there ended. */
  readonly left: number | string
  /** Everything that was written to the terminals, one after the other. */
  readonly bytes: Buffer
}

export interface Seated {
  readonly night: Night
  readonly operator: ScreenOperator
}

/** Plays the script with keys on the screen. */
export const playOnScreen = async (
  script: readonly NightStep[],
  night: Night,
  size: {readonly columns?: number; readonly rows?: number} = {},
): Promise<Played> => {
  const sit = (args: readonly string[]): ScreenOperator => {
    const {site, language, operator: name} = night
    return sitAtScreen(['--lang', language, '--operator', name, ...args], {
      cwd: site.dir,
      home: site.home,
      env: site.env,
      ...size,
    })
  }
  const bytes: Buffer[] = []
  let operator = sit([night.file])
  await arrive({night, operator})
  for (const step of script) {
    const seated = {night, operator}
    if (step.do === 'finish') {
      await finish(seated)
      break
    }
    if (step.do === 'watch') {
      await goTo(seated, step.item)
      await ticked(night, step.item)
      continue
    }
    if (step.do === 'run') {
      await run(seated, step)
      if (step.killedAt === undefined) continue
      operator.signal('SIGKILL')
      await operator.leaves
      bytes.push(operator.bytes())
      operator = sit(['resume'])
      await comeBack({night, operator}, step.item)
    } else await say(seated, step)
  }
  if (script.at(-1)?.do !== 'finish') operator.press('q')
  const left = await operator.leaves
  bytes.push(operator.bytes())
  return {left, bytes: Buffer.concat(bytes)}
}

/** The list takes the keys: the line above the keys says what Enter does. */
const atRest = ({operator}: Seated): Promise<readonly string[]> => operator.sees(/Enter: /)

/** Closes what is told before the first item, where there is something. */
export const arrive = async (seated: Seated): Promise<void> => {
  const {operator, night} = seated
  const cue = night.texts.screen['panel-cue']()
  if ((await operator.seesOneOf(cue, /Enter: /)) === 0) {
    operator.press('escape')
    await operator.gone(cue)
  }
  await atRest(seated)
  await operator.breathes()
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** As much of a title as surely fits in its row. */
const beginning = ({title}: Item): string => title.slice(0, 20).trim()

/** The cursor is on this item, and Enter does what is expected there. */
const standsAt = ({operator}: Seated, item: Item, enter: string): Promise<readonly string[]> =>
  // On a wide screen the list is one column of several, and the list of sections has a cursor of its own.
  operator.sees(
    new RegExp(
      `^(?=[^]*${cursor} *[[({<].[\\])}>] ${literal(beginning(item))})(?=[^]*${literal(lead(enter))})`,
    ),
  )

/** As much of a sentence as surely stands in one row. */
const lead = (sentence: string): string => sentence.slice(0, 30).trim()

/** Looks the item up by its id. */
export const goTo = async (seated: Seated, id: string, enter = 'Enter: '): Promise<void> => {
  const {operator, night} = seated
  operator.press('/')
  // The field has to stand there: what comes before it in one read with more would pass for a paste.
  await operator.sees(new RegExp(`^${literal(night.texts.forms['ask-search']())}$`, 'm'))
  // In one piece, as a paste: letter by letter the nights would draw ten times as many frames.
  operator.sends(id)
  await operator.sees(new RegExp(`^${cursor} ${literal(id)}`, 'm'))
  operator.press('enter')
  await standsAt(seated, night.item(id), enter)
  await operator.breathes()
}

/** Waits until it is on disk, and is shown. */
const recorded = async ({night, operator}: Seated, type: EventType, item?: string): Promise<void> => {
  await eventually(`${type} ${item ?? ''}`, () => night.happened(type, item).length > 0).catch(error => {
    throw new Error([error.message, ...operator.screen()].join('\n'))
  })
  await atRest({night, operator})
  await operator.lifts()
}

export const answerText = async ({operator}: Seated, label: string, text: string): Promise<void> => {
  // The same words may stand elsewhere, and the field before looks alike: this one is still empty.
  await operator.sees(new RegExp(`^${literal(lead(label))}[^]*^${cursor}\\s*$`, 'm'))
  operator.sends(text)
  // What comes behind it in the same read would be a part of the paste.
  await operator.sees(new RegExp(`^${cursor} ${literal(lead(text))}`, 'm'))
  operator.press('enter')
}

/** Moves down to the row that begins with this, then takes it. Nothing is preselected. */
export const choose = async ({operator, night}: Seated, shown: string): Promise<void> => {
  // One label may be the beginning of another.
  const label = `(! |  )?${literal(shown)}(?![\\p{L}\\d])`
  const wanted = new RegExp(`^\\s*${cursor} ${label}`, 'u')
  const chosen = (): readonly string[] =>
    operator.screen().filter(row => new RegExp(`^\\s*${cursor}`).test(row))
  // Of a long list only a part is seen; that it is a new one shows in that no row of it is chosen.
  await operator.sees(night.texts.screen.armed())
  await eventually('the choice', () => chosen().length === 0)
  await operator.settled()
  for (let step = 0; !chosen().some(row => wanted.test(row)); step += 1) {
    if (step === 60) throw new Error(`no row is ${shown}:\n${operator.screen().join('\n')}`)
    const before = chosen().join('\n')
    operator.press('down')
    // A frame may come in pieces: in between no row is chosen.
    await eventually('the cursor moved', () => chosen().length > 0 && chosen().join('\n') !== before)
    await operator.settled()
  }
  operator.press('enter')
}

export const run = async (seated: Seated, step: StepOf<'run'>): Promise<void> => {
  const {operator, night} = seated
  const {keys, forms} = night.texts
  await goTo(seated, step.item, keys['enter-card']())
  operator.press('enter')
  for (const [name, value] of Object.entries(step.inputs ?? {})) {
    await choose(seated, value)
    await eventually(`${name} set`, () => night.happened('input-set').length > 0)
  }
  if (step.reason !== undefined) {
    await answerText(seated, armedOrReason(forms['ask-gate']), step.reason)
  }
  const word = wordOf(night, step.item)
  await confirmable(seated, step.item)
  if (word !== null) await operator.types(word)
  operator.press('enter')
  if (step.killedAt !== undefined) return void (await operator.sees(step.killedAt))
  await ended(night, step.item)
  await operator.settled()
  operator.press('escape')
  await atRest(seated)
  await operator.breathes()
}

/** The card asks for its confirmation, and takes it. */
export const confirmable = async ({operator, night}: Seated, id: string): Promise<void> => {
  const {forms, screen} = night.texts
  const word = wordOf(night, id)
  const item = night.item(id)
  const target = item.kind === 'command' && item.confirm === 'target'
  const asks =
    word === null ? forms['confirm-run']() : forms[target ? 'word-target' : 'word-run']({word: safe(word)})
  await operator.sees(new RegExp(`${literal(lead(asks))}[^]*${literal(screen.armed())}`))
}

/** The part of the sentence that stands before what is not finished. */
const armedOrReason = (ask: Night['texts']['forms']['ask-gate']): string =>
  (ask({needs: '' as never}).split(':')[0] ?? '').trim()

/** Another shift: closes what the session begins with, and sees the command end. */
const comeBack = async (seated: Seated, item: string): Promise<void> => {
  const {operator, night} = seated
  await operator.sees(night.texts.screen['panel-cue']())
  await arrive(seated)
  night.site.openGate()
  await ended(night, item)
  await operator.settled()
  await operator.breathes()
}

export const say = async (
  seated: Seated,
  step: Exclude<NightStep, {readonly do: 'run' | 'watch' | 'finish'}>,
): Promise<void> => {
  const {operator, night} = seated
  const {forms, keys, questions} = night.texts
  switch (step.do) {
    case 'answer':
      await goTo(seated, step.item, keys['enter-answer']())
      operator.press('enter')
      await choose(seated, forms[`answer-${step.answer}`]())
      return recorded(seated, 'criterion-answered', step.item)
    case 'decide':
      operator.press('D')
      await choose(seated, forms[`decision-${step.choice}`]())
      await answerText(seated, forms['ask-sentence'](), step.sentence)
      return recorded(seated, 'decision-made')
    case 'done': {
      const item = night.item(step.item)
      await goTo(seated, step.item)
      // Enter on a watch opens its card; Space says that it was looked at.
      operator.press(item.kind === 'command' ? 'space' : 'enter')
      for (const [question, answer] of Object.entries(step.answers ?? {})) {
        if (question === 'channel') await chooseChannel(seated, answer)
        else {
          const put = question in questions ? questions[question as keyof typeof questions] : question
          await answerText(seated, put, answer)
        }
      }
      return recorded(seated, 'item-done', step.item)
    }
    case 'confirm':
      await goTo(seated, step.item)
      // What is looked at on demand only has to be looked at before anybody can say that it cannot be.
      if ((await operator.seesOneOf(keys['enter-by-hand'](), keys['enter-first-look']())) === 1) {
        operator.press('enter')
        await operator.sees(keys['enter-by-hand']())
        await operator.breathes()
      }
      operator.press('enter')
      await answerText(seated, forms['ask-how'](), step.how)
      return recorded(seated, 'item-confirmed', step.item)
    case 'assign':
      await goTo(seated, step.item, keys['enter-assign']())
      operator.press('enter')
      await answerText(seated, forms['ask-owner'](), step.owner)
      await answerText(seated, forms['ask-due'](), step.due)
      return recorded(seated, 'follow-up-assigned', step.item)
    case 'skip':
    case 'na':
    case 'override': {
      const {key, form, event} = setAside[step.do]
      await goTo(seated, step.item)
      operator.press(key)
      await answerText(seated, forms[form](), step.reason)
      return recorded(seated, event, step.item)
    }
    case 'defer': {
      const to = night.runbook.sections.find(section => section.id === step.to)
      if (to === undefined) throw new Error(`no section ${step.to}`)
      await goTo(seated, step.item)
      operator.press('d')
      await choose(seated, to.number === null ? to.title : `${to.number} ${to.title}`)
      await answerText(seated, forms['ask-defer'](), step.reason)
      return recorded(seated, 'item-deferred', step.item)
    }
    case 'note':
      await goTo(seated, step.item)
      operator.press('n')
      await operator.sees(lead(forms['ask-note']()))
      for (const mark of marks.slice(0, marks.indexOf(step.mark))) {
        operator.press('tab')
        const next = marks[marks.indexOf(mark) + 1]
        if (next !== undefined && next !== null) await operator.sees(lead(forms[`ask-note-${next}`]()))
      }
      await operator.types(step.text)
      operator.press('enter')
      return recorded(seated, 'note-added')
  }
}

const marks: readonly (NoteMark | null)[] = [null, 'cause', 'lesson', 'suggestion']

const setAside = {
  skip: {key: 's', form: 'ask-skip', event: 'item-skipped'},
  na: {key: 'x', form: 'ask-not-applicable', event: 'item-not-applicable'},
  override: {key: 'o', form: 'ask-override', event: 'item-overridden'},
} as const

/** The usual channels stand in a list; for any other its last row lets it be typed. */
const chooseChannel = async (seated: Seated, channel: string): Promise<void> => {
  const {forms, questions} = seated.night.texts
  const listed = [
    forms['channel-phone'](),
    forms['channel-mail'](),
    forms['channel-slack'](),
    forms['channel-status'](),
  ]
  const isListed = listed.some(each => each === channel)
  await choose(seated, isListed ? channel : forms['channel-other']())
  if (!isListed) {
    await seated.operator.gone(forms['channel-other']())
    await answerText(seated, questions.channel, channel)
  }
}

const finish = async (seated: Seated): Promise<void> => {
  const {operator, night} = seated
  operator.press('end')
  await operator.sees(night.texts.keys['enter-close-out']())
  await operator.breathes()
  operator.press('enter')
  await operator.sees(night.texts.screen.armed())
  await answerText(seated, night.texts.forms['ask-sign-off'](), 'Ayşe')
}

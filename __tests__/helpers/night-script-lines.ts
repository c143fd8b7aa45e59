import {safe} from '#src/text/safe.ts'
import {eventually} from './commands.ts'
import type {Night, NightStep, StepOf} from './night-script.ts'
import {type Operator, sitDown} from './operator.ts'

const prompt = 'rollcall> '

/** Plays the script in line mode; answers with the exit code of the last program that sat there. */
export const playByLines = async (script: readonly NightStep[], night: Night): Promise<number | string> => {
  let operator = sit(night, [night.file])
  await operator.sees(prompt)
  for (const step of script) {
    if (step.do === 'finish') {
      operator.types('finish Ayşe')
      return operator.leaves
    }
    if (step.do !== 'decide') await operator.says(`goto ${step.item}`)
    if (step.do === 'watch') await ticked(night, step.item)
    else if (step.do === 'run') operator = await run(operator, night, step)
    else await say(operator, night, step)
  }
  operator.types('quit')
  return operator.leaves
}

const sit = (night: Night, args: readonly string[]): Operator => {
  const {site, language, operator: name} = night
  return sitDown(['--plain', '--lang', language, '--operator', name, ...args], {
    cwd: site.dir,
    home: site.home,
    env: {...site.env, TZ: 'UTC'},
  })
}

const run = async (operator: Operator, night: Night, step: StepOf<'run'>): Promise<Operator> => {
  for (const [name, value] of Object.entries(step.inputs ?? {})) await operator.says(`set ${name} ${value}`)
  operator.types('run')
  if (step.reason !== undefined) {
    await operator.sees(night.texts.lines['ask-reason']())
    operator.types(step.reason)
  }
  const word = wordOf(night, step.item)
  if (word !== null) {
    await operator.sees(word)
    operator.types(word)
  }
  if (step.killedAt === undefined) {
    await ended(night, step.item)
    await operator.sees(prompt)
    return operator
  }
  await operator.sees(step.killedAt)
  operator.kill('SIGKILL')
  await operator.leaves
  const next = sit(night, ['resume'])
  await next.sees(night.session())
  // Only then is it known that it runs on; before, its end would be found as one that nobody saw.
  await next.sees(night.texts.lines['still-running']({item: safe(night.item(step.item).title)}))
  night.site.openGate()
  await next.sees(prompt)
  await ended(night, step.item)
  return next
}

/** The word that the item's card wants typed. */
export const wordOf = ({item, runbook, language}: Night, id: string): string | null => {
  const found = item(id)
  if (found.kind !== 'command') throw new Error(`${id} is no command`)
  if (found.confirm === 'enter') return null
  if (found.confirm === 'word') return language === 'tr' ? 'çalıştır' : 'run'
  const name = runbook.settings.target?.name
  if (name === undefined) throw new Error('the runbook names no target')
  return name
}

/** It has ended, and its probe has said what it did. */
export const ended = ({happened, item}: Night, id: string): Promise<void> => {
  const command = item(id)
  const looks = command.kind === 'command' && command.verify !== null && !command.watch
  return eventually(
    `${id} ended`,
    () => happened('command-ended', id).length > 0 && (!looks || happened('sensed', id).length > 0),
  )
}

/** Its probe has ticked it. */
export const ticked = ({happened}: Night, id: string): Promise<void> =>
  eventually(`${id} ticked`, () => happened('sensed', id).at(-1)?.reading.outcome === 'pass')

const say = async (
  operator: Operator,
  night: Night,
  step: Exclude<NightStep, {readonly do: 'run' | 'watch' | 'finish'}>,
): Promise<void> => {
  const {lines} = night.texts
  switch (step.do) {
    case 'answer':
      return void (await operator.says(step.answer))
    case 'decide':
      return void (await operator.says(`decide ${step.choice} ${step.sentence}`))
    case 'done':
      operator.types('done')
      for (const [question, answer] of Object.entries(step.answers ?? {})) {
        await operator.sees(`${questionOf(night, question)}:`)
        operator.types(answer)
      }
      return void (await operator.sees(prompt))
    case 'confirm':
      return void (await operator.says(`done ${step.how}`))
    case 'assign':
      operator.types('done')
      await operator.sees(lines['ask-owner']())
      operator.types(step.owner)
      await operator.sees(lines['ask-due']())
      return void (await operator.says(step.due))
    case 'skip':
    case 'na':
    case 'override':
      return void (await operator.says(`${step.do} ${step.reason}`))
    case 'defer':
      return void (await operator.says(`defer ${step.to} ${step.reason}`))
    case 'note':
      return void (await operator.says(
        step.mark === null ? `note ${step.text}` : `note ${step.mark}: ${step.text}`,
      ))
  }
}

/** How a question is put: the usual ones in the session's language. */
export const questionOf = ({texts: {questions}}: Night, question: string): string =>
  question in questions ? questions[question as keyof typeof questions] : question

import {commandDirectory} from '#src/app/attempt-files.ts'
import {readOutput} from '#src/runner/output.ts'
import type {AttemptNumber} from '#src/session/events.ts'
import {safe, safeBlock} from '#src/text/safe.ts'
import {formatBytes} from '#src/text/sizes.ts'
import type {ViewState} from '#src/view/view-state.ts'
import {editorOf, letProgramRun, type ProgramEnd, pagerOf} from './other-program.ts'
import {enterMode, type ScreenDesk, tellRefused} from './screen-desk.ts'

/** Lets the operator write a long note in an editor of their own; what comes back stands in the form. */
export const editText = async (desk: ScreenDesk, text: string, before: ViewState): Promise<void> => {
  const end = await lendText(desk, 'note.md', text)
  const {mode} = before
  if (end?.kind !== 'ended' || mode.kind !== 'form' || mode.form.field.kind !== 'text') return
  const written = end.text.replace(/\r\n?/g, '\n').replace(/\n+$/, '')
  const field = {...mode.form.field, text: written, caret: written.length}
  enterMode(desk, {kind: 'form', form: {...mode.form, field}})
}

/** Lets the operator write a text in an editor of their own; null where the terminal could not be lent. */
export const lendText = (desk: ScreenDesk, name: string, text: string): Promise<ProgramEnd | null> => {
  const {context, open, leave} = desk
  const wanted = {program: editorOf(context), directory: open.dir, name, text, leave}
  return lendTerminal(desk, () => letProgramRun(context, wanted))
}

/** Shows all that was kept of an attempt's output in a pager: a copy in which nothing acts on the terminal. */
export const pageOutput = async (desk: ScreenDesk, attempt: AttemptNumber): Promise<void> => {
  const {context, open, screen, leave} = desk
  const {lines} = screen.texts()
  const parts = await readOutput(commandDirectory(open, attempt))
  const text = parts
    .map(part =>
      part.kind === 'gap'
        ? `\n${lines['output-skipped']({amount: formatBytes(part.length)})}\n`
        : safeBlock(part.bytes.toString('utf8')),
    )
    .join('')
  await lendTerminal(desk, () =>
    letProgramRun(context, {program: pagerOf(context), directory: open.dir, name: 'output.txt', text, leave}),
  )
}

const lendTerminal = async (desk: ScreenDesk, use: () => Promise<ProgramEnd>): Promise<ProgramEnd | null> => {
  const {stage, screen} = desk
  try {
    const end = await stage.lend(use)
    if (end.kind === 'failed') {
      const facts = {program: safe(end.program), cause: safe(end.cause)}
      tellRefused(desk, screen.texts().desk['program-failed'](facts))
    }
    return end
  } catch (error) {
    // The file could not be written: the disk is full, or the home is gone.
    const cause = safe(error instanceof Error ? error.message : String(error))
    tellRefused(desk, screen.texts().desk['program-failed']({program: safe('?'), cause}))
    return null
  }
}

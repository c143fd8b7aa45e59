import {safe} from '#src/text/safe.ts'
import {type Desk, tellImpossible} from './desk.ts'

/** `continue DIRECTORY`: after the journal failed, goes on in a new one there. */
export const continueElsewhere = async (desk: Desk, directory: string): Promise<void> => {
  if (directory === '') {
    desk.print(desk.texts.lines['usage-continue']())
    return
  }
  // Two journals that both go on would be two truths.
  if (desk.open.store.state().halted === null) {
    desk.print(desk.texts.lines['journal-well']())
    return
  }
  const problem = await desk.continueIn(directory)
  if (problem !== null) desk.print(...problem)
  else {
    // What ended while nothing could be recorded is recorded now.
    tellImpossible(desk, (await desk.commands.recover()) ?? (await desk.messages.recover()))
    desk.print(desk.texts.lines['journal-continued']({dir: safe(directory), id: safe(desk.open.id)}))
  }
}

import {readdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {layoutOf} from './layout.ts'
import {endProcessesOf} from './processes.ts'
import {askControl} from './stack/control.ts'

const PATIENCE = 4_000

/** Ends the drill's processes and removes its directory, all but the session's record where that is to stay. True where all is gone. */
export const endDrill = async (
  root: string,
  {keepsRecord}: {readonly keepsRecord: boolean},
): Promise<boolean> => {
  const {control, home} = layoutOf(root)
  const end = askControl(control, '/end').catch(() => null)
  await Promise.race([end, new Promise(resolve => setTimeout(resolve, PATIENCE).unref())])
  const isQuiet = await endProcessesOf(root)
  try {
    if (!keepsRecord) rmSync(root, {recursive: true, force: true})
    else
      for (const name of readdirSync(root))
        if (join(root, name) !== home) rmSync(join(root, name), {recursive: true, force: true})
    return isQuiet
  } catch {
    return false
  }
}

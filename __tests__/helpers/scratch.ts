import {mkdtempSync, realpathSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {onTestFinished} from 'vitest'

/** A directory of the running test's own, removed when it has finished. */
export const scratch = (): string => {
  const path = mkdtempSync(join(realpathSync(tmpdir()), 'rollcall-test-'))
  onTestFinished(() => rmSync(path, {recursive: true, force: true}))
  return path
}

import {access, constants, stat} from 'node:fs/promises'
import {isAbsolute, relative, resolve} from 'node:path'
import {type CountExpectation, judgeCount} from '#src/checks/judge.ts'
import {safe} from '#src/text/safe.ts'
import {formatBytes} from '#src/text/sizes.ts'
import type {Look} from '../driver.ts'
import {codeOf} from '../trouble.ts'
import type {FileSight} from './sight.ts'

/** Looks at one file below a directory: there, a file, readable by us, of the right size. */
export const lookOnDisk = async (
  path: string,
  root: string,
  size: CountExpectation,
  {texts}: Pick<Look, 'texts'>,
): Promise<FileSight> => {
  const {hostSights: words} = texts
  const shown = safe(path)
  // What leads out of the directory is no file of the site, however the path is written.
  const inside = relative(root, resolve(root, path))
  if (inside === '' || inside === '..' || inside.startsWith('../') || isAbsolute(inside))
    return {reason: 'mismatch', said: words['outside-root']({path: shown})}
  try {
    const file = resolve(root, inside)
    const stats = await stat(file)
    if (!stats.isFile()) return {reason: 'mismatch', said: words['not-a-file']({path: shown})}
    await access(file, constants.R_OK)
    const judged = judgeCount(size, stats.size, texts)
    if (judged.holds)
      return {reason: null, said: words['file-line']({path: shown, size: formatBytes(stats.size)})}
    const said = words['size-wrong']({path: shown, sentence: judged.sentence})
    return {reason: judged.reason ?? 'mismatch', said}
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR')
      return {reason: 'mismatch', said: words['no-file']({path: shown})}
    if (code === 'EACCES' || code === 'EPERM')
      return {reason: 'permission', said: words['no-permission']({path: shown})}
    return {reason: 'error', said: words['cannot-look']({path: shown, cause: safe(code)})}
  }
}

import {existsSync} from 'node:fs'
import {createRequire} from 'node:module'
import {basename, dirname, join} from 'node:path'
import {postgresPackage} from './stack/postgres-binaries.ts'

const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`

/** The one command that brings what a drill needs to this installation: a clone, a project that depends on us, or a global one. */
export const installCommand = (): string => {
  const root = dirname(createRequire(import.meta.url).resolve('#package'))
  const above = dirname(root)
  if (basename(above) !== 'node_modules') return `npm ci --prefix ${shellWord(root)}`
  const project = dirname(above)
  const isProject = existsSync(join(project, 'package.json'))
  return isProject
    ? `npm install --no-save --prefix ${shellWord(project)} ${postgresPackage}`
    : `npm install --global ${postgresPackage}`
}

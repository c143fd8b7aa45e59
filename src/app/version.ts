import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'

/** The version in package.json, which is the only place it stands in. */
export const toolVersion = (): string => {
  const path = createRequire(import.meta.url).resolve('#package')
  const {version} = JSON.parse(readFileSync(path, 'utf8')) as {version: string}
  return version
}

import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'

/** Where package.json lies, seen from a built part; not set from source. Node's own way to find it costs a start a tenth. */
declare const PACKAGE_FILE: string | undefined

/** The version in package.json, which is the only place it stands in. */
export const toolVersion = (): string => {
  const path =
    typeof PACKAGE_FILE === 'undefined'
      ? createRequire(import.meta.url).resolve('#package')
      : new URL(PACKAGE_FILE, import.meta.url)
  const {version} = JSON.parse(readFileSync(path, 'utf8')) as {version: string}
  return version
}

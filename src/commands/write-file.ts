import type {Context} from '#src/app/context.ts'
import {errorCode} from '#src/durable/disk.ts'
import {replaceFile} from '#src/durable/replace.ts'
import {exitCodes, OperatorError} from '#src/errors.ts'
import {safe} from '#src/text/safe.ts'

/** Puts a whole file in place, readable by its owner alone unless told; throws an OperatorError that says why not. */
export const writeFile = (
  {texts}: Context,
  path: string,
  {text, mode}: {readonly text: string; readonly mode?: number},
): void => {
  try {
    replaceFile(path, text, mode === undefined ? {} : {mode})
  } catch (error) {
    const cause = safe(errorCode(error) ?? (error instanceof Error ? error.message : String(error)))
    throw new OperatorError([texts.cli['cannot-write']({path: safe(path), cause})], exitCodes.usage)
  }
}

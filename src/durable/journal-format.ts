import {isUtf8} from 'node:buffer'
import {hash as digest} from 'node:crypto'

/** What stands for the hash of the record before the first. */
export const firstPrevious = '0'.repeat(64)

const tab = 0x09
const newline = 0x0a
const hashLength = 64

/** A record as it was read: its value, and the head of the chain after it. */
export interface JournalRecord {
  readonly value: unknown
  readonly hash: string
}

/**
 * How a journal's bytes end. `torn`: behind the last newline stand the beginning of a record or NUL bytes, as an
 * interrupted write or a power cut leaves them; nothing there was ever acknowledged. `corrupt`: a record that is
 * complete is not what was written. `goodBytes` is the length of the part before, `line` counts from 1.
 */
export type JournalEnd =
  | {readonly kind: 'whole'}
  | {readonly kind: 'torn'; readonly goodBytes: number}
  | {
      readonly kind: 'corrupt'
      readonly line: number
      readonly goodBytes: number
      readonly why: 'hash' | 'form' | 'json'
    }

/**
 * SHA-256 over the previous record's hash, as the 64 hexadecimal letters that stand in the file, followed directly by
 * the record's JSON bytes (UTF-8); in lower-case hexadecimal. In a shell: `printf %s "$PREVIOUS$JSON" | sha256sum`.
 */
const chain = (previous: string, json: string): string => digest('sha256', previous + json)

/**
 * The bytes of records that follow the one with hash `previous`: for each its JSON, a TAB, its hash, a newline. JSON
 * escapes control characters and lone surrogates, so no TAB, newline or NUL stands inside it and the bytes are UTF-8. Throws
 * where a value has no JSON form.
 */
export const encodeRecords = (
  values: readonly unknown[],
  previous: string,
): {bytes: Buffer; headHash: string} => {
  let headHash = previous
  let lines = ''
  for (const value of values) {
    const json: string | undefined = JSON.stringify(value)
    if (json === undefined) throw new TypeError('a journal record must have a JSON form')
    headHash = chain(headHash, json)
    lines += `${json}\t${headHash}\n`
  }
  return {bytes: Buffer.from(lines, 'utf8'), headHash}
}

type Fault = Extract<JournalEnd, {kind: 'corrupt'}>['why']

/** The record between two offsets (its newline left out), or what is wrong with it. */
const readRecord = (
  bytes: Buffer,
  previous: string,
  at: {readonly start: number; readonly stop: number; readonly utf8: boolean},
): JournalRecord | Fault => {
  const jsonEnd = at.stop - hashLength - 1
  if (jsonEnd <= at.start || bytes[jsonEnd] !== tab) return 'form'
  // Decoding replaces what is not UTF-8, and the hash would then be over other bytes than those in the file.
  if (!at.utf8 && !isUtf8(bytes.subarray(at.start, jsonEnd))) return 'form'
  const json = bytes.toString('utf8', at.start, jsonEnd)
  const hash = chain(previous, json)
  if (bytes.toString('latin1', jsonEnd + 1, at.stop) !== hash) return 'hash'
  try {
    return {value: JSON.parse(json), hash}
  } catch {
    return 'json'
  }
}

/**
 * Reads a journal, verifying each record, up to its end or its first damage; total, whatever the bytes. A record that
 * ends in a newline and is wrong is corruption wherever it stands, also as the last: cutting it could hide an edit.
 */
export const readRecords = (
  bytes: Buffer,
): {records: readonly JournalRecord[]; headHash: string; end: JournalEnd} => {
  // Asked once for all, so that the usual journal costs no view of its bytes for each record.
  const utf8 = isUtf8(bytes)
  const records: JournalRecord[] = []
  let headHash = firstPrevious
  let start = 0
  while (start < bytes.length) {
    const stop = bytes.indexOf(newline, start)
    if (stop === -1) return {records, headHash, end: {kind: 'torn', goodBytes: start}}
    const record = readRecord(bytes, headHash, {start, stop, utf8})
    if (typeof record === 'string') {
      return {
        records,
        headHash,
        end: {kind: 'corrupt', line: records.length + 1, goodBytes: start, why: record},
      }
    }
    records.push(record)
    headHash = record.hash
    start = stop + 1
  }
  return {records, headHash, end: {kind: 'whole'}}
}

/** The head after each record. They are computed again, not read: a hash that stands in the file proves nothing. */
export const headsOf = (values: readonly unknown[]): readonly string[] => {
  let previous = firstPrevious
  return values.map(value => {
    previous = encodeRecords([value], previous).headHash
    return previous
  })
}

import {readdirSync, statSync} from 'node:fs'
import {join} from 'node:path'

/**
 * A command's output is kept in segments, each named after the place of its first byte in the whole stream: what is
 * missing between two of them (rotated away, or dropped on a full disk) shows by itself.
 */
export interface Segment {
  readonly path: string
  /** Bytes of the stream before it. */
  readonly start: number
  readonly size: number
}

const pattern = /^output(?:-(\d{15}))?\.log$/

/** `output.log` for the beginning, `output-000000033554432.log` for what follows. */
export const segmentPath = (dir: string, start: number): string =>
  join(dir, start === 0 ? 'output.log' : `output-${String(start).padStart(15, '0')}.log`)

const sizeOf = (path: string): number => statSync(path, {throwIfNoEntry: false})?.size ?? 0

const namesIn = (dir: string): readonly string[] => {
  try {
    return readdirSync(dir)
  } catch {
    return []
  }
}

/** The segments of a directory in the order of the stream; empty where there are none (yet). */
export const listSegments = (dir: string): readonly Segment[] =>
  namesIn(dir)
    .map(name => pattern.exec(name))
    .filter(match => match !== null)
    .map(match => ({name: match[0], start: Number(match[1] ?? 0)}))
    .sort((a, b) => a.start - b.start)
    .map(({name, start}) => ({path: join(dir, name), start, size: sizeOf(join(dir, name))}))

import {parseRunbook} from '#src/runbook/parse.ts'
import {parseProbesFile} from '#src/runbook/probes-file.ts'
import {itemsOf} from '#src/runbook/walk.ts'

export interface OpenInput {
  readonly source: string
  readonly probes: string
  readonly items: number
}

export interface Opened {
  readonly parse: number
  readonly scan: number
  readonly json: number
}

const timed = <T>(act: () => T): {readonly took: number; readonly value: T} => {
  const began = performance.now()
  const value = act()
  return {took: performance.now() - began, value}
}

/** Parses a runbook once; beside it a scan of its lines for boxes, and `JSON.parse` of what came of it. */
export const openTask = ({source, probes, items}: OpenInput): Opened => {
  const parsed = parseProbesFile(probes, {file: 'x.probes.yaml', language: 'en'})
  if (parsed.value === null) throw new Error(JSON.stringify(parsed.faults))
  const settings = parsed.value
  const scan = timed(() => source.split('\n').filter(line => /^\s*- \[[ x]\] /.test(line)).length)
  const parse = timed(() => parseRunbook(source, {file: 'x.md', settings}))
  const runbook = parse.value.value
  if (runbook === null) throw new Error(JSON.stringify(parse.value.faults.slice(0, 5)))
  const found = itemsOf(runbook)
  if (found.length !== items || scan.value !== items) throw new Error(`${found.length} items`)
  const text = JSON.stringify(found)
  return {parse: parse.took, scan: scan.took, json: timed(() => JSON.parse(text)).took}
}

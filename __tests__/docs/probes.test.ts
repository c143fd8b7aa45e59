import {readFileSync} from 'node:fs'
import {resolve} from 'node:path'
import {describe, expect, test} from 'vitest'
import {checks, type ProbeType} from '#src/checks/types.ts'
import {parseProbesFile} from '#src/runbook/probes-file.ts'
import {exampleFile, probeProse} from '../../scripts/docs/probe-prose.ts'
import {probeReference} from '../../scripts/docs/probe-reference.ts'

const text = readFileSync(resolve(import.meta.dirname, '..', '..', 'docs', 'probes.md'), 'utf8')

test('docs/probes.md is what the schemas say; npm run docs writes it', () => {
  expect(text).toBe(probeReference())
})

const rows = text.split('\n').filter(line => /^\| `/.test(line))

test('every key says what it is for', () => {
  const keys = rows
    .map(line => line.split(/(?<!\\)\|/).map(cell => cell.trim()))
    .filter(cells => cells.length === 6)
  expect(keys.length).toBeGreaterThan(150)
  expect(
    keys
      .filter(([, name, , , meaning]) => meaning === '' && !name?.startsWith('`http'))
      .map(([, name]) => name),
  ).toEqual([])
})

const outcome =
  /^(pass|fail: (refused|timeout|mismatch)|unknown: (not-configured|dns|auth|permission|no-data|blocked|error)(, (auth|permission|no-data|error))*)$/

describe.each(Object.keys(checks) as readonly ProbeType[])('%s', type => {
  const {outcomes} = probeProse[type]

  test('its example is right as it stands in the reference', () => {
    const file = exampleFile(probeProse[type])
    expect(text).toContain(file)
    const {value, faults} = parseProbesFile(file, {file: 'example'})
    expect(faults).toEqual([])
    expect(Object.values(value?.probes ?? {}).map(probe => probe.type)).toContain(type)
  })

  test('its outcomes are those that there are', () => {
    expect(outcomes.map(([word]) => word).filter(word => !outcome.test(word))).toEqual([])
    expect(outcomes[0]?.[0]).toBe('pass')
  })
})

import {readdirSync, readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {parse} from 'yaml'
import {fromJSONSchema} from 'zod'
import {checks} from '#src/checks/types.ts'
import {runbookSchema} from '#src/runbook/schema.ts'

const published = JSON.parse(JSON.stringify(runbookSchema()))
const shipped = readdirSync('checklists').filter(name => name.endsWith('.probes.yaml'))

/** As an editor does: YAML with numbers and booleans, checked against the published schema. */
const fits = (source: string): boolean => fromJSONSchema(published).safeParse(parse(source)).success

describe('the published schema', () => {
  it('is JSON Schema 2020-12 that says what each key is for', () => {
    expect(published.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
    expect(Object.keys(published.properties)).toEqual([
      'target',
      'env-files',
      'secrets',
      'inputs',
      'probes',
      'contacts',
      'rehearsed',
      'messages',
    ])
    expect(Object.keys(published.$defs)).toEqual(['heading', 'item', 'contact', 'fence'])
    const types = published.properties.probes.additionalProperties.oneOf
    expect(types.map((type: {properties: {type: {const: string}}}) => type.properties.type.const)).toEqual(
      Object.keys(checks),
    )
    for (const type of types) expect(type.description).toBeTruthy()
  })

  it('takes the probes files that come along, read as an editor reads them', () => {
    expect(shipped.length).toBeGreaterThan(3)
    expect(shipped.filter(name => !fits(readFileSync(`checklists/${name}`, 'utf8')))).toEqual([])
    expect(fits('probes: {a: {type: tcp, host: x, port: 5, passes: 2, effects: false, timeout: 3s}}')).toBe(
      true,
    )
  })

  it.each([
    'probes: {a: {type: htp}}',
    'probes: {a: {type: tcp, host: x, port: 5, tiemout: 3s}}',
    'probes: {a: {type: tcp, host: x, port: 5, timeout: 3}}',
    'probes: {a: {type: tcp, host: x}}',
    'secrets: DB_PASSWORD',
    'target: {}',
  ])('refuses %s', source => {
    expect(fits(source)).toBe(false)
  })
})

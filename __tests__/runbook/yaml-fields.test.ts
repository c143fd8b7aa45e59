import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import * as z from 'zod/mini'
import {duration, fields, flag, id, ids, integer, pattern, template} from '#src/checks/scalars.ts'
import {sentence} from '#src/i18n/code.ts'
import {faults as english} from '#src/i18n/en/faults.ts'
import {faults as turkish} from '#src/i18n/tr/faults.ts'
import {readFields} from '#src/runbook/yaml-fields.ts'

const schema = fields({
  enabled: z.optional(flag),
  timeout: z.optional(duration),
  needs: z.optional(ids),
  passes: z.optional(integer(1, 5)),
  form: z.optional(pattern),
  inner: z.optional(fields({url: template})),
  named: z.optional(z.record(id, template)),
})

const read = (source: string, flow = false) =>
  readFields(source, schema, {file: 'x.yaml', line: 1, column: 1, flow})

/** `line:column code` of each fault. */
const told = (source: string, flow = false) =>
  read(source, flow).faults.map(({at, detail}) => `${at.line}:${at.column} ${detail.code}`)

describe('what is read', () => {
  it('text stays as written until its field gives it a type', () => {
    const {value, faults} = read(
      'named: {a: 1.10, b: yes, c: 0x10, d: null, e: 2026-11-24, f: ~, g: "", h: "é\\u0041"}\npasses: 3\nenabled: true\n',
    )
    expect(faults).toEqual([])
    expect(value?.named).toEqual({
      a: '1.10',
      b: 'yes',
      c: '0x10',
      d: 'null',
      e: '2026-11-24',
      f: '~',
      g: '',
      h: 'éA',
    })
    expect(value?.passes).toBe(3)
    expect(value?.enabled).toBe(true)
  })

  it('a single id may stand for a list', () => {
    expect(read('needs: a').value?.needs).toEqual(['a'])
    expect(read('needs: [a, b]').value?.needs).toEqual(['a', 'b'])
  })

  it('nothing is an empty mapping', () => {
    for (const source of ['', '\n', '# only a comment\n', '---\n'])
      expect(read(source)).toMatchObject({value: {}, faults: []})
  })
})

describe('faults stand where they are', () => {
  it.each([
    ['enabled: yes', '1:10 wrong-value'],
    ['enabled: True', '1:10 wrong-value'],
    ['timeout: 3', '1:10 wrong-value'],
    ['timeout: 0s', '1:10 wrong-value'],
    ['a: 1', '1:1 unknown-key'],
    ['needs: [a, B]', '1:12 wrong-value'],
    ['needs: {}', '1:8 wrong-value'],
    ['needs: []', '1:8 wrong-value'],
    ['needs:', '1:7 wrong-value'],
    ['passes: 6', '1:9 out-of-range'],
    ['passes: 1e1', '1:9 wrong-value'],
    ["form: '('", '1:7 bad-pattern'],
    ['inner: {}', '1:1 missing-key'],
    ['inner: {url: "${"}', '1:14 wrong-value'],
    ['inner:\r\n  url: x\r\n  uri: y\r\n', '3:3 unknown-key'],
    ['named:\n  ok: x\n  Bad: y\n', '3:3 wrong-value'],
    ['- a', '1:1 not-a-mapping'],
    ['text', '1:1 not-a-mapping'],
  ])('%j', (source, fault) => {
    expect(told(source)).toEqual([fault])
  })

  it('all of them at once', () => {
    expect(told('enabled: x\ntimeot: 3s\npasses: 9\n')).toEqual([
      '1:10 wrong-value',
      '3:9 out-of-range',
      '2:1 unknown-key',
    ])
  })

  it('an unknown key comes with the key that was meant', () => {
    const [fault] = read('timeot: 3s').faults
    expect(fault?.detail).toMatchObject({code: 'unknown-key', key: 'timeot', suggestion: 'timeout'})
  })

  it('in a part of a file, counted from where it begins', () => {
    const context = {file: 'x.md', line: 7, column: 20, flow: true}
    const {faults} = readFields('{enabled: x,\n  passes: 9}', schema, context)
    expect(faults.map(fault => fault.at)).toEqual([
      {line: 7, column: 30},
      {line: 8, column: 11},
    ])
  })

  it('at() finds keys and values, and of what is not there its parent', () => {
    const {at} = read('needs: [a, b]\ninner:\n  url: x\n')
    expect(at(['needs', 1])).toEqual({line: 1, column: 12})
    expect(at(['inner', 'url'], 'key')).toEqual({line: 3, column: 3})
    expect(at(['inner', 'url'])).toEqual({line: 3, column: 8})
    expect(at(['inner', 'gone', 'deeper'])).toEqual({line: 2, column: 1})
  })
})

describe('what YAML can do and an operator did not ask for is refused', () => {
  it.each([
    ['enabled: &x true', '1:13 yaml-not-supported'],
    ['named: {a: *x}', '1:12 yaml-not-supported'],
    ['enabled: !!bool true', '1:17 yaml-not-supported'],
    ['named: {<<: {a: b}}', '1:9 yaml-not-supported'],
    ['? [a]\n: b', '1:3 yaml-not-supported'],
    ['%YAML 1.1\n---\nenabled: true', '1:1 yaml-not-supported'],
    ['enabled: true\n---\nenabled: false', '2:1 yaml-not-supported'],
    ['named: {__proto__: x}', '1:9 yaml-not-supported'],
    ['passes: 1\nenabled: true\npasses: 2', '3:1 duplicate-key'],
    ['named: {a: "\\q"}', '1:13 yaml-escape'],
    ['inner:\n\turl: x', '2:1 yaml-tab'],
    ['timeout: 3s: 4', '1:10 yaml-colon'],
    ['timeout: @3s', '1:10 yaml-start'],
    ["timeout: '3s", '1:13 yaml-unclosed'],
    ['needs: [a', '1:10 yaml-unclosed'],
  ])('%j', (source, fault) => {
    expect(told(source)).toEqual([fault])
  })

  it('an annotation is a mapping in braces and nothing after it', () => {
    expect(told('enabled: true', true)).toEqual(['1:1 not-a-flow-mapping'])
    expect(told('[a]', true)).toEqual(['1:1 not-a-flow-mapping'])
    expect(told('', true)).toEqual(['1:1 not-a-flow-mapping'])
    expect(told('{enabled: true} x', true)).toEqual(['1:17 yaml-syntax'])
    expect(told('{enabled: true}', true)).toEqual([])
  })
})

describe('hostile input', () => {
  it('names such as constructor are names like any other', () => {
    const {value} = read('named: {constructor: a, tostring: b}')
    expect(value?.named).toEqual({constructor: 'a', tostring: 'b'})
    expect(told('constructor: x')).toEqual(['1:1 unknown-key'])
  })

  it('a value that may be a secret is not repeated in the sentence', () => {
    const secrets = fields({password: z.optional(flag), url: z.optional(integer(1, 2))})
    const context = {file: 'x.yaml', line: 1, column: 1}
    const {faults} = readFields('password: hunter2\nurl: redis://:hunter2@h/0', secrets, context)
    expect(faults).toHaveLength(2)
    for (const {detail} of faults) {
      expect(sentence(english, detail)).not.toContain('hunter2')
      expect(sentence(turkish, detail)).not.toContain('hunter2')
    }
  })

  it.each([
    ['deep lists', '['.repeat(50_000)],
    ['deep mappings', '{a: '.repeat(20_000)],
    ['closed deep lists', `needs: ${'['.repeat(200)}${']'.repeat(200)}`],
    ['tags', '!a '.repeat(50_000)],
    ['anchors', '&a '.repeat(50_000)],
    ['dashes', '- '.repeat(50_000)],
    ['question marks', '? '.repeat(50_000)],
    ['more than a mebibyte', `named: {a: "${'x'.repeat(1024 * 1024)}"}`],
  ])('%s: a few faults, no exception', (_, source) => {
    const {value, faults} = read(source)
    expect(value).toBeNull()
    expect(faults.length).toBeGreaterThan(0)
    expect(faults.length).toBeLessThan(20)
  })

  it('garbage is either read or told, in words of both languages, inside the file', () => {
    const pieces = fc.constantFrom(
      'a',
      ':',
      ' ',
      '\n',
      '  ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '"',
      "'",
      '#',
      '&x ',
      '*x',
      '!t ',
      '|',
      '>',
      '%',
      '---',
      '${',
      'needs',
      'inner',
      'timeout: ',
      '\t',
      '\r\n',
      '\u0000',
      '\ud800',
      '<<: ',
      '? ',
    )
    fc.assert(
      fc.property(fc.array(pieces, {maxLength: 30}), fc.boolean(), (parts, flow) => {
        const source = parts.join('')
        const {value, faults} = read(source, flow)
        // What is left of an annotation beside its faulty keys is read all the same.
        if (value === null || !flow) expect(value === null).toBe(faults.length > 0)
        const lines = source.split('\n').length
        for (const {at, detail} of faults) {
          expect(at.line).toBeGreaterThanOrEqual(1)
          expect(at.line).toBeLessThanOrEqual(lines)
          expect(at.column).toBeGreaterThanOrEqual(1)
          expect(sentence(english, detail)).not.toContain('undefined')
          expect(sentence(turkish, detail)).not.toContain('undefined')
        }
      }),
      {numRuns: 2_000},
    )
  })
})

import {describe, expect, test} from 'vitest'
import {valueExpectation} from '#src/checks/expectation.ts'
import {judgeBody, judgeCount, judgeValue, judgeValues, shorten} from '#src/checks/judge.ts'
import {valueAt} from '#src/checks/judge-path.ts'
import {en} from '#src/i18n/en.ts'
import {tr} from '#src/i18n/tr.ts'

const holds = (expectation: unknown, value: unknown): boolean =>
  judgeValue(valueExpectation.parse(expectation), value, en).holds

describe('a value', () => {
  test.each([
    ['ok', 'ok', true],
    ['ok', 'OK', false],
    ['1', 1, true],
    ['true', true, true],
    [{not: 'ok'}, 'down', true],
    [{not: 'ok'}, 'ok', false],
    [{'one-of': ['a', 'b']}, 'b', true],
    [{'one-of': ['a', 'b']}, 'c', false],
    [{contains: ['a', 'b']}, 'abc', true],
    [{contains: ['a', 'b']}, 'ac', false],
    [{matches: '^v\\d+$'}, 'v12', true],
    [{matches: '^v\\d+$'}, 'w12', false],
    [{min: '1', max: '5'}, '5', true],
    [{min: '1', max: '5'}, 5.1, false],
    [{min: '1'}, 'many', false],
    [{min: '1'}, '', false],
    [{min: '1'}, '+Inf', true],
    [{min: '1', max: '5'}, 'NaN', false],
    [{equals: '{"a":1}'}, {a: 1}, true],
  ])('%j of %j: %j', (expectation, value, expected) => {
    expect(holds(expectation, value)).toBe(expected)
  })

  test.each([['ok'], [{not: 'ok'}], [{exists: 'true'}], [{}], [{min: '0'}]])(
    'no value is not as expected by %j: nothing passes because nothing was there',
    expectation => {
      expect(holds(expectation, undefined)).toBe(false)
      expect(holds(expectation, null)).toBe(false)
    },
  )

  test('exists: false asks for no value, exists: true for any', () => {
    expect(holds({exists: 'false'}, undefined)).toBe(true)
    expect(holds({exists: 'false'}, 'there')).toBe(false)
    expect(holds({exists: 'true'}, 0)).toBe(true)
  })

  test('says what was seen and what was expected, in both languages', () => {
    const expectation = valueExpectation.parse({min: '1', max: '5'})
    expect(judgeValue(expectation, 7, en).sentence).toBe('7, but expected: at least 1, at most 5')
    expect(judgeValue(expectation, 7, tr).sentence).toBe('7; beklenen: en az 1, en çok 5')
    expect(judgeValue('ok', undefined, en).sentence).toBe('no value, but expected: ok')
    expect(judgeValue('ok', 'ok', en)).toMatchObject({reason: null, sentence: 'ok (expected: ok)'})
  })

  test('a hostile value moves no cursor and fills no screen', () => {
    const {sentence} = judgeValue('ok', `\u001b[2J${'x'.repeat(100_000)}`, en)
    expect(sentence).not.toContain('\u001b')
    expect(sentence.length).toBeLessThan(200)
  })
})

test('values by name keep the order in which they are expected', () => {
  const found = judgeValues({status: 'ok', 'db.status': 'up'}, name => valueAt({status: 'ok'}, name), en)
  expect(found.map(({name, holds: each}) => [name, each])).toEqual([
    ['status', true],
    ['db.status', false],
  ])
})

describe('a body', () => {
  test('holds, lacks and matches', () => {
    const holdsBody = (expectation: Parameters<typeof judgeBody>[0], body: string): boolean =>
      judgeBody(expectation, body, en).holds
    expect(holdsBody('welcome', 'you are welcome')).toBe(true)
    expect(holdsBody('welcome', 'go away')).toBe(false)
    expect(holdsBody({lacks: ['login']}, '/accounts/login/')).toBe(false)
    expect(holdsBody({lacks: ['login']}, '/start/')).toBe(true)
    expect(holdsBody({matches: 'v\\d'}, 'is v2')).toBe(true)
    expect(holdsBody({matches: 'v\\d'}, 'is w2')).toBe(false)
    expect(holdsBody({}, '')).toBe(false)
  })

  test('names only what it misses', () => {
    const {wanted} = judgeBody({contains: ['a', 'b'], lacks: ['c']}, 'ac', en)
    expect(wanted).toBe('holds "b", does not hold "c"')
  })
})

describe('a count', () => {
  test('exactly, or within limits', () => {
    expect(judgeCount('2', 2, en).holds).toBe(true)
    expect(judgeCount('2', 3, en).sentence).toBe('3, but expected: 2')
    expect(judgeCount({min: '1'}, 0, en).sentence).toBe('0, but expected: at least 1')
    expect(judgeCount({max: '3'}, 3, en).holds).toBe(true)
  })

  test('a limit that is no number is a fault of the settings, not of the site', () => {
    expect(judgeCount({min: 'two'}, 2, en)).toMatchObject({holds: false, reason: 'not-configured'})
  })
})

test('a path leads into lists and mappings, and never to what JSON does not hold', () => {
  const json = {services: {db: {status: 'up'}}, results: [{id: 7}], 'a.b': {c: 1}}
  expect(valueAt(json, 'services.db.status')).toBe('up')
  expect(valueAt(json, 'results.0.id')).toBe(7)
  expect(valueAt(json, 'a.b')).toEqual({c: 1})
  expect(valueAt(json, 'results.length.x')).toBeUndefined()
  expect(valueAt(json, 'constructor')).toBeUndefined()
  expect(valueAt('text', 'length')).toBeUndefined()
})

test('what is shortened says so', () => {
  expect(shorten('abcdef', 3)).toBe('abc...')
  expect(shorten('abc', 3)).toBe('abc')
})

import {describe, expect, test} from 'vitest'
import {type Circumstances, prepareEnvironment, screenMode} from '#src/terminal/capabilities.ts'

const utf8 = {TERM: 'xterm-256color', LANG: 'tr_TR.UTF-8'}
const mode = (env: Circumstances['env'], other: Partial<Circumstances> = {}) =>
  screenMode({
    env,
    stdin: {isTTY: true},
    stdout: {isTTY: true, columns: 80, rows: 24},
    plain: false,
    color: true,
    ...other,
  })

describe('lines are spoken', () => {
  const cases: readonly (readonly [string, Circumstances['env'], Partial<Circumstances>, string])[] = [
    ['where they are asked for', utf8, {plain: true}, 'asked-for'],
    ['at a dumb terminal', {...utf8, TERM: 'dumb'}, {}, 'dumb-terminal'],
    ['where nobody reads a terminal', utf8, {stdout: {}}, 'no-terminal'],
    ['where nobody types at one', utf8, {stdin: {}}, 'no-terminal'],
    ['where the size is not known', utf8, {stdout: {isTTY: true}}, 'no-size'],
    ['where the size is nothing', utf8, {stdout: {isTTY: true, columns: 0, rows: 0}}, 'no-size'],
  ]
  test.each(cases)('%s', (_, env, other, why) => {
    expect(mode(env, other)).toEqual({kind: 'lines', why})
  })
})

test.each([
  [{LANG: 'tr_TR.UTF-8'}, 'unicode'],
  [{LANG: 'en_US.utf8'}, 'unicode'],
  [{LANG: 'de_DE.UTF-8@euro'}, 'unicode'],
  [{LC_CTYPE: 'UTF-8'}, 'unicode'],
  [{LC_ALL: 'C', LANG: 'tr_TR.UTF-8'}, 'ascii'],
  [{LC_ALL: '', LC_CTYPE: 'C.UTF-8', LANG: 'C'}, 'unicode'],
  [{LC_CTYPE: 'tr_TR.ISO-8859-9', LANG: 'tr_TR.UTF-8'}, 'ascii'],
  [{}, 'ascii'],
  [{TERM: 'linux', LANG: 'tr_TR.UTF-8'}, 'ascii'],
] as const)('with %j the symbols are %s', (env, symbols) => {
  expect(mode({TERM: 'xterm', ...env})).toMatchObject({kind: 'rich', symbols})
})

test.each([
  [{TERM: 'xterm'}, 1],
  [{TERM: 'linux'}, 1],
  [{TERM: 'xterm-256color'}, 2],
  [{TERM: 'screen-256color', COLORTERM: 'truecolor'}, 3],
  [{TERM: 'xterm-kitty'}, 3],
  [{TERM: 'vt220'}, 0],
  [{}, 0],
  [{TERM: 'xterm-256color', NO_COLOR: '1'}, 0],
  [{TERM: 'xterm-256color', NO_COLOR: ''}, 2],
] as const)('with %j there are colours of level %i', (env, color) => {
  expect(mode(env)).toMatchObject({kind: 'rich', color})
})

test('no colour is shown where none was asked for', () => {
  expect(mode(utf8, {color: false})).toMatchObject({kind: 'rich', color: 0})
})

test('the libraries of the screen are told, whatever the environment said', () => {
  const env: Record<string, string | undefined> = {
    CI: '',
    CONTINUOUS_INTEGRATION: 'true',
    NO_COLOR: '1',
    A: 'b',
  }
  prepareEnvironment(env, {kind: 'rich', symbols: 'unicode', color: 0})
  expect(env).toEqual({
    CI: '0',
    CONTINUOUS_INTEGRATION: '0',
    FORCE_COLOR: '0',
    NODE_ENV: 'production',
    A: 'b',
  })
})

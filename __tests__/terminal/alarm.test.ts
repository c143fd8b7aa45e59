import {expect, test} from 'vitest'
import {alarmMode, alarmText} from '#src/terminal/alarm.ts'
import {safe} from '#src/text/safe.ts'

const mode = (env: Readonly<Record<string, string>>, {isTTY = true, bell = true} = {}) => {
  const {bell: rings, notification} = alarmMode({env, isTTY, bell})
  return [rings, notification]
}

test.each([
  [{TERM: 'xterm-256color'}, false],
  [{TERM: 'xterm-256color', TERM_PROGRAM: 'iTerm.app'}, true],
  [{TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm'}, true],
  [{TERM: 'xterm-256color', LC_TERMINAL: 'iTerm2'}, true],
  [{TERM: 'xterm-kitty'}, true],
  [{TERM: 'xterm-ghostty'}, true],
  [{TERM: 'tmux-256color', TERM_PROGRAM: 'tmux', LC_TERMINAL: 'iTerm2'}, false],
  [{TERM: 'screen-256color', LC_TERMINAL: 'iTerm2'}, false],
  [{TERM: 'xterm-kitty', TMUX: '/tmp/tmux-0/default,1,0'}, false],
  [{TERM: 'xterm-256color', WT_SESSION: 'x'}, false],
  [{TERM: 'xterm-256color', ConEmuANSI: 'ON'}, false],
  [{TERM: 'xterm-256color', TERM_PROGRAM: 'vscode'}, false],
])('a bell in %j, and a notification: %s', (env, notification) => {
  expect(mode(env as Readonly<Record<string, string>>)).toEqual([true, notification])
})

test('none without a terminal, in a dumb one, or where it was switched off', () => {
  const env = {TERM: 'xterm-kitty'}
  expect(mode(env, {isTTY: false})).toEqual([false, false])
  expect(mode(env, {bell: false})).toEqual([false, false])
  expect(mode({...env, ROLLCALL_BELL: '0'})).toEqual([false, false])
  expect(mode({TERM: 'dumb'})).toEqual([false, false])
})

test('a text cannot end its sequence, nor begin as another one', () => {
  const text = alarmText({bell: true, notification: true}, safe(`4;1;50\u0007\u001B\\${'x'.repeat(300)}`))
  expect(text).toMatch(/^\u001B\]9;rollcall: 4;1;50\^G\^\[\\x{1,110}\u001B\\\u0007$/)
  expect(alarmText({bell: true, notification: false}, safe('x'))).toBe('\u0007')
})

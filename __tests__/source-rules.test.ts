import {readdirSync, readFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {expect, test} from 'vitest'

const root = resolve(import.meta.dirname, '..')
const sources = ['src', 'components'].flatMap(folder =>
  readdirSync(join(root, folder), {recursive: true, encoding: 'utf8'})
    .filter(name => /\.tsx?$/.test(name))
    .map(name => join(folder, name)),
)
const code = (file: string): string =>
  readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')

test.each([
  // 'I' and 'ı', 'İ' and 'i': what a locale folds, no logic can stand on.
  ['folds case by a locale', /\.toLocale(Lower|Upper)Case\b/],
  // Whatever is printed besides the frame tears it.
  ['prints past the screen', /\bconsole\.(log|warn|error|info|debug|trace)\b/],
  // Ink only draws: two that read the keyboard would take each other's keys.
  ['lets Ink read keys', /\b(useInput|useStdin|useFocus|useFocusManager|useApp)\b/],
  // What is on an alternate screen is gone with it: the scrollback is the record of the night.
  ['goes to an alternate screen', /\?(1049|1047|47)h/],
])('no source %s', (_, pattern) => {
  expect(sources.length).toBeGreaterThan(250)
  expect(sources.filter(file => pattern.test(code(file)))).toEqual([])
})

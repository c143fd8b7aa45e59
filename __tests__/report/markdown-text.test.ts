import {expect, test} from 'vitest'
import {markdownText} from '#src/report/markdown-text.ts'
import {safe} from '#src/text/safe.ts'
import {markdownTree, shownText} from '../helpers/markdown-tree.ts'

test.each([
  'www.example.com/_x_',
  // A reader sees an address begin behind each of these, though an underscore is a letter to a regular expression.
  '_www.example.com/_x_',
  '*www.example.com/_x_',
  '~www.example.com/*x*',
  '(www.example.com/_x_)',
  '[www.example.com/_x_]',
  'WWW.example.com/_x_www.example.com/_x_',
  'www.example.com/_x_www.example.com/_x_',
])('%s is shown letter by letter', text => {
  expect(shownText(markdownTree(markdownText(safe(text))))).toBe(text)
})

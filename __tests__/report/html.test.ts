import fc from 'fast-check'
import {expect, test} from 'vitest'
import {exportHtml} from '#src/report/html.ts'
import {hostileText} from '../helpers/hostile-text.ts'
import {randomSession} from '../helpers/random-session.ts'

const sessions = randomSession({text: hostileText()})

/** Every tag that the export writes, attributes and all. */
const ours =
  /^<(?:!doctype html|html lang="(?:tr|en)"|meta charset="utf-8"|meta (?:name|http-equiv)="[\w-]+" content="[^"<>]*"|\/?(?:head|title|style|body|main|p|ul|li|h[1-6]|table|thead|tbody|tr|td|code|pre|strong|blockquote|span|a|th)|ul class="tasks"|li class="task"(?: style="margin-inline-start: [\d.]+rem")?|span class="[a-z -]+"(?: aria-hidden="true")?|th scope="(?:row|col)"|table class="facts"|\/html|a href="https?:\/\/[^"<>]*" rel="noopener noreferrer")>$/

const voids = new Set(['!doctype', 'meta'])

test('whatever was typed, it holds only tags of ours, each closed where it should be', () => {
  fc.assert(
    fc.property(sessions, random => {
      const open: string[] = []
      for (const [tag] of exportHtml(random).matchAll(/<[^>]*>?/g)) {
        expect(tag).toMatch(ours)
        const name = /^<\/?([!\w]+)/.exec(tag)?.[1] ?? ''
        if (tag.startsWith('</')) expect(open.pop()).toBe(name)
        else if (!voids.has(name)) open.push(name)
      }
      expect(open).toEqual([])
    }),
    {numRuns: 100},
  )
})

test('it asks nothing of the network and runs nothing', () => {
  fc.assert(
    fc.property(sessions, random => {
      const html = exportHtml(random)
      expect(html).toContain('default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;')
      expect(html).not.toMatch(/<(?:script|link|img|iframe|object|base|form)/i)
      expect(html.slice(html.indexOf('<style>'), html.indexOf('</style>'))).not.toMatch(/url\(|@import/i)
    }),
    {numRuns: 50},
  )
})

test('a link that is no web address is not one to click', () => {
  for (const url of [
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    ' http://x" onclick="y',
  ]) {
    fc.assert(
      fc.property(randomSession({text: fc.constant(url), maxIntents: 5}), random => {
        for (const [, href] of exportHtml(random).matchAll(/<a href="([^"]*)"/g))
          expect(href).toMatch(/^https?:/)
      }),
      {numRuns: 10},
    )
  }
})

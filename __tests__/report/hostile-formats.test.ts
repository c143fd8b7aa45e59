import fc from 'fast-check'
import {expect, test} from 'vitest'
import {exportAs, reportAs} from '#src/report/export.ts'
import {hostileText} from '../helpers/hostile-text.ts'
import {randomSession} from '../helpers/random-session.ts'
import {tried, tries} from '../helpers/tries.ts'

const forbidden =
  /[\0-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u

const forms = {
  'the export as Markdown': random => exportAs('md', random),
  'the export as JSON': random => exportAs('json', random),
  'the export as HTML': random => exportAs('html', random),
  'the brief as Markdown': random => reportAs('brief', 'md', random),
  'the brief as HTML': random => reportAs('brief', 'html', random),
  'the post-mortem as Markdown': random => reportAs('post-mortem', 'md', random),
  'the post-mortem as HTML': random => reportAs('post-mortem', 'html', random),
} satisfies Readonly<Record<string, (random: Parameters<typeof exportAs>[1]) => string>>

test('no form of a report holds anything that acts on a terminal or hides, whatever was typed, printed or seen', {
  timeout: 600_000,
}, () => {
  const numRuns = tries(25, 150)
  fc.assert(
    fc.property(randomSession({text: hostileText()}), random => {
      for (const [name, make] of Object.entries(forms)) {
        const text = make(random)
        const at = forbidden.exec(text)?.index
        const around = at === undefined ? null : JSON.stringify(text.slice(Math.max(0, at - 40), at + 10))
        expect([name, around]).toEqual([name, null])
      }
    }),
    {numRuns},
  )
  tried(numRuns * Object.keys(forms).length)
})

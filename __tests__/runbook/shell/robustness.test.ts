import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {languages, split} from './shells.ts'

const tokens = fc.constantFrom(
  ...`\\ ' " \` $ $( \${ $(( )) ( ) { } [ ] [[ ]] < > << <<- <<< <( >( & && | || ; ;; ! # * ? ~ = += <X> {{Y}} YYYYMMDD $A \${A`.split(
    ' ',
  ),
  ...'if then elif else fi for select in do done while until case esac function f() time coproc cd a A= A=( EOF $? ${A%'.split(
    ' ',
  ),
  ' ',
  ' ',
  '\n',
  '\n',
  '\t',
  '\r\n',
  '\\\n',
  '\nEOF\n',
  '\n$ ',
  '\n> ',
  '\n# x',
  '\n# http://x',
  '\0',
  '\u001b',
  '\ud800',
  '\u202e',
  'ş',
)

describe('garbage', () => {
  test.each(languages)('never throws, and loses no command’s text, as %s', language => {
    fc.assert(
      fc.property(fc.array(tokens, {maxLength: 60}), pieces => {
        const code = pieces.join('')
        const text = code.replaceAll('\r\n', '\n')
        let from = 0
        for (const part of split(code, {language})) {
          expect(part.line).toBeLessThan(text.split('\n').length)
          if (part.kind !== 'command' || language === 'console' || text.includes('$ ')) continue
          const at = text.indexOf(part.source, from)
          expect(at).toBeGreaterThanOrEqual(from)
          from = at + part.source.length
        }
      }),
      {numRuns: 2000},
    )
  })

  test('any text at all', () => {
    fc.assert(
      fc.property(
        fc.string({unit: 'binary', maxLength: 200}),
        fc.constantFrom(...languages),
        (code, language) => {
          for (const part of split(code, {language, inputs: {[code.slice(0, 5)]: 'x', __proto__x: 'y'}}))
            expect(part.line).toBeGreaterThanOrEqual(0)
        },
      ),
      {numRuns: 1000},
    )
  })
})

describe('a mebibyte of one thing is read in a moment, where quadratic work would take hours', () => {
  const pieces =
    '( $( ` " \' << <<A < {{ ${ # a= a=( a[ \\ [[ if { case for YYYY $(( (( $X <X> "$( "${ ${a:- x() & | ; ! time sudo $? http:// ('.split(
      ' ',
    )
  const longer = [
    '( ',
    '[[ ',
    '! ',
    'x ',
    'tail ',
    '<X> ',
    '<<A ',
    '<<A\n',
    'a\n',
    '# a\n\n',
    '#a\n',
    '# http://a\n',
    '# ',
    '# -',
    '-',
    ' ',
    '\n',
    '\t',
    'cat <<E\nE\n',
    'cat <<E\n$(cat <<F\n',
    'for i in a; do i\ndone\n',
    'to_char(YYYYMMDD ',
    'docker logs ',
    'ş',
    '</a>',
    '\0',
  ]

  const prompts = [
    '$ "\n',
    '$ cat <<A\n',
    '$ a \\\n',
    '$ x\ny\n',
    '# a\n',
    '> ',
    '(a) ',
    '[a@b ',
    'a@b:',
    '$',
  ]

  test.each([
    ...[...pieces, ...longer].map(piece => ['bash', piece] as const),
    ...prompts.map(piece => ['console', piece] as const),
  ])('%s: %j', (language, piece) => {
    const code = piece.repeat(Math.ceil(2 ** 18 / piece.length))
    const lines = split(code, {language}).map(part => part.line)
    expect(lines.every((line, index) => line >= (lines[index - 1] ?? 0))).toBe(true)
  })
})

import fc from 'fast-check'

/** Lines that a checklist may consist of, from the plainest to what only an attacker writes. */
const lines = [
  '# Title',
  '## 1 Karar',
  '## 2. Check',
  '### 2.1 Sistem <!-- {mode: do-confirm} -->',
  '## Contacts',
  '#### Ş',
  'Setext',
  '===',
  '---',
  '- [ ] plain text',
  '- [x] done',
  '* [ ] star',
  '+ bullet',
  '1. step',
  '2. step',
  '10) step',
  '- **Name:** value',
  '- **Name**: `x`',
  '- [ ] with `code` and **bold**',
  '- [ ] a [link](https://x.org) & *more*',
  '- [ ] a_b_c <b>x</b> \\* &amp; ~~y~~',
  '- [ ] [ref] [r][ref]',
  '- [ ] x <!-- {id: a1} -->',
  '- [ ] x <!-- {note: "ç: d"} -->',
  '- [ ] x <!-- {mode: x} -->',
  '- [ ] x <!-- note -->',
  '<!-- {id: b2} -->',
  '<!-- {safe: true} -->',
  '<!--',
  '-->',
  '<!-- { -->',
  '- [ ]',
  '- []',
  '-',
  '> quote',
  '> - [ ] quoted',
  '[ref]: https://y.org',
  '| a | b |',
  '|---|---|',
  '```bash',
  '```',
  '```text',
  '~~~',
  '# comment',
  '# https://x.org/d',
  'ls -l',
  'cd /x',
  'tail -f y',
  './x.sh <V> $W',
  'echo "open',
  '<div>',
  '</div>',
  '',
  '',
  '',
  '   ',
  'prose',
  'prose with `code` *and* more',
  '***',
  '\t',
  '\u202e',
  '\0',
  '\ud800',
  '🚨',
  'x'.repeat(300),
  '{',
  '{{',
  '{%',
  '`'.repeat(7),
  '['.repeat(40),
]
const indent = fc.constantFrom('', '', '', '', '  ', '   ', '    ', '      ', '\t', '> ', '- ')

/** Texts made of such lines, in any order. */
export const anyMarkdown = fc
  .tuple(
    fc.array(
      fc.tuple(indent, fc.constantFrom(...lines)).map(parts => parts.join('')),
      {maxLength: 40},
    ),
    fc.constantFrom('\n', '\r\n', '\r'),
  )
  .map(([chosen, ending]) => chosen.join(ending))

const word = fc.constantFrom(
  ...'Redis bağlantısı yanıt veriyor servis `up` **önce** a_b 2*3 [docs](https://x.org) <x> & # - 1. \\ * _ ~ | ! > http://a.b/c_d'.split(
    ' ',
  ),
)
const sentence = fc.array(word, {minLength: 1, maxLength: 6}).map(words => words.join(' '))
const box = sentence.map(text => `- [ ] ${text}`)
const nested = fc
  .tuple(sentence, fc.array(sentence, {minLength: 1, maxLength: 3}))
  .map(([text, below]) => [`- [ ] ${text}`, ...below.map(inner => `  - [ ] ${inner}`)].join('\n'))
const command = fc.constantFrom(
  '```bash\n# ad\nls -l\nps\n```',
  '```sh\n./x.sh "$Y"\n```',
  '```bash\n# docs\n# https://x.org/d\n```',
  '```bash\ncat <<EOF\n```\nEOF\n```',
  '````bash\ncat <<EOF\n```\nEOF\n````',
)
const section = fc
  .tuple(
    fc.constantFrom('##', '###'),
    sentence,
    fc.option(sentence),
    fc.array(fc.oneof(box, nested, command), {minLength: 1, maxLength: 4}),
  )
  .map(([marks, title, prose, parts]) =>
    [`${marks} x ${title}`, ...(prose === null ? [] : [`p ${prose}`]), ...parts].join('\n\n'),
  )

/** Whole checklists as people write them. */
export const anyChecklist = fc
  .array(section, {minLength: 1, maxLength: 4})
  .map(sections => `# T\n\n${sections.join('\n\n')}\n`)

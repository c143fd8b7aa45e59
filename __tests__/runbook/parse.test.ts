import {describe, expect, test} from 'vitest'
import {parseRunbook} from '#src/runbook/parse.ts'
import {emptySettings} from '#src/runbook/probes-file.ts'
import {findItem} from '#src/runbook/walk.ts'
import {faultsOf, runbookOf, settingsOf, walkOf} from '../helpers/runbooks.ts'

const walk = (source: string) => walkOf(runbookOf(source))
const settings = settingsOf(`
inputs:
  backup: {ask: Which?}
probes:
  redis: {type: tcp, host: localhost, port: 6379}
  web: {type: tcp, host: localhost, port: 80}
`)
const annotated = (source: string) => walkOf(runbookOf(source, settings))

describe('headings', () => {
  test.each([
    [
      'a heading with items is a section; its number is its id',
      '# T\n## 4 A\n### 4.1 B\n- [ ] x',
      ['# 4 "A" read-do', '# 4.1 "B" read-do in 4', '4.1.1 manual x'],
    ],
    [
      'without a number its slug',
      '# T\n## Geri Dönüş\n- [ ] x',
      ['# geri-donus "Geri Dönüş" read-do', 'geri-donus.1 manual x'],
    ],
    [
      'numbers with a dot or bracket',
      '## 1. A\n- [ ] x\n## 2) B\n- [ ] y',
      ['# 1 "A" read-do', '1.1 manual x', '# 2 "B" read-do', '2.1 manual y'],
    ],
    [
      'a number twice, and a place that is a section already',
      '## 4 A\n- [ ] x\n### 4.1 B\n- [ ] y\n## 4 C\n- [ ] z',
      [
        '# 4 "A" read-do',
        '4.1-2 manual x',
        '# 4.1 "B" read-do in 4',
        '4.1.1 manual y',
        '# 4-2 "C" read-do',
        '4-2.1 manual z',
      ],
    ],
    ['underlined headings', 'T\n===\n\nA\n---\n- [ ] x', ['# a "A" read-do', 'a.1 manual x']],
    [
      'a second # is a section',
      '# T\n- [ ] w\n# A\n- [ ] x\n## B\n- [ ] y',
      [
        '# t "T" read-do',
        't.1 manual w',
        '# a "A" read-do',
        'a.1 manual x',
        '# b "B" read-do in a',
        'b.1 manual y',
      ],
    ],
    [
      'levels may be left out',
      '# T\n#### A\n- [ ] x\n## B\n- [ ] y',
      ['# a "A" read-do', 'a.1 manual x', '# b "B" read-do', 'b.1 manual y'],
    ],
    ['without any heading', '- [ ] x', ['# x "x" read-do', 'x.1 manual x']],
    [
      'a heading in a fence is none',
      '## A\n- [ ] x\n\n```text\n## B\n```\n',
      ['# a "A" read-do', 'a.1 manual x'],
    ],
    [
      'marks in a heading',
      '## 2 The `app` & **data**\n- [ ] x',
      ['# 2 "The app & data" read-do', '2.1 manual x'],
    ],
  ])('%s', (_, source, expected) => {
    expect(walk(source)).toEqual(expected)
  })

  test('a heading without items is prose of the section it stands in', () => {
    const book = runbookOf(
      '# T\nintro\n## A\nabout a\n- [ ] x\n### Notes\nread this\n\n- one\n- two\n## History\nlong ago',
    )
    expect(book.title).toBe('T')
    expect(book.sections).toHaveLength(1)
    expect(book.sections[0]?.context).toEqual(['about a', 'Notes', 'read this', '- one', '- two'])
    expect(book.context).toEqual(['intro', 'History', 'long ago'])
  })

  test.each([
    ['/a/geri-alma.md', 'geri-alma'],
    ['C:\\x\\rollback.en.markdown', 'rollback.en'],
    ['.md', '.md'],
  ])('without a title the file %s is called %s', (file, title) => {
    expect(parseRunbook('## A\n- [ ] x', {file, settings: emptySettings}).value?.title).toBe(title)
  })
})

describe('items', () => {
  test.each([
    [
      'every bullet and every box',
      '## A\n- [ ] a\n* [x] b\n+ [X] c\n1. [ ] d',
      ['a.1 manual a', 'a.2 manual(x) b', 'a.3 manual(x) c', 'a.4 manual d'],
    ],
    [
      'nested boxes are groups',
      '## A\n- [ ] a\n  - [ ] b\n    - [x] c\n  - [ ] d\n- [ ] e',
      ['a.1 group(a.2 a.4) a', '  a.2 group(a.3) b', '    a.3 manual(x) c', '  a.4 manual d', 'a.5 manual e'],
    ],
    [
      'with tabs and Windows line ends',
      '## A\r\n- [ ] a\r\n\t- [ ] b\r\n\t\t- [ ] c\r\n',
      ['a.1 group(a.2) a', '  a.2 group(a.3) b', '    a.3 manual c'],
    ],
    ['a bullet over boxes is a group', '## A\n- **a**\n  - [ ] b', ['a.1 group(a.2) a', '  a.2 manual b']],
    ['a bullet over nothing is prose', '## A\n- a\n- [ ] b', ['a.1 manual b']],
    [
      'numbered steps beside boxes',
      '## A\n- [ ] a\n\n1. b\n2. c',
      ['a.1 manual a', 'a.2 manual b', 'a.3 manual c'],
    ],
    ['numbered steps under prose', '## A\nDo this:\n\n1. b\n2. c', ['a.1 manual b', 'a.2 manual c']],
    ['loose lists', '## A\n- [ ] a\n\n- [ ] b\n\n  more\n', ['a.1 manual a', 'a.2 manual b']],
    ['a text over several lines', '## A\n- [ ] a\n  b\nc', ['a.1 manual a b c']],
    [
      'links as their text',
      '## A\n- [ ] see [the docs](https://x.org) and `code`',
      ['a.1 manual see the docs and code'],
    ],
    [
      'what stands in a quote or a comment is none',
      '## A\n- [ ] a\n\n> - [ ] b\n\n<!--\n- [ ] c\n-->\n',
      ['a.1 manual a'],
    ],
  ])('%s', (_, source, expected) => {
    expect(walk(source).slice(1)).toEqual(expected)
  })

  test('what is written under an item, and where its links lead, is its note', () => {
    const [item] =
      runbookOf('## A\n- [ ] a [b](https://x.org)\n\n  read\n  this\n  - and that\n').sections[0]?.items ?? []
    expect(item?.note).toBe('read this · - and that · https://x.org')
  })

  test('foreign text is made harmless in titles, notes and prose', () => {
    const book = runbookOf('# T\u202e\n\u001b[31mred\n\n## A\u200b\n- [ ] a\u0007\n\n  n\u2066')
    expect(book.title).toBe('T<U+202E>')
    expect(book.context).toEqual(['^[[31mred'])
    expect(book.sections[0]?.title).toBe('A<U+200B>')
    expect(book.sections[0]?.items[0]).toMatchObject({title: 'a^G', note: 'n<U+2066>'})
  })

  test('annotations make them sensed, criteria or killers', () => {
    expect(
      annotated(`## 1 A <!-- {mode: decision} -->
- [ ] a <!-- {trigger: redis} -->
- [ ] b <!-- {id: bee} -->
- [ ] c <!-- {probe: web, within: 2m} -->
## 2 B
- [ ] d <!-- {probe: redis, killer: true} -->
- e <!-- {id: plain-bullet} -->
`),
    ).toEqual([
      '# 1 "A" decision',
      '1.1 criterion(redis) a',
      'bee criterion() b',
      '1.3 sensed(web) c',
      '# 2 "B" read-do',
      '2.1 sensed(redis!) d',
      'plain-bullet manual e',
    ])
  })

  test('a section’s mode holds for those below it, unless they say otherwise', () => {
    expect(
      walk(
        '## 1 A <!-- {mode: do-confirm} -->\n### 1.1 B\n1. x\n### 1.2 C <!-- {mode: follow-up} -->\n- [ ] y',
      ).filter(line => line.startsWith('#')),
    ).toEqual(['# 1 "A" do-confirm', '# 1.1 "B" do-confirm in 1', '# 1.2 "C" follow-up in 1'])
  })
})

describe('annotations', () => {
  test.each([
    ['at the end of the line', '- [ ] a <!-- {id: x} -->'],
    ['over several lines', '- [ ] a <!-- {id: x,\n      note: "b: c"} -->'],
    ['on the next line, indented', '- [ ] a\n  <!-- {id: x} -->'],
    ['on its own line right after the list', '- [ ] a\n\n<!-- {id: x} -->'],
    ['before more text of the item', '- [ ] a <!-- {id: x} -->\n  and more'],
    ['beside an ordinary comment', '- [ ] a <!-- reviewed --> <!-- {id: x} -->'],
    ['after a code span', '- [ ] a `b` <!-- {id: x} -->'],
    ['with Windows line ends', '- [ ] a\r\n  <!-- {id: x} -->\r\n'],
  ])('%s', (_, list) => {
    const book = runbookOf(`## A\n${list}`)
    expect(book.sections[0]?.items.map(item => item.id)).toEqual(['x'])
    expect(book.sections[0]?.items[0]?.title).toMatch(/^a( b| and more)?$/)
  })

  test.each([
    ['templating', '- [ ] a <!-- {{ x }} -->'],
    ['templating of the other kind', '- [ ] a <!-- {% x %} -->'],
    ['an ordinary comment', '- [ ] a <!-- see id: x -->'],
    ['code', '- [ ] a `<!-- {id: x} -->`'],
    ['an escaped one', '- [ ] a \\<!-- {id: x} -->'],
  ])('%s is none', (_, list) => {
    expect(runbookOf(`## A\n${list}`).sections[0]?.items[0]?.id).toBe('a.1')
  })

  test('values are text: 1.10 stays 1.10', () => {
    const book = runbookOf('## A\n- [ ] a <!-- {id: 1.10, note: 007} -->')
    expect(findItem(book, '1.10')).toMatchObject({note: '007'})
  })

  test('on the line after a heading', () => {
    expect(walk('## A\n<!-- {id: x, mode: do-confirm} -->\n- [ ] a')).toEqual([
      '# x "A" do-confirm',
      'x.1 manual a',
    ])
  })

  test('an annotated heading is a section even without items', () => {
    expect(walk('## A <!-- {id: x} -->\nprose\n## B\n- [ ] b')).toEqual([
      '# x "A" read-do',
      '# b "B" read-do',
      'b.1 manual b',
    ])
  })

  test('the title’s belongs to the items before the first section', () => {
    expect(walk('# T <!-- {id: x} -->\n- [ ] a')).toEqual(['# x "T" read-do', 'x.1 manual a'])
  })
})

describe('fences', () => {
  const fence = (code: string, annotation = '', language = 'bash') =>
    `## A\n\`\`\`${language}\n${code}\n\`\`\`\n${annotation}`

  test.each([
    [
      'one item for each command, two under one comment',
      fence('# one\nls\n# two\nps\ndf'),
      ['a.1 command(word) one', 'a.2 command(word 1/2) two', 'a.3 command(word 2/2) two'],
    ],
    ['links', fence('# the docs\n# https://x.org'), ['a.1 link the docs']],
    ['watches', fence('tail -f x.log'), ['a.1 watch(word) tail -f x.log']],
    ['its language in any case', fence('ls', '', 'Bash'), ['a.1 command(word) ls']],
    ['with words after the language', fence('ls', '', 'sh {.numberLines}'), ['a.1 command(word) ls']],
    [
      'ids after the first get a number',
      fence('ls\nps\ndf', '<!-- {id: x} -->'),
      ['x command(word) ls', 'x-2 command(word) ps', 'x-3 command(word) df'],
    ],
    [
      'steps',
      fence(
        '# a\nls\n# b\n# https://x.org\n# c\ntop',
        '<!-- {safe: true, steps: [{id: x}, {id: y}, {id: z, safe: false, danger: true}]} -->',
      ),
      ['x command(enter) a', 'y link b', 'z watch(target) c'],
    ],
    [
      'an annotation after blank lines',
      fence('ls', '\n\n<!-- {danger: true} -->'),
      ['a.1 command(target) ls'],
    ],
    [
      'under an item, nested in it',
      '## A\n- [ ] do\n  ```sh\n  ls\n  ```\n  <!-- {id: x} -->\n- [ ] b',
      ['a.1 group(x) do', '  x command(word) ls', 'a.3 manual b'],
    ],
    [
      'under a numbered step',
      '## A\n1. do\n\n   ```sh\n   ls\n   ```\n2. b',
      ['a.1 group(a.2) do', '  a.2 command(word) ls', 'a.3 manual b'],
    ],
  ])('%s', (_, source, expected) => {
    expect(walk(source).slice(1)).toEqual(expected)
  })

  test('other languages, and comments alone, are prose', () => {
    expect(
      runbookOf('## A\n- [ ] a\n```yaml\nx: 1\n```\n```bash\n# only this\n```\n').sections[0]?.context,
    ).toEqual(['x: 1', '# only this'])
  })

  test('everything an annotation says of a command', () => {
    const source = fence(
      './x.sh YYYYMMDD',
      '<!-- {id: x, danger: true, timeout: 5m, watch: false, verify: web, idempotent: true, baseline: [redis, web], inputs: {YYYYMMDD: backup}, note: "slow"} -->',
    )
    expect(findItem(runbookOf(source, settings), 'x')).toMatchObject({
      source: './x.sh YYYYMMDD',
      shell: {
        interpreter: 'bash',
        text: './x.sh "$INPUT_BACKUP"',
        variables: [{env: 'INPUT_BACKUP', input: 'backup', placeholder: 'YYYYMMDD'}],
      },
      confirm: 'target',
      timeout: 300_000,
      watch: false,
      verify: 'web',
      idempotent: true,
      baseline: ['redis', 'web'],
      note: 'slow',
      position: {line: 3, column: 1},
    })
  })

  test('a baseline is taken before the first command only', () => {
    const items = runbookOf(fence('ls\nps', '<!-- {baseline: web} -->'), settings).sections[0]?.items ?? []
    expect(items.map(item => item.kind === 'command' && item.baseline)).toEqual([['web'], []])
  })

  test('commands keep their lines as written, wherever the fence stands', () => {
    const book = runbookOf('## A\n- [ ] a\n\n  ```bash\n  cat <<EOF\n    two\n     \n  EOF\n  ```\n')
    expect(book.sections[0]?.items[1]).toMatchObject({
      source: 'cat <<EOF\n  two\n   \nEOF',
      position: {line: 5, column: 3},
    })
  })
})

describe('recognised by structure', () => {
  test.each([
    ['only an ordered list', '## A\n1. a\n2. b', 'follow-up'],
    ['with details under its steps', '## A\n1. a\n   - detail\n2. b\n\n   more', 'follow-up'],
    ['prose before it', '## A\nDo:\n1. a', 'read-do'],
    ['a box in it', '## A\n1. a\n2. [ ] b', 'read-do'],
    ['a command in it', '## A\n1. a\n   ```sh\n   ls\n   ```', 'read-do'],
    ['contacts', '## A\n- **B:** c\n- **D**: e', 'contacts'],
    ['contacts and something else', '## A\n- **B:** c\n- [ ] d', 'read-do'],
  ])('%s', (_, source, mode) => {
    expect(runbookOf(source).sections.map(section => section.mode)).toEqual([mode])
  })

  test('contacts stand under headings or under list items', () => {
    const book = runbookOf(`## Contacts
### DevOps
- **On call:** +90 xxx xxx xx xx
- **Slack**: \`#ops\`
### Management <!-- {id: top} -->
- Board
  - **CTO:** +90 212 555 00 11 <!-- {id: cto} -->
  - __CEO:__ <ceo@example.org>
- **On call:** 
`)
    expect(book.sections.map(({id, mode, parent}) => [id, mode, parent])).toEqual([
      ['contacts', 'contacts', null],
      ['top', 'contacts', 'contacts'],
    ])
    expect(
      book.contacts.map(({id, section, group, name, value, placeholder}) => [
        id,
        section,
        group,
        name,
        value,
        placeholder,
      ]),
    ).toEqual([
      ['on-call', 'contacts', 'DevOps', 'On call', '+90 xxx xxx xx xx', true],
      ['slack', 'contacts', 'DevOps', 'Slack', '#ops', false],
      ['cto', 'top', 'Board', 'CTO', '+90 212 555 00 11', false],
      ['ceo', 'top', 'Board', 'CEO', 'ceo@example.org', true],
      ['on-call-2', 'top', 'Management', 'On call', '', true],
    ])
  })
})

describe('limits', () => {
  test('over 1 MiB is refused, counted in bytes', () => {
    expect(faultsOf('x'.repeat(1024 * 1024))).toEqual(['warning 1:1 nothing-to-do'])
    expect(faultsOf('x'.repeat(1024 * 1024 + 1))).toEqual(['error 1:1 too-large'])
    expect(faultsOf('ş'.repeat(600_000))).toEqual(['error 1:1 too-large'])
  })
})
